/** Counts cells of a basket: by day and child where all the children have the same days, otherwise each by itself. */
import type { ChildId, PlainDate } from "../../../../functions/kernel/ids.ts";
import { groupBy, weekday } from "../../format/calendar.ts";
import { weekdayName } from "../../format/dates.ts";
import type { Amount } from "../../../strings/fr/booking/amount.ts";

export function amountOf(cells: readonly { readonly childId: ChildId; readonly date: PlainDate }[]): Amount {
  const total = cells.length;
  const byChild = groupBy(cells, ({ childId }) => childId).map(({ items }) => items.map(({ date }) => date).sort());
  const [dates = [], ...others] = byChild;
  const alike =
    others.length > 0 &&
    // Two units of one day are two lines: they would be counted as one day.
    new Set(dates).size === dates.length &&
    others.every((other) => other.join() === dates.join());
  if (!alike) return { total, alike: null };
  const [first] = dates;
  const same = first !== undefined && dates.every((date) => weekday(date) === weekday(first));
  return { total, alike: { days: dates.length, weekday: same ? weekdayName(first) : null, children: byChild.length } };
}
