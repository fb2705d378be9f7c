/** The family that a call is about: the guardian's own, or the one that a staff member names. */
import { Problem } from "../../http/problem.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { Family } from "../rules/family.ts";
import { readFamily } from "../store/families.ts";

/** The signed-in guardian's family. That it exists is the session's promise. */
export async function ownFamily(table: Table, code: FamilyCode): Promise<Family> {
  const family = await readFamily(table, code);
  if (!family) throw new Error("A session belongs to a family that is not in the table");
  return family;
}

/** The family that a staff member names. */
export async function familyOf(table: Table, code: FamilyCode): Promise<Family> {
  const family = await readFamily(table, code);
  if (!family)
    throw new Problem("notFound", "Aucune famille ne porte ce code. Vérifiez-le sur une facture ou dans le dossier.");
  return family;
}
