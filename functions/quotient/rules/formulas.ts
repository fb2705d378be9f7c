/**
 * The three ways of counting a quotient, from the family's papers. Exact, rounded once to the cent.
 *
 * Sources: the CAF's own formula, (income of year N-2 / 12 + the month's benefits) / parts, with two parts for one adult
 * or two, half a part for each of the first two children, one for the third, half for each further one; the tax
 * authority's parts for the second; persons of the household for the third.
 */
import { dividedCents, type Cents } from "../../kernel/money.ts";

/** What the papers say. Amounts in cents. */
export type Papers =
  | {
      readonly kind: "caf";
      /** Of two years ago, before deductions. */ readonly yearlyIncome: Cents;
      readonly monthlyBenefits: Cents;
      readonly children: number;
    }
  | {
      readonly kind: "fiscal";
      /** « Revenu fiscal de référence ». */ readonly yearlyIncome: Cents;
      /** Quarters of a tax part: 2.5 parts are 10. */ readonly quarterParts: number;
    }
  | {
      readonly kind: "perPerson";
      readonly monthlyIncome: Cents;
      readonly monthlyBenefits: Cents;
      readonly monthlyRent: Cents;
      readonly persons: number;
    };

/** Halves of a part: adults count four of them together, whether one or two. */
export const halfPartsOf = (children: number): number => 4 + children + (children >= 3 ? 1 : 0);

/** The quotient that these papers give; never below zero: a rent above the income leaves nothing, not a debt. */
export function quotientOf(papers: Papers): Cents {
  switch (papers.kind) {
    case "caf":
      return dividedCents(
        2n * (BigInt(papers.yearlyIncome) + 12n * BigInt(papers.monthlyBenefits)),
        12n * BigInt(halfPartsOf(papers.children)),
      );
    case "fiscal":
      return dividedCents(4n * BigInt(papers.yearlyIncome), 12n * BigInt(papers.quarterParts));
    case "perPerson": {
      const left = BigInt(papers.monthlyIncome) + BigInt(papers.monthlyBenefits) - BigInt(papers.monthlyRent);
      return dividedCents(left > 0n ? left : 0n, BigInt(papers.persons));
    }
  }
}
