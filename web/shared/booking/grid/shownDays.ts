/**
 * Which days of a long grid are drawn: some weeks from a month on, and more when asked. A school year of canteen days
 * is never drawn at once.
 */
import { groupBy, monthOf, mondayOf } from "../../format/calendar.ts";
import type { Day } from "./gridIndex.ts";

/** Buttons drawn at a time, whatever the number of children: what a phone lays out at once without a pause. */
const mostButtons = 120;

/** Buttons that are put on the page in one go: what a cheap phone does without a press having to wait. */
const buttonsAtOnce = 30;

/** Days that stand for about so many buttons, and fill the screen of a phone. */
export const stepFor = (children: number): number => Math.max(6, Math.floor(buttonsAtOnce / Math.max(1, children)));

/** Days that stand for about so many buttons. */
export const portionFor = (children: number): number => Math.max(10, Math.floor(mostButtons / Math.max(1, children)));

/**
 * The days from the first of a month (or from the start), about so many, up to the end of a week. All of them when
 * little would be left.
 */
export function shownDays(days: readonly Day[], fromMonth: string | null, most: number): readonly Day[] {
  const from = fromMonth === null ? days : days.filter(({ date }) => monthOf(date) >= fromMonth);
  if (from.length <= most * 1.25) return from;
  const last = from[most - 1];
  if (!last) return from;
  const week = mondayOf(last.date);
  return from.filter(({ date }) => mondayOf(date) <= week);
}

/** The months that a grid covers, by their names `2026-11`. */
export const monthsOf = (days: readonly Day[]): readonly { readonly month: string; readonly first: Day["date"] }[] =>
  groupBy(days, ({ date }) => monthOf(date)).flatMap(({ key, items: [first] }) =>
    first ? [{ month: key, first: first.date }] : [],
  );
