/** What a staff member types of a family's papers, as the API takes it. The server counts again: this is the preview. */
import { readEuros } from "../../../functions/kernel/money.ts";
import type { QuotientKind } from "../../../functions/kernel/town-for-functions.ts";
import type { Papers } from "../../../functions/quotient/rules/formulas.ts";
import { readQuarters } from "../../shared/quotient/readQuarters.ts";
import { familyQuotient as strings } from "../../strings/fr/quotient/quotient.ts";

export type PapersField =
  | "yearlyIncome"
  | "monthlyBenefits"
  | "children"
  | "parts"
  | "monthlyIncome"
  | "monthlyRent"
  | "persons";
type Typed = Readonly<Record<PapersField, string>>;

/** Fields of each way of counting, in their order. */
export const fieldsOf: Readonly<Record<QuotientKind, readonly PapersField[]>> = {
  caf: ["yearlyIncome", "monthlyBenefits", "children"],
  fiscal: ["yearlyIncome", "parts"],
  perPerson: ["monthlyIncome", "monthlyBenefits", "monthlyRent", "persons"],
};

const readNumber = (typed: string): number | null => (/^\d{1,2}$/u.test(typed.trim()) ? Number(typed.trim()) : null);

const missing: Readonly<Record<PapersField, string>> = {
  yearlyIncome: strings.amountMissing,
  monthlyBenefits: strings.amountMissing,
  monthlyIncome: strings.amountMissing,
  monthlyRent: strings.amountMissing,
  children: strings.numberMissing,
  persons: strings.numberMissing,
  parts: strings.partsMissing,
};

/** The papers, or what is wrong with each field. */
export function readPapers(
  kind: QuotientKind,
  typed: Typed,
): { readonly papers: Papers } | { readonly wrong: Readonly<Partial<Record<PapersField, string>>> } {
  const amount = (field: PapersField) => readEuros(typed[field]);
  const read = {
    yearlyIncome: amount("yearlyIncome"),
    monthlyBenefits: amount("monthlyBenefits"),
    monthlyIncome: amount("monthlyIncome"),
    monthlyRent: amount("monthlyRent"),
    children: readNumber(typed.children),
    persons: readNumber(typed.persons),
    parts: readQuarters(typed.parts),
  };
  const { yearlyIncome, monthlyBenefits, monthlyIncome, monthlyRent, children, persons, parts } = read;
  if (kind === "caf" && yearlyIncome !== null && monthlyBenefits !== null && children !== null)
    return { papers: { kind, yearlyIncome, monthlyBenefits, children } };
  if (kind === "fiscal" && yearlyIncome !== null && parts !== null)
    return { papers: { kind, yearlyIncome, quarterParts: parts } };
  if (
    kind === "perPerson" &&
    monthlyIncome !== null &&
    monthlyBenefits !== null &&
    monthlyRent !== null &&
    persons !== null
  )
    return { papers: { kind, monthlyIncome, monthlyBenefits, monthlyRent, persons } };
  return {
    wrong: Object.fromEntries(
      fieldsOf[kind].filter((field) => read[field] === null).map((field) => [field, missing[field]]),
    ),
  };
}
