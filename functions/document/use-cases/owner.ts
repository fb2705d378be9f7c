/**
 * Whose documents somebody asks for. A child's are reached through a household that has the child: its record there is
 * the right, read in the same wave as what is asked for.
 */
import type { Child, Household } from "../../family/rules/family.ts";
import { hidesHome, mayKnow, type SeenBy } from "../../family/rules/seen.ts";
import { readChild, readHousehold } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { Owner } from "../rules/document.ts";

export const ownerOf = (familyCode: FamilyCode, childId: ChildId | undefined): Owner => ({
  familyCode,
  ...(childId === undefined ? {} : { childId }),
});

/** The same answer for what is another family's and for what is not there. */
export const noDocument = (): Problem =>
  new Problem("notFound", "Ce document n’est pas, ou plus, dans ce dossier. Rechargez la page.");

/**
 * Who holds them: the child as this household's record has it, or the household. Throws when there is none that this
 * one may know: what a household has sent of itself says where it lives.
 */
export async function readHolder(table: Table, { familyCode, childId }: Owner, by: SeenBy): Promise<Child | Household> {
  if (childId === undefined) {
    const household = await readHousehold(table, familyCode, { consistent: true });
    if (!household || hidesHome(household, by)) throw noDocument();
    return household;
  }
  const child = await readChild(table, familyCode, childId);
  if (!child || !mayKnow(child, by)) throw noDocument();
  return child;
}
