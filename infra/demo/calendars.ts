/**
 * School calendars for the demo at any date. The ministry's own where they are known; past them, so that the demo town
 * still opens on a machine whose clock says something else, the nearest known year moved by whole weeks. Only the demo
 * invents calendars.
 */
import type { SchoolCalendar } from "../../functions/calendar/rules/school-calendar.ts";
import type { PlainDate } from "../../functions/kernel/ids.ts";
import { zoneB } from "../../functions/calendar/rules/zone-b.ts";
import { addDays } from "../../functions/kernel/time.ts";

/** 52 weeks: weekdays stay what they are. */
const yearOfWeeks = 364;

function moved(calendar: SchoolCalendar, years: number): SchoolCalendar {
  const move = (date: PlainDate): PlainDate => addDays(date, years * yearOfWeeks);
  return {
    zone: calendar.zone,
    schoolYear: calendar.schoolYear.replace(/[0-9]{4}/gu, (year) => String(Number(year) + years)),
    starts: move(calendar.starts),
    ends: move(calendar.ends),
    holidays: calendar.holidays.map(({ name, from, resumes }) => ({ name, from: move(from), resumes: move(resumes) })),
    bridges: calendar.bridges.map(move),
  };
}

/**
 * The known calendars, then moved ones where they do not reach: the year of that day, the one before it and the one
 * after.
 */
export function calendarsAround(day: PlainDate): readonly SchoolCalendar[] {
  const calendars = [...zoneB].sort((one, other) => (one.starts < other.starts ? -1 : 1));
  const first = (): SchoolCalendar => some(calendars[0]);
  const last = (): SchoolCalendar => some(calendars.at(-1));
  while (first().starts > addDays(day, -yearOfWeeks))
    calendars.unshift({ ...moved(first(), -1), ends: first().starts });
  while (last().starts <= day) calendars.push({ ...moved(last(), 1), starts: last().ends });
  return calendars;
}

function some(calendar: SchoolCalendar | undefined): SchoolCalendar {
  if (!calendar) throw new Error("There is no school calendar");
  return calendar;
}

/** The school year of a day, the one before it if it is known, and the next one. */
export function yearsFrom(
  calendars: readonly SchoolCalendar[],
  day: PlainDate,
): { readonly former: SchoolCalendar | undefined; readonly current: SchoolCalendar; readonly next: SchoolCalendar } {
  const index = calendars.findIndex(({ starts, ends }) => starts <= day && day < ends);
  return { former: calendars[index - 1], current: some(calendars[index]), next: some(calendars[index + 1]) };
}

/** First calendar year of a school year: 2026 for 2026-2027. */
export const startYear = ({ schoolYear }: SchoolCalendar): number => Number(schoolYear.slice(0, 4));
