/** Dates and times as French readers write them: `mercredi 1er décembre`, `8 h 30`, `encore 2 jours`. */
import { id, type Instant, type PlainDate, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { serverNow } from "../clock.ts";
import { plain, utc } from "./calendar.ts";
import { nbsp } from "./text.ts";

/** The town's configuration admits this zone only; what is shown never depends on the device's own. */
const zone = "Europe/Paris";

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + JSON.stringify(options);
  const found = cache.get(key) ?? new Intl.DateTimeFormat("fr-FR", { ...options, timeZone });
  cache.set(key, found);
  return found;
}

/** The browser writes `1 décembre`; French wants `1er décembre`. Day and month never part at the end of a line. */
function write(moment: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const parts = formatter(timeZone, options).formatToParts(moment);
  const text = parts
    .map(({ type, value }) => (type === "day" && value === "1" && options.month ? "1er" : value))
    .join("");
  return text.replace(/(\d(?:er)?) (?=\p{L})/u, `$1${nbsp}`);
}

/** Each day is written once: a grid draws hundreds again and again, and the browser takes its time over each. */
function onDay(options: Intl.DateTimeFormatOptions): (date: PlainDate) => string {
  const written = new Map<PlainDate, string>();
  return (date) => {
    const text = written.get(date) ?? write(utc(date), "UTC", options);
    written.set(date, text);
    return text;
  };
}

/** `mercredi 3 novembre 2026` */
export const fullDay = onDay({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
/** `3 novembre 2026` */
export const dateOnly = onDay({ day: "numeric", month: "long", year: "numeric" });
/** `mer. 3 nov.`: under a heading that says the year. */
export const dayInYear = onDay({ weekday: "short", day: "numeric", month: "short" });
/** `novembre 2026` */
export const monthAndYear = onDay({ month: "long", year: "numeric" });
/** `octobre 2026` of `2026-10`. */
export const monthWords = (month: PlainMonth): string => monthAndYear(id("PlainDate", `${month}-01`));
export const monthName = onDay({ month: "long" });
export const monthAbbreviation = onDay({ month: "short" });
export const weekdayName = onDay({ weekday: "long" });
export const weekdayAbbreviation = onDay({ weekday: "short" });
export const dayNumber = (date: PlainDate): string => String(utc(date).getUTCDate());

/** `08:30` or `8:30` becomes `8 h 30`, `12:00` becomes `12 h`. */
export function clockTime(time: string): string {
  const [hours = "0", minutes = "00"] = time.split(":");
  return `${Number(hours)}${nbsp}h${minutes === "00" ? "" : nbsp + minutes}`;
}

const inParis = (instant: Instant | number, options: Intl.DateTimeFormatOptions): string =>
  write(new Date(instant), zone, options);
const timeInParis = (instant: Instant | number): string =>
  clockTime(inParis(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).replace(/\s?h\s?/u, ":"));

/** `8 h 30` */
export const timeOf = (instant: Instant): string => timeInParis(instant);

/** The calendar day, in the town's zone, of a point in time. */
export function dayOf(instant: Instant | number): PlainDate {
  const parts = new Map(
    formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return plain(new Date(`${parts.get("year") ?? ""}-${parts.get("month") ?? ""}-${parts.get("day") ?? ""}T00:00:00Z`));
}

const dayLong = 86_400_000;
/** The year on the town's clocks. They are looked at when it is about to change: a grid asks for each of its days. */
function yearAt(moment: Instant | number): string {
  const around = [-dayLong, dayLong].map((shift) => new Date(new Date(moment).getTime() + shift).getUTCFullYear());
  const [before, after] = around;
  return before === after ? String(before) : dayOf(moment).slice(0, 4);
}
/** The year is said where it is not the present one. */
const yearOf = (moment: Instant | number, now: Instant | number): Intl.DateTimeFormatOptions =>
  yearAt(moment) === yearAt(now) ? {} : { year: "numeric" };
function withYear(options: Intl.DateTimeFormatOptions): (date: PlainDate, now?: Instant | number) => string {
  const [thisYear, another] = [onDay(options), onDay({ ...options, year: "numeric" })];
  return (date, now = serverNow()) => (date.slice(0, 4) === yearAt(now) ? thisYear : another)(date);
}

/** `mercredi 3 novembre`, with its year when that is not `now`'s. */
export const longDay = withYear({ weekday: "long", day: "numeric", month: "long" });
/** `mer. 3 nov.`, with its year when that is not `now`'s. */
export const shortDay = withYear({ weekday: "short", day: "numeric", month: "short" });

/** `lundi 7 décembre à 10 h`, with its year when that is not `now`'s. */
export const longMoment = (moment: Instant | number, now: Instant | number = serverNow()): string =>
  `${inParis(moment, { weekday: "long", day: "numeric", month: "long", ...yearOf(moment, now) })} à${nbsp}${timeInParis(moment)}`;
/** `7 décembre 2026 à 10 h`: where the year matters. */
export const datedMoment = (moment: Instant): string =>
  `${inParis(moment, { day: "numeric", month: "long", year: "numeric" })} à${nbsp}${timeInParis(moment)}`;
/** `lun. 7 déc., 10 h`, with its year when that is not `now`'s. */
export const shortMoment = (instant: Instant, now: Instant | number = serverNow()): string =>
  `${inParis(instant, { weekday: "short", day: "numeric", month: "short", ...yearOf(instant, now) })}, ${timeInParis(instant)}`;
/** `lun. 7, 10 h`: for the narrowest places; another month than `now`'s is said. */
export const tinyMoment = (instant: Instant, now: Instant | number = serverNow()): string =>
  dayOf(instant).slice(0, 7) === dayOf(now).slice(0, 7)
    ? `${inParis(instant, { weekday: "short", day: "numeric" })}, ${timeInParis(instant)}`
    : shortMoment(instant, now);

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
