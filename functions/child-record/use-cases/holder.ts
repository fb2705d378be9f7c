/** Whose file somebody asks for: a child is reached through a household that has it, and its record there is the right. */
import type { Child } from "../../family/rules/family.ts";
import { readChild } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { recordWords } from "../words.fr.ts";

/** A child, as one of its households asks for it. */
export interface AskedChild {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}

/** The same answer for a child of another family's and for one that is not there. */
export async function holderOf(table: Table, { familyCode, childId }: AskedChild): Promise<Child> {
  const child = await readChild(table, familyCode, childId);
  if (!child) throw new Problem("notFound", recordWords.gone);
  return child;
}
