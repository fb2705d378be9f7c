/** Calendar arithmetic on plain days, for laying out pages. Rules (deadlines, closures, ages) stay on the server. */
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays, weekdayOf as weekday } from "../../../functions/kernel/time.ts";

export { addDays, weekday };

const dayMs = 86_400_000;

/**
 * A plain day as a Date at midnight UTC: the only form in which this file does arithmetic, so that no clock change
 * interferes.
 */
export const utc = (date: PlainDate): Date => new Date(`${date}T00:00:00Z`);
export const plain = (moment: Date): PlainDate => id("PlainDate", moment.toISOString().slice(0, 10));

/** Monday of the week of a day: the name of that week. */
export const mondayOf = (date: PlainDate): PlainDate => addDays(date, 1 - weekday(date));

/** ISO week number: families and schools speak of even and odd weeks by it. */
export function isoWeek(date: PlainDate): number {
  const thursday = utc(addDays(date, 4 - weekday(date)));
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - yearStart) / dayMs / 7) + 1;
}

/** `2026-11`: a month as text, which sorts. */
export const monthOf = (date: PlainDate): string => date.slice(0, 7);

/** First day of the month that stands `months` after the month of `date`. */
export function monthStart(date: PlainDate, months = 0): PlainDate {
  const day = utc(date);
  return plain(new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1)));
}

/** Last day of the month of `date`. */
export const monthEnd = (date: PlainDate): PlainDate => addDays(monthStart(date, 1), -1);

/** The weeks, Monday first, that cover a month; the days around it complete the first and the last week. */
export function weeksOfMonth(date: PlainDate): PlainDate[][] {
  const weeks: PlainDate[][] = [];
  const last = monthEnd(date);
  let day = mondayOf(monthStart(date));
  while (day <= last) {
    const monday = day;
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
    day = addDays(day, 7);
  }
  return weeks;
}

/** Groups consecutive items under the key they share, keeping their order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): { key: string; items: T[] }[] {
  const groups: { key: string; items: T[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups;
}
