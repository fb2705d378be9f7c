/**
 * Days and times as French sentences write them: `lundi 7 décembre à 10 h`, `1er mars`. Own words rather than
 * `Intl`, which writes « lundi 1 mars » and « 10:00 ».
 */
import { type Weekday, instantToLocal, weekdayOf } from "./time.ts";
import type { Instant, PlainDate } from "./ids.ts";
import { list } from "./list.fr.ts";

const weekdays: Record<Weekday, string> = {
  1: "lundi",
  2: "mardi",
  3: "mercredi",
  4: "jeudi",
  5: "vendredi",
  6: "samedi",
  7: "dimanche",
};
const months = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];

const shortMonths = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

const monthIndex = (date: PlainDate): number => Number(date.slice(5, 7)) - 1;
/** `décembre`. */
export const monthName = (date: PlainDate): string => months[monthIndex(date)] ?? "";
/** `déc.` */
export const monthAbbreviation = (date: PlainDate): string => shortMonths[monthIndex(date)] ?? "";

/** `de novembre 2026`, `d’octobre 2026`. */
export const ofMonth = (month: string): string => `${/^[aeiou]/u.test(month) ? "d’" : "de "}${month}`;

/** `1er`, `7`. */
export const dayOfMonth = (date: PlainDate): string => (date.endsWith("-01") ? "1er" : String(Number(date.slice(8))));

/** `mercredi`. */
export const weekdayName = (day: Weekday): string => weekdays[day];
/** `mer.` */
export const weekdayAbbreviation = (day: Weekday): string => `${weekdays[day].slice(0, 3)}.`;

/** `lundi 7 décembre`: never alone, for who reads it may take it for another year's. */
const dayOfYear = (date: PlainDate): string => `${weekdays[weekdayOf(date)]} ${dayOfMonth(date)} ${monthName(date)}`;

/** `7 mars 2021`: of a day that nobody looks for in a week, as a birth. */
export const dateOfBirth = (date: PlainDate): string => `${dayOfMonth(date)} ${monthName(date)} ${date.slice(0, 4)}`;

/** `lundi 7 décembre 2026`: for days that can be a year away. */
export const dayWithYear = (date: PlainDate): string => `${dayOfYear(date)} ${date.slice(0, 4)}`;

/** `le lundi 7 décembre 2026`, or `du lundi 7 décembre 2026 au mercredi 6 janvier 2027`: the first and the last of them. */
export function daySpan(dates: readonly PlainDate[]): string {
  const sorted = [...dates].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return "";
  return first === last ? `le ${dayWithYear(first)}` : `du ${dayWithYear(first)} au ${dayWithYear(last)}`;
}

/** `2, 9 et 16 décembre 2026 ; 6 et 13 janvier 2027`; a day that is alone is said whole. In the order of the days. */
export function dayList(dates: readonly PlainDate[]): string {
  const sorted = [...new Set(dates)].sort();
  const [first, ...others] = sorted;
  if (first && others.length === 0) return dayWithYear(first);
  const inMonths = new Map<string, string[]>();
  for (const date of sorted) {
    const month = date.slice(0, 7);
    inMonths.set(month, [...(inMonths.get(month) ?? []), dayOfMonth(date)]);
  }
  return [...inMonths]
    .map(([month, days]) => `${list(days)} ${months[Number(month.slice(5)) - 1] ?? ""} ${month.slice(0, 4)}`)
    .join(" ; ");
}

/** Up to where two dates are alike that share their year (4) or their month (7). */
const share = (one: PlainDate, other: PlainDate | null, length: 4 | 7): boolean =>
  one.slice(0, length) === other?.slice(0, length);

/** `lundi 7 décembre`, with its year unless it is that of `today`. Null: nobody knows when it will be read. */
export const dayWords = (date: PlainDate, today: PlainDate | null): string =>
  share(date, today, 4) ? dayOfYear(date) : dayWithYear(date);

/**
 * For a cell: `lun. 7` in the month of `today`, `lun. 7 déc.` in another one of its year, `7 janv. 2027` in another
 * year.
 */
export function shortDay(instant: Instant, today: PlainDate): string {
  const { date } = instantToLocal(instant);
  const [weekday, day] = [weekdayAbbreviation(weekdayOf(date)), dayOfMonth(date)];
  const month = monthAbbreviation(date);
  if (share(date, today, 7)) return `${weekday} ${day}`;
  return share(date, today, 4) ? `${weekday} ${day} ${month}` : `${day} ${month} ${date.slice(0, 4)}`;
}

/** `10 h 30` of `10:30`, `10 h` of `10:00`. */
export const timeWords = (time: string): string =>
  `${Number(time.slice(0, 2))} h${time.endsWith(":00") ? "" : ` ${time.slice(3)}`}`;

/**
 * `lundi 7 décembre` and `10 h 30`, local time; the year with it, unless it is that of `today`. Null: nobody knows when
 * it will be read.
 */
function local(instant: Instant, today: PlainDate | null): { readonly day: string; readonly time: string } {
  const { date, time } = instantToLocal(instant);
  return {
    day: dayWords(date, today),
    time: timeWords(time),
  };
}

/** `lundi 7 décembre à 10 h`. */
export const momentWords = (instant: Instant, today: PlainDate | null): string =>
  `${local(instant, today).day} à ${local(instant, today).time}`;

/** `samedi 12 décembre, 23 h 59`. */
export const momentShort = (instant: Instant, today: PlainDate | null): string =>
  `${local(instant, today).day}, ${local(instant, today).time}`;

/** French spacing: non-breaking before double punctuation and inside « », and between a number and its unit. */
export const typeset = (text: string): string =>
  text
    .replace(/ (?=[:;!?»])/gu, "\u00A0")
    .replace(/« /gu, "«\u00A0")
    .replace(/(?<=\d) h(?!\p{L})/gu, "\u00A0h")
    .replace(/(?<=\d\u00A0h) (?=\d)/gu, "\u00A0")
    .replace(/(?<=\d|\b1er) (?=\p{L}{2})/gu, "\u00A0");
