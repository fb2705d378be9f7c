/**
 * Days and instants, in the one time zone of the towns that this portal serves.
 *
 * A day travels as text (`yyyy-mm-dd`) and compares as text. Arithmetic on whole days needs no library: in UTC each day has
 * exactly 86,400,000 ms. What does need one is the zone with its two clock changes: temporal-polyfill's function for it costs
 * 20 kB minified in a bundle and 6 µs a call; the whole polyfill would cost 56 kB.
 */
import { fromFields, toInstant } from "temporal-polyfill/fns/ZonedDateTime";
import type { LocalTime, Weekday } from "./catalogue.ts";
import { id, type Instant, type PlainDate } from "./ids.ts";

export const zone = "Europe/Paris";

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

/** The day of that rank in the month before the date's; the month's last day when it is shorter: 31 in February is the 28th or 29th. */
export function dayOfPreviousMonth(date: PlainDate, day: number): PlainDate {
  const [year = 0, month = 0] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month - 2, Math.min(day, last)) / dayMilliseconds);
}

export const instantOfMilliseconds = (milliseconds: number): Instant => id("Instant", `${new Date(milliseconds).toISOString().slice(0, 19)}Z`);

export const minusHours = (instant: Instant, hours: number): Instant => instantOfMilliseconds(Date.parse(instant) - hours * 3_600_000);

/**
 * When clocks on the wall show that time, that day. In spring an hour is missing: 02:30 is then read 03:30, the moment that many
 * minutes after the clocks jumped. In autumn an hour comes twice: the second one is meant, so that a family never loses an hour
 * that its clock still shows.
 */
export function localToInstant(date: PlainDate, time: LocalTime): Instant {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const zoned = fromFields({ timeZone: zone, year, month, day, hour, minute }, { disambiguation: "later" });
  return instantOfMilliseconds(toInstant(zoned).epochMilliseconds);
}

const clockParts = new Intl.DateTimeFormat("en-GB", {
  timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** Day and time that clocks on the wall show at that instant. */
export function instantToLocal(instant: Instant): { readonly date: PlainDate; readonly time: LocalTime } {
  const parts = new Map(clockParts.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  return { date: id("PlainDate", `${part("year")}-${part("month")}-${part("day")}`), time: `${part("hour")}:${part("minute")}` };
}

export const localDate = (instant: Instant): PlainDate => instantToLocal(instant).date;
