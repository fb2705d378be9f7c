/**
 * Dates and times as French readers write them: `mercredi 1er décembre`, `8 h 30`, `encore 2 jours`. With the words and
 * the clocks of the kernel, not the browser's `Intl`: making its formatters took a cheap phone a tenth of a second of
 * each page that says when, and it writes `1 décembre`.
 */
import {
  dayOfMonth,
  monthAbbreviation,
  monthName,
  weekdayAbbreviation as weekdayShort,
  weekdayName as weekdayLong,
} from "../../../functions/kernel/dates.fr.ts";
import { id, type Instant, type PlainDate, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { instantOfMilliseconds, instantToLocal, weekdayOf } from "../../../functions/kernel/time.ts";
import { serverNow } from "../clock.ts";
import { nbsp } from "./text.ts";

export { monthAbbreviation, monthName };
export const weekdayName = (date: PlainDate): string => weekdayLong(weekdayOf(date));
export const weekdayAbbreviation = (date: PlainDate): string => weekdayShort(weekdayOf(date));
export const dayNumber = (date: PlainDate): string => String(Number(date.slice(8)));
const yearOf = (date: PlainDate): string => date.slice(0, 4);

/** `3 novembre`; day and month never part at the end of a line. */
const dayAndMonth = (date: PlainDate): string => dayOfMonth(date) + nbsp + monthName(date);
const longInYear = (date: PlainDate): string => `${weekdayName(date)} ${dayAndMonth(date)}`;
/** `mer. 3 nov.`: under a heading that says the year. */
export const dayInYear = (date: PlainDate): string =>
  `${weekdayAbbreviation(date)} ${dayOfMonth(date)}${nbsp}${monthAbbreviation(date)}`;
/** `mercredi 3 novembre 2026` */
export const fullDay = (date: PlainDate): string => `${longInYear(date)} ${yearOf(date)}`;
/** `3 novembre 2026` */
export const dateOnly = (date: PlainDate): string => `${dayAndMonth(date)} ${yearOf(date)}`;
/** `novembre 2026` */
export const monthAndYear = (date: PlainDate): string => `${monthName(date)} ${yearOf(date)}`;
/** `octobre 2026` of `2026-10`. */
export const monthWords = (month: PlainMonth): string => monthAndYear(id("PlainDate", `${month}-01`));

/** `oct. 2026` of `2026-10`. */
export const shortMonth = (month: PlainMonth): string =>
  `${monthAbbreviation(id("PlainDate", `${month}-01`))} ${month.slice(0, 4)}`;

/** `08:30` or `8:30` becomes `8 h 30`, `12:00` becomes `12 h`. */
export function clockTime(time: string): string {
  const [hours = "0", minutes = "00"] = time.split(":");
  return `${Number(hours)}${nbsp}h${minutes === "00" ? "" : nbsp + minutes}`;
}

/** The day and the hour on the town's clocks, `08:30`; what is shown never depends on the device's own zone. */
const inTown = (moment: Instant | number) =>
  instantToLocal(typeof moment === "number" ? instantOfMilliseconds(moment) : moment);

/** `8 h 30` */
export const timeOf = (instant: Instant): string => clockTime(inTown(instant).time);

/** The calendar day, in the town's zone, of a point in time. */
export const dayOf = (instant: Instant | number): PlainDate => inTown(instant).date;

/** `mercredi 3 novembre`, with its year when that is not `now`'s. */
export const longDay = (date: PlainDate, now: Instant | number = serverNow()): string =>
  (yearOf(date) === yearOf(dayOf(now)) ? longInYear : fullDay)(date);
/** `mer. 3 nov.`, with its year when that is not `now`'s. */
export const shortDay = (date: PlainDate, now: Instant | number = serverNow()): string =>
  yearOf(date) === yearOf(dayOf(now)) ? dayInYear(date) : `${dayInYear(date)} ${yearOf(date)}`;

/** A moment: its day as `day` writes it, then its time. */
const onDayAt =
  (day: (date: PlainDate, now: Instant | number) => string, at: string) =>
  (moment: Instant | number, now: Instant | number = serverNow()): string => {
    const { date, time } = inTown(moment);
    return day(date, now) + at + clockTime(time);
  };

/** `lundi 7 décembre à 10 h`, with its year when that is not `now`'s. */
export const longMoment = onDayAt(longDay, ` à${nbsp}`);
/** `7 décembre 2026 à 10 h`: where the year matters. */
export const datedMoment = onDayAt(dateOnly, ` à${nbsp}`);
/** `lun. 7 déc., 10 h`, with its year when that is not `now`'s. */
export const shortMoment = onDayAt(shortDay, ", ");
const dayInMonth = (date: PlainDate): string => `${weekdayAbbreviation(date)} ${dayNumber(date)}`;
/** `lun. 7, 10 h`: for the narrowest places; another month than `now`'s is said. */
export const tinyMoment = onDayAt(
  (date, now) => (date.slice(0, 7) === dayOf(now).slice(0, 7) ? dayInMonth(date) : shortDay(date, now)),
  ", ",
);

const minute = 60_000;
const plural = (count: number, one: string): string => `${count}${nbsp}${one}${count > 1 ? "s" : ""}`;

/** How long until `until`: `2 jours`, `5 h 20`, `12 minutes`; null once it has passed. */
export function timeLeft(now: Instant | number, until: Instant): string | null {
  const left = new Date(until).getTime() - (typeof now === "number" ? now : new Date(now).getTime());
  if (left <= 0) return null;
  const minutes = Math.max(1, Math.floor(left / minute));
  if (minutes < 60) return plural(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return clockTime(`${hours}:${String(minutes % 60).padStart(2, "0")}`);
  return plural(Math.floor(hours / 24), "jour");
}

/** A wait told to the second: `45 secondes`, `4 minutes 05`. */
export function duration(seconds: number): string {
  if (seconds < 60) return plural(seconds, "seconde");
  return `${plural(Math.floor(seconds / 60), "minute")} ${String(seconds % 60).padStart(2, "0")}`;
}

/** Milliseconds from `now` to `until`; negative once it has passed. */
export const millisecondsUntil = (now: Instant | number, until: Instant): number =>
  new Date(until).getTime() - (typeof now === "number" ? now : new Date(now).getTime());
