/**
 * The figures of a family's papers, by which the office counts its quotient when no fund tells one: which each way of
 * counting needs, and what they may be. One that is missing is not zero, and those of one way are nothing to another.
 */
import type { PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { QuotientKind, QuotientValidity } from "../../kernel/town-for-functions.ts";
import { quotientOf, type Papers } from "./formulas.ts";
import { firstDayOf, monthOf, usualUntil } from "./quotient.ts";

/** Which figures each way of counting needs, in the order in which they are asked for. */
export const figuresOf = {
  caf: ["yearlyIncome", "monthlyBenefits", "children"],
  fiscal: ["yearlyIncome", "quarterParts"],
  perPerson: ["monthlyIncome", "monthlyBenefits", "monthlyRent", "persons"],
} as const satisfies Readonly<Record<QuotientKind, readonly string[]>>;
export type Figure = (typeof figuresOf)[QuotientKind][number];

/** What a number may be: cents up to a million euros, what a household can have. */
export const bounds = {
  amount: { least: 0, most: 100_000_000 },
  children: { least: 0, most: 20 },
  quarterParts: { least: 4, most: 80 },
  persons: { least: 1, most: 30 },
} as const;

type Given = Readonly<Partial<Record<string, unknown>>>;

const whole = (value: unknown, { least, most }: (typeof bounds)[keyof typeof bounds]): number | null =>
  typeof value === "number" && Number.isInteger(value) && least <= value && value <= most ? value : null;

/** The papers, if all of that way's figures are there; null: one is missing, or is none. */
export function papersIn(kind: QuotientKind, given: Given): Papers | null {
  const amount = (figure: Figure): Cents | null => {
    const value = whole(given[figure], bounds.amount);
    return value === null ? null : cents(value);
  };
  const [yearlyIncome, monthlyBenefits] = [amount("yearlyIncome"), amount("monthlyBenefits")];
  switch (kind) {
    case "caf": {
      const children = whole(given["children"], bounds.children);
      return yearlyIncome === null || monthlyBenefits === null || children === null
        ? null
        : { kind, yearlyIncome, monthlyBenefits, children };
    }
    case "fiscal": {
      const quarterParts = whole(given["quarterParts"], bounds.quarterParts);
      return yearlyIncome === null || quarterParts === null ? null : { kind, yearlyIncome, quarterParts };
    }
    case "perPerson": {
      const [monthlyIncome, monthlyRent] = [amount("monthlyIncome"), amount("monthlyRent")];
      const persons = whole(given["persons"], bounds.persons);
      return monthlyIncome === null || monthlyBenefits === null || monthlyRent === null || persons === null
        ? null
        : { kind, monthlyIncome, monthlyBenefits, monthlyRent, persons };
    }
  }
}

/** A quotient counted from a family's papers, of the month in which it sent them. */
interface Counted {
  readonly month: PlainMonth;
  readonly value: Cents;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/**
 * What the office's acceptance would enter: of the month in which the family asked, however long its answer took; of the
 * day of the answer, where the town's quotients of that month have all ended since.
 */
export function countedOf(
  papers: Papers,
  { asked, decided }: { readonly asked: PlainDate; readonly decided: PlainDate },
  validity: QuotientValidity,
): Counted {
  const beginning = (day: PlainDate): Omit<Counted, "value"> => {
    const month = monthOf(day);
    const from = firstDayOf(month);
    return { month, from, until: usualUntil(from, validity) };
  };
  const then = beginning(asked);
  return { value: quotientOf(papers), ...(then.until < decided ? beginning(decided) : then) };
}
