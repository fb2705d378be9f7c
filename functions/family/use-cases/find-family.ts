/** The family that a call is about: the guardian's own, or the one that a staff member names. */
import { Problem } from "../../http/problem.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import type { FamilyCode, GuardianId } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { Family } from "../rules/family.ts";
import type { SeenFamily } from "../rules/seen.ts";
import { readFamily, readSeenFamily } from "../store/families.ts";

/** Who acts for a family, or looks at it: one of its adults, or, with null, a staff member. */
export interface Onlooker {
  readonly familyCode: FamilyCode;
  readonly guardianId: GuardianId | null;
}

/** The signed-in guardian's family, as that adult may know it. That it exists is the session's promise. */
export async function ownFamily(table: Table, { familyCode, guardianId }: Onlooker): Promise<SeenFamily> {
  const family = await readSeenFamily(table, familyCode, guardianId ?? "office");
  if (!family) throw new Error("A session belongs to a family that is not in the table");
  return family;
}

/** The family that a staff member names; one that has become part of another is not there any more, and says which. */
export async function familyOf(table: Table, code: FamilyCode): Promise<Family> {
  const family = await foundFamily(table, code);
  const { mergedInto } = family.household;
  if (mergedInto !== undefined)
    throw new Problem(
      "notFound",
      typeset(`La famille ${code} ne fait plus qu’une avec la famille ${mergedInto} : ouvrez celle-ci.`),
    );
  return family;
}

/** The same, of one that has become part of another too. */
export async function foundFamily(table: Table, code: FamilyCode): Promise<Family> {
  const family = await readFamily(table, code);
  if (!family)
    throw new Problem("notFound", "Aucune famille ne porte ce code. Vérifiez-le sur une facture ou dans le dossier.");
  return family;
}
