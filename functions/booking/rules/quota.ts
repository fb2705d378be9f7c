/**
 * Fairness: so many days a child, a week or a month, are booked at once; further ones go to the waiting list, from
 * which they may be offered later if places are left.
 */
import type { Quota } from "../../catalogue/rules/catalogue.ts";
import { hasPlace, type ChildDay } from "./child-day.ts";
import type { ActivityId, PlainDate } from "../../kernel/ids.ts";
import { addDays, weekdayOf } from "../../kernel/time.ts";
import { unitOf } from "../../catalogue/rules/units.ts";

/** Days that count together in a quota, both included. */
export interface Period {
  readonly per: Quota["per"];
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const monthEnd = (date: PlainDate): PlainDate => {
  const next = addDays(firstOfMonth(date), 31);
  return addDays(firstOfMonth(next), -1);
};
const firstOfMonth = (date: PlainDate): PlainDate => addDays(date, 1 - Number(date.slice(8)));

/** The week (from Monday) or month of a day. */
export function periodOf(per: Quota["per"], date: PlainDate): Period {
  if (per === "month") return { per, from: firstOfMonth(date), to: monthEnd(date) };
  const monday = addDays(date, 1 - weekdayOf(date));
  return { per, from: monday, to: addDays(monday, 6) };
}

/** Days of the period on which the child has a place in the activity. */
export const daysHad = (
  activityId: ActivityId,
  { from, to }: Period,
  days: readonly ChildDay[],
): readonly PlainDate[] =>
  days
    .filter(
      ({ date, units }) =>
        from <= date &&
        date <= to &&
        [...units].some(([unit, { status }]) => hasPlace(status) && unitOf(unit).activityId === activityId),
    )
    .map(({ date }) => date);

/** Whether the child has its quota already, without that day; a day that counts already counts once. */
export function isQuotaReached(
  quota: Quota,
  activityId: ActivityId,
  date: PlainDate,
  days: readonly ChildDay[],
): boolean {
  const had = daysHad(activityId, periodOf(quota.per, date), days);
  return !had.includes(date) && had.length >= quota.days;
}
