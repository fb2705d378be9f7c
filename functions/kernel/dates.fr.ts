/**
 * Days and times as French sentences write them: `lundi 7 décembre à 10 h 00`, `1er mars`. Own words rather than
 * `Intl`, which writes « lundi 1 mars » and « 10:00 ».
 */
import { type Weekday, instantToLocal, weekdayOf } from "./time.ts";
import type { Instant, PlainDate } from "./ids.ts";

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

const dayOfMonth = (date: PlainDate): string => (date.endsWith("-01") ? "1er" : String(Number(date.slice(8))));

/** `mercredi`. */
export const weekdayName = (day: Weekday): string => weekdays[day];

/** `lundi 7 décembre`. */
export const dayWords = (date: PlainDate): string =>
  `${weekdays[weekdayOf(date)]} ${dayOfMonth(date)} ${months[Number(date.slice(5, 7)) - 1] ?? ""}`;

/** `lundi 7 décembre 2026`: for days that can be a year away. */
export const dayWithYear = (date: PlainDate): string => `${dayWords(date)} ${date.slice(0, 4)}`;

/** `lun. 7`: for a cell. */
export const shortDay = (instant: Instant): string => {
  const { date } = instantToLocal(instant);
  return `${weekdays[weekdayOf(date)].slice(0, 3)}. ${Number(date.slice(8))}`;
};

/** `lundi 7 décembre` and `10 h 00`, local time. */
function local(instant: Instant): { readonly day: string; readonly time: string } {
  const { date, time } = instantToLocal(instant);
  return { day: dayWords(date), time: `${Number(time.slice(0, 2))} h ${time.slice(3)}` };
}

/** `lundi 7 décembre à 10 h 00`. */
export const momentWords = (instant: Instant): string => `${local(instant).day} à ${local(instant).time}`;

/** `samedi 12 décembre, 23 h 59`. */
export const momentShort = (instant: Instant): string => `${local(instant).day}, ${local(instant).time}`;

/** French spacing: non-breaking before double punctuation and inside « », and between a number and its unit. */
export const typeset = (text: string): string =>
  text
    .replace(/ (?=[:;!?»])/gu, "\u00A0")
    .replace(/« /gu, "«\u00A0")
    .replace(/(?<=\d) h (?=\d)/gu, "\u00A0h\u00A0")
    .replace(/(?<=\d|\b1er) (?=\p{L}{2})/gu, "\u00A0");
