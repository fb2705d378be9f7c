/**
 * Days and instants, in the one time zone of the towns that this portal serves.
 *
 * A day travels as text (`yyyy-mm-dd`) and compares as text. Arithmetic on whole days needs no library: in UTC each day
 * has exactly 86,400,000 ms. The zone is one rule of law, written here: summer time from the last Sunday of March to
 * the last Sunday of October, changing at 01:00 UTC (directive 2000/84/EC, in force since 2002 without end; decree of 3
 * April 2001). temporal-polyfill would cost 20 kB minified in each function, and making one `Intl.DateTimeFormat` 12 to
 * 40 ms of every cold start, a third of it. tests/unit/kernel/time.test.ts holds these lines to the platform's own zone
 * data, day by day: should the law change, it fails.
 */
import { id, type Instant, type PlainDate } from "./ids.ts";

/** ISO 8601: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Time of the clock on the wall, `hh:mm`. */
export type LocalTime = `${string}:${string}`;

const dayMilliseconds = 86_400_000;
const dayNumber = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / dayMilliseconds;
const dateOf = (day: number): PlainDate => id("PlainDate", new Date(day * dayMilliseconds).toISOString().slice(0, 10));

export const addDays = (date: PlainDate, days: number): PlainDate => dateOf(dayNumber(date) + days);

/** Days from `from` to `to`: negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);

/** Every day from `from` to `to`, both included; none when `to` is earlier. */
export const daysFrom = (from: PlainDate, to: PlainDate): readonly PlainDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));

const isWeekday = (day: number): day is Weekday => Number.isInteger(day) && day >= 1 && day <= 7;

export function weekdayOf(date: PlainDate): Weekday {
  // 1970-01-01 was a Thursday (4).
  const day = ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
  if (!isWeekday(day)) throw new RangeError(`No weekday: ${date}`);
  return day;
}

/**
 * The day of that rank in the month before the date's; the month's last day when it is shorter: 31 in February is the
 * 28th or 29th.
 */
export function dayOfPreviousMonth(date: PlainDate, day: number): PlainDate {
  const [year = 0, month = 0] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month - 2, Math.min(day, last)) / dayMilliseconds);
}

/** The last day of the month before the date's. */
export const lastDayOfPreviousMonth = (date: PlainDate): PlainDate => dayOfPreviousMonth(date, 31);

/** The same day so many months after, or before when it is negative; that month's last day when it is shorter. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month - 1 + months, Math.min(day, last)) / dayMilliseconds);
}

export const instantOfMilliseconds = (milliseconds: number): Instant =>
  id("Instant", `${new Date(milliseconds).toISOString().slice(0, 19)}Z`);

export const plusHours = (instant: Instant, hours: number): Instant =>
  instantOfMilliseconds(Date.parse(instant) + hours * 3_600_000);

export const minusHours = (instant: Instant, hours: number): Instant =>
  instantOfMilliseconds(Date.parse(instant) - hours * 3_600_000);

export const plusMinutes = (instant: Instant, minutes: number): Instant =>
  instantOfMilliseconds(Date.parse(instant) + minutes * 60_000);

/** Whether that minute is over: « until 23:59 » lasts to the end of the minute that people read. */
export const minuteOver = (until: Instant, now: Instant): boolean => now.slice(0, 16) > until.slice(0, 16);

/** The last second of that minute, for what ends by itself and is shown to the minute. */
export const lastSecondOf = (until: Instant): Instant =>
  instantOfMilliseconds(Math.floor(Date.parse(until) / 60_000) * 60_000 + 59_000);

/** When clocks change in a year: 01:00 UTC on the last Sunday of March or of October, which both have 31 days. */
function clockChange(year: number, month: "March" | "October"): number {
  const last = Date.UTC(year, month === "March" ? 2 : 9, 31, 1);
  return last - new Date(last).getUTCDay() * dayMilliseconds;
}

/** By how much clocks are ahead of UTC at that instant, in milliseconds: two hours in summer, one in winter. */
function aheadAt(milliseconds: number): number {
  const year = new Date(milliseconds).getUTCFullYear();
  const summer = milliseconds >= clockChange(year, "March") && milliseconds < clockChange(year, "October");
  return summer ? 7_200_000 : 3_600_000;
}

/** Day and time that clocks on the wall show at that instant. */
export function instantToLocal(instant: Instant): { readonly date: PlainDate; readonly time: LocalTime } {
  const milliseconds = Date.parse(instant);
  const shown = new Date(milliseconds + aheadAt(milliseconds)).toISOString();
  return { date: id("PlainDate", shown.slice(0, 10)), time: `${shown.slice(11, 13)}:${shown.slice(14, 16)}` };
}

export const localDate = (instant: Instant): PlainDate => instantToLocal(instant).date;

/**
 * When clocks on the wall show that time, that day. In spring an hour is missing: 02:30 is then read 03:30, the moment
 * that many minutes after the clocks jumped. In autumn an hour comes twice: the second one is meant, so that a family
 * never loses an hour that its clock still shows.
 */
export function localToInstant(date: PlainDate, time: LocalTime): Instant {
  const shown = Date.parse(`${date}T${time}:00Z`);
  const [before, after] = [aheadAt(shown - dayMilliseconds), aheadAt(shown + dayMilliseconds)];
  // No clock change near by.
  if (before === after) return instantOfMilliseconds(shown - before);
  // Read with the offset after the change, unless that falls before it: clocks had not changed yet. In the missing hour
  // it always does, and the offset before the change is the one that gives 03:30.
  return instantOfMilliseconds(aheadAt(shown - after) === after ? shown - after : shown - before);
}
