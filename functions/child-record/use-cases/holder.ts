/** Whose file somebody asks for: a child is reached through a household that has it, and its record there is the right. */
import type { Child } from "../../family/rules/family.ts";
import { mayKnow, type SeenBy } from "../../family/rules/seen.ts";
import { readChild } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { recordWords } from "../words.fr.ts";

/** A child, as one of its households asks for it. */
export interface AskedChild {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly seenBy: SeenBy;
}

export const ofOffice = (asked: Omit<AskedChild, "seenBy">): AskedChild => ({ ...asked, seenBy: "office" });

/** The same answer for a child of another family's, for one that this adult is shut out of, and for one that is not there. */
export async function holderOf(table: Table, { familyCode, childId, seenBy }: AskedChild): Promise<Child> {
  const child = await readChild(table, familyCode, childId);
  if (!child || !mayKnow(child, seenBy)) throw new Problem("notFound", recordWords.gone);
  return child;
}
