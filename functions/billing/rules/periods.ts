/** Months that are billed, and how far a run looks back for what has changed since. */
import type { PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { addDays, addMonths } from "../../kernel/time.ts";
import { firstDayOf, monthOf } from "../../quotient/rules/quotient.ts";

export const monthsBefore = (month: PlainMonth, months: number): PlainMonth =>
  monthOf(addMonths(firstDayOf(month), -months));

export const lastDayOf = (month: PlainMonth): PlainDate => addDays(addMonths(firstDayOf(month), 1), -1);

/** Months before its own of which a run states what has changed: a certificate comes late, a quotient goes back. */
export const lookBack = 3;

/** A month is billed once it is over. */
export const isOver = (month: PlainMonth, today: PlainDate): boolean => month < monthOf(today);

/** Months that may be billed: older ones are closed. */
export const mostOpen = 12;
/** Those before this one, latest first. */
export const openMonths = (current: PlainMonth): readonly PlainMonth[] =>
  Array.from({ length: mostOpen }, (_, index) => monthsBefore(current, index + 1));

/** What the log says of forgotten months: an alarm waits for it. */
export const forgottenCode = "billing.forgotten";

/** Days after its end within which a month is billed without anybody wondering. */
const usualDelay = 10;

/** Months that are over, that follow a billed one, and that nobody has billed for days. */
export const forgottenMonths = (
  months: readonly PlainMonth[],
  billed: readonly PlainMonth[],
  today: PlainDate,
): readonly PlainMonth[] =>
  months.filter(
    (month) =>
      !billed.includes(month) && billed.some((one) => one < month) && addDays(lastDayOf(month), usualDelay) < today,
  );
