/** Which of a family's adults see its invoices: the payer all of them, the others where the payer lets them. */
import { hidesHome } from "../../family/rules/seen.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, GuardianId } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { isPayer } from "../../family/rules/payers.ts";
import { readSharing } from "../store/sharing.ts";

export interface Reader {
  readonly familyCode: FamilyCode;
  readonly guardianId: GuardianId;
}

/**
 * What one adult may see. `opens`: an invoice says where the household lives and what every child does; who may not know
 * that reads sums, and asks the office for the rest.
 */
export async function sightOf(table: Table, reader: Reader) {
  const [{ household, hidden }, shared] = await Promise.all([
    ownFamily(table, reader),
    readSharing(table, reader.familyCode),
  ]);
  const payer = isPayer(household, reader.guardianId);
  const seen = payer || shared;
  return {
    household,
    payer,
    shared,
    seen,
    opens: seen && hidden.size === 0 && !hidesHome(household, reader.guardianId),
  };
}

/** Refuses who may not open the household's invoices and credit notes. */
export async function mustOpen(table: Table, reader: Reader): Promise<void> {
  const { seen, opens } = await sightOf(table, reader);
  if (!seen) throw new Problem("notFound", "Les factures vont au payeur du foyer, qui peut les partager avec vous.");
  if (!opens) throw new Problem("notFound", "Cette facture ne s’ouvre pas ici. Demandez-la au guichet unique.");
}
