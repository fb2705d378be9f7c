/**
 * What a household is still to pay, and by when: kept in its record by the subject of invoices (functions/billing), so that every
 * page and every booking reads it at no cost. What is late follows from the day on which it is read.
 */
import type { PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { addDays } from "../../kernel/time.ts";

export interface Owed {
  /** The last day for paying it. */
  readonly on: PlainDate;
  readonly due: Cents;
  /** The last day on which staff lets it wait. */
  readonly sparedUntil?: PlainDate | undefined;
}

/** What is late, and since when: the last day on which the oldest of it was to be paid. */
export interface Overdue {
  readonly amount: Cents;
  readonly since: PlainDate;
}

/** What of it is late by more than so many days, on that day; null: nothing. */
export function overdueOf(owes: readonly Owed[], today: PlainDate, grace: number): Overdue | null {
  const late = owes.filter(
    ({ on, sparedUntil }) => addDays(on, grace) < today && (sparedUntil === undefined || sparedUntil < today),
  );
  const [since] = late.map(({ on }) => on).sort();
  return since === undefined ? null : { amount: cents(late.reduce((sum, { due }) => sum + due, 0)), since };
}
