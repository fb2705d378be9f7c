import { sameName, type Guardian, type Household } from "../../family/rules/family.ts";

/**
 * The guardian whose names are printed on the invoice: a payer, or the first adult. Checked by the API and by the
 * pool's trigger.
 */
export const invoicedGuardian = (household: Household, lastName: string, firstName: string): Guardian | null =>
  household.guardians.find(
    (guardian) =>
      (guardian.payer || guardian.id === "1") &&
      sameName(lastName, guardian.lastName) &&
      sameName(firstName, guardian.firstName),
  ) ?? null;
