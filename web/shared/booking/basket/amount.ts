/**
 * Counts cells of a basket: by day and child where all the children have the same days, otherwise child by child, where
 * the page knows their names.
 */
import type { ChildId, PlainDate } from "../../../../functions/kernel/ids.ts";
import { weekday } from "../../format/calendar.ts";
import { weekdayName } from "../../format/dates.ts";
import type { Amount } from "../../../strings/fr/booking/amount.ts";

/** The first name of a child. */
export type NameOf = (child: ChildId) => string;

/** From children with their names, in the family's order. */
export const naming =
  (children: readonly { readonly id: ChildId; readonly firstName: string }[]): NameOf =>
  (child) =>
    children.find(({ id }) => id === child)?.firstName ?? "";

export function amountOf(
  cells: readonly { readonly childId: ChildId; readonly date: PlainDate }[],
  nameOf?: NameOf,
): Amount {
  const total = cells.length;
  const datesOf = new Map<ChildId, PlainDate[]>();
  for (const { childId, date } of cells) {
    const dates = datesOf.get(childId);
    if (dates) dates.push(date);
    else datesOf.set(childId, [date]);
  }
  // The children are compared, never their cells: this is counted at every press, and comparing by number is slow.
  const byChild = [...datesOf]
    .sort(([one], [other]) => one.localeCompare(other, "fr", { numeric: true }))
    .map(([childId, dates]) => ({ childId, dates: dates.sort() }));
  const [first, ...others] = byChild;
  if (!first || others.length === 0) return { total, alike: null, each: [] };
  const { dates } = first;
  const alike =
    // Two units of one day are two lines: they would be counted as one day.
    new Set(dates).size === dates.length && others.every((other) => other.dates.join() === dates.join());
  if (!alike)
    return {
      total,
      alike: null,
      each: nameOf ? byChild.map(({ childId, dates: own }) => ({ name: nameOf(childId), days: own.length })) : [],
    };
  const [day] = dates;
  const same = day !== undefined && dates.every((date) => weekday(date) === weekday(day));
  return {
    total,
    alike: { days: dates.length, weekday: same ? weekdayName(day) : null, children: byChild.length },
    each: [],
  };
}
