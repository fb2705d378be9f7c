/** To whom a household's invoices go, and who else may see them. */
import type { Guardian, Household } from "./family.ts";
import type { GuardianId } from "../../kernel/ids.ts";

/** The adults who pay; the first one where the file names none, since somebody does. */
export function payersOf({ guardians }: Pick<Household, "guardians">): readonly Guardian[] {
  const payers = guardians.filter(({ payer }) => payer);
  return payers.length > 0 ? payers : guardians.slice(0, 1);
}

export const isPayer = (household: Pick<Household, "guardians">, guardian: GuardianId): boolean =>
  payersOf(household).some(({ id }) => id === guardian);
