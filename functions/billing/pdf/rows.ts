/** The rows of an invoice's table: units of one price together, with their days. Pure. */
import { dayList, monthName, ofMonth } from "../../kernel/dates.fr.ts";
import type { PlainMonth } from "../../kernel/ids.ts";
import { cents, priceInWords, type Cents } from "../../kernel/money.ts";
import { firstDayOf } from "../../quotient/rules/quotient.ts";
import { sumOf, type StatedLine } from "../rules/statement.ts";
import type { StatedLines } from "../store/statements.ts";

export interface Row {
  readonly what: string;
  /** When, and why at that price. */
  readonly details: string;
  /** Negative: taken back. */
  readonly quantity: number;
  readonly unitPrice: Cents;
  /** Quantity by unit price. */
  readonly amount: Cents;
}

export interface Group {
  /** `Léa, novembre 2026`. */
  readonly title: string;
  readonly rows: readonly Row[];
  readonly amount: Cents;
}

export const monthWords = (month: PlainMonth): string => `${monthName(firstDayOf(month))} ${month.slice(0, 4)}`;

function rowOf(lines: readonly StatedLine[]): readonly Row[] {
  const [first] = lines;
  if (!first) return [];
  const { quantity, corrects, activityName, unitName, unitPrice, reasons, whole } = first;
  const what = `${activityName}, ${unitName}`;
  const when = dayList(lines.map(({ date }) => date));
  const why =
    quantity === -1 && corrects
      ? `repris de la facturation ${ofMonth(monthWords(corrects.period))}`
      : [
          ...(corrects ? ["nouveau prix"] : []),
          ...reasons,
          ...(whole === undefined ? [] : [`au lieu de ${priceInWords(whole)}`]),
        ].join(" ; ");
  return [
    {
      what,
      details: why === "" ? when : `${when} · ${why}`,
      quantity: quantity * lines.length,
      unitPrice,
      amount: cents(quantity * lines.length * unitPrice || 0),
    },
  ];
}

/** The earliest period first; in it by child, then by unit and price. The amounts of all groups are the invoice's total. */
export function groupsOf(statements: readonly StatedLines[]): readonly Group[] {
  return [...statements]
    .sort((one, other) => (one.period < other.period ? -1 : 1))
    .flatMap(({ period, lines }) =>
      [...Map.groupBy(lines, ({ childId }) => childId).values()].map((own): Group => {
        const alike = Map.groupBy(own, ({ activityId, unitId, unitName, quantity, unitPrice, reasons, corrects }) =>
          JSON.stringify([activityId, unitId, unitName, quantity, unitPrice, reasons, corrects?.period]),
        );
        return {
          title: `${own.at(-1)?.firstName ?? ""}, ${monthWords(period)}`,
          rows: [...alike.values()].flatMap(rowOf),
          amount: sumOf(own.map(({ amount }) => amount)),
        };
      }),
    );
}
