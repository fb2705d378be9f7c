/** Dates and times as French readers write them: `mercredi 1er décembre`, `8 h 30`, `encore 2 jours`. */
import { id, type Instant, type PlainDate, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { serverNow } from "../clock.ts";
import { utc } from "./calendar.ts";
import { nbsp } from "./text.ts";

/** The town's configuration admits this zone only; what is shown never depends on the device's own. */
const zone = "Europe/Paris";

/** The browser writes `1 décembre`; French wants `1er décembre`. Day and month never part at the end of a line. */
function write(moment: Date, words: Intl.DateTimeFormat, withMonth: boolean): string {
  const text = words
    .formatToParts(moment)
    .map(({ type, value }) => (type === "day" && value === "1" && withMonth ? "1er" : value))
    .join("");
  return text.replace(/(\d(?:er)?) (?=\p{L})/u, `$1${nbsp}`);
}

/** A formatter takes longer to make than to use: made when first asked for. */
function formatter(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | null = null;
  return () => (made ??= new Intl.DateTimeFormat("fr-FR", options));
}

/** Each day is written once: a grid draws hundreds again and again, and the browser takes its time over each. */
function onDay(options: Intl.DateTimeFormatOptions): (date: PlainDate) => string {
  const words = formatter({ ...options, timeZone: "UTC" });
  const written = new Map<PlainDate, string>();
  return (date) => {
    const text = written.get(date) ?? write(utc(date), words(), options.month !== undefined);
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

const onClocks = formatter({
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
/** The day and the hour on the town's clocks, `08:30`; asked of the browser at once, which takes its time. */
function inTown(instant: Instant | number): { readonly date: PlainDate; readonly time: string } {
  // In French: 07/12/2026 08:30.
  const [day, month, year, hours, minutes] = onClocks().format(new Date(instant)).match(/\d+/gu) ?? [];
  return {
    date: id("PlainDate", `${year ?? ""}-${month ?? ""}-${day ?? ""}`),
    time: `${hours ?? ""}:${minutes ?? ""}`,
  };
}

/** `8 h 30` */
export const timeOf = (instant: Instant): string => clockTime(inTown(instant).time);

const hour = 3_600_000;
/** By hours since 1970: a day begins with an hour in every zone of France. */
const days = new Map<number, PlainDate>();
/** The calendar day, in the town's zone, of a point in time. */
export function dayOf(instant: Instant | number): PlainDate {
  const at = Math.floor(new Date(instant).getTime() / hour);
  const date = days.get(at) ?? inTown(instant).date;
  days.set(at, date);
  return date;
}

/** The year is said where it is not the present one. */
function withYear(options: Intl.DateTimeFormatOptions): (date: PlainDate, now?: Instant | number) => string {
  const [thisYear, another] = [onDay(options), onDay({ ...options, year: "numeric" })];
  return (date, now = serverNow()) => (date.slice(0, 4) === dayOf(now).slice(0, 4) ? thisYear : another)(date);
}

/** `mercredi 3 novembre`, with its year when that is not `now`'s. */
export const longDay = withYear({ weekday: "long", day: "numeric", month: "long" });
/** `mer. 3 nov.`, with its year when that is not `now`'s. */
export const shortDay = withYear({ weekday: "short", day: "numeric", month: "short" });

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
const dayInMonth = onDay({ weekday: "short", day: "numeric" });
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
