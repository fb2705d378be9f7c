/**
 * The eleven public holidays of metropolitan France (Code du travail, art. L. 3133-1). Three follow Easter, which is
 * computed.
 *
 * Haut-Rhin, Bas-Rhin and Moselle have 26 December too, and Good Friday where the municipality has a Protestant or a
 * shared church (art. L. 3134-13). Zone B holds their towns, Strasbourg and Metz, and others where these are working
 * days: no zone says which, so a town's school calendars do (school-calendar.ts).
 */
import { id, type PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";

/**
 * Easter Sunday of a Gregorian year: the anonymous algorithm printed in Nature in 1876, as Meeus gives it
 * (Astronomical Algorithms, ch. 8). Valid for every year from 1583.
 */
export function easterSunday(year: number): PlainDate {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const c = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const g = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const h = (19 * a + century - leapCenturies - g + 15) % 30;
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return id(
    "PlainDate",
    `${year}-${String(Math.floor(sum / 31)).padStart(2, "0")}-${String((sum % 31) + 1).padStart(2, "0")}`,
  );
}

export type PublicHoliday =
  | "newYear"
  | "easterMonday"
  | "labourDay"
  | "victory1945"
  | "ascension"
  | "whitMonday"
  | "bastilleDay"
  | "assumption"
  | "allSaints"
  | "armistice1918"
  | "christmas"
  | LocalHoliday;

/** What is a public holiday in some municipalities only. */
export const localHolidays = ["goodFriday", "secondChristmasDay"] as const;
export type LocalHoliday = (typeof localHolidays)[number];

function holidaysOf(year: number): ReadonlyMap<PlainDate, PublicHoliday> {
  const easter = easterSunday(year);
  const on = (monthDay: string): PlainDate => id("PlainDate", `${year}-${monthDay}`);
  return new Map<PlainDate, PublicHoliday>([
    [on("01-01"), "newYear"],
    [addDays(easter, 1), "easterMonday"],
    [on("05-01"), "labourDay"],
    [on("05-08"), "victory1945"],
    [on("07-14"), "bastilleDay"],
    [on("08-15"), "assumption"],
    [on("11-01"), "allSaints"],
    [on("11-11"), "armistice1918"],
    [on("12-25"), "christmas"],
    // Last, because Ascension can fall on 1 or 8 May (2008, 1997): one day off, which keeps its religious name.
    [addDays(easter, 39), "ascension"],
    [addDays(easter, 50), "whitMonday"],
  ]);
}

/** A pure function of the year, so that its results can be kept for the life of the process. */
const years = new Map<number, ReadonlyMap<PlainDate, PublicHoliday>>();

/** Public holidays of a year everywhere in metropolitan France, by date. */
export function publicHolidays(year: number): ReadonlyMap<PlainDate, PublicHoliday> {
  const known = years.get(year);
  if (known) return known;
  const holidays = holidaysOf(year);
  years.set(year, holidays);
  return holidays;
}

function localHolidayOn(date: PlainDate): LocalHoliday | null {
  if (date.slice(5) === "12-26") return "secondChristmasDay";
  return date === addDays(easterSunday(Number(date.slice(0, 4))), -2) ? "goodFriday" : null;
}

/** Which public holiday a day is, or null. `local`: those of the place, beside the eleven. */
export function publicHolidayOn(date: PlainDate, local: readonly LocalHoliday[] = []): PublicHoliday | null {
  const found = publicHolidays(Number(date.slice(0, 4))).get(date);
  if (found || local.length === 0) return found ?? null;
  const own = localHolidayOn(date);
  return own && local.includes(own) ? own : null;
}
