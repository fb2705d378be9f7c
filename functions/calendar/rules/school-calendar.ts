/**
 * School calendars, and what a day is for schools: school time, holidays, a bridge day, a public holiday.
 *
 * A holiday runs from its first day off to the morning on which school resumes, which is a school day again. A public
 * holiday wins over everything, a bridge over school time and holidays.
 */
import type { PlainDate } from "../../kernel/ids.ts";
import type { Weekday } from "../../kernel/time.ts";
import { publicHolidayOn, type LocalHoliday, type PublicHoliday } from "./public-holidays.ts";

export type SchoolZone = "A" | "B" | "C";

/**
 * Holidays of a school year, as the ministry publishes them: days off from `from` on, school resumes in the morning of
 * `resumes`.
 */
export interface SchoolHoliday {
  readonly name: string;
  readonly from: PlainDate;
  readonly resumes: PlainDate;
}

/** One school year of one zone. */
export interface SchoolCalendar {
  readonly zone: SchoolZone;
  /** `2026-2027`. */
  readonly schoolYear: string;
  /** First day of school; the calendar speaks for the days from here to the day before `ends`. */
  readonly starts: PlainDate;
  /** First day of the next school year. */
  readonly ends: PlainDate;
  readonly holidays: readonly SchoolHoliday[];
  /** Days without school between a public holiday and a week-end. */
  readonly bridges: readonly PlainDate[];
  /** Weekdays of school; absent: four days, without Wednesday. */
  readonly schoolDays?: readonly Weekday[] | undefined;
  /** Days on which the town's office is closed: a deadline can be asked not to fall on them. */
  readonly officeClosed?: readonly PlainDate[] | undefined;
  /** Public holidays of the place, beside those of the whole country: Alsace and Moselle have two. */
  readonly localHolidays?: readonly LocalHoliday[] | undefined;
}

/** What a day is for schools. */
export type DayKind =
  | { readonly kind: "publicHoliday"; readonly holiday: PublicHoliday }
  | { readonly kind: "bridge" }
  | { readonly kind: "holidays"; readonly name: string; readonly resumes: PlainDate }
  | { readonly kind: "schoolTime" }
  /** No calendar speaks for that day: it is not published, or not imported yet. */
  | { readonly kind: "unknown" };

/** The school holidays that a day is in, public holidays and bridges within them included. */
export const holidayOn = (date: PlainDate, calendars: readonly SchoolCalendar[]): SchoolHoliday | null =>
  calendars.flatMap(({ holidays }) => holidays).find(({ from, resumes }) => from <= date && date < resumes) ?? null;

/** The calendar that speaks for a day. */
export const calendarOn = (date: PlainDate, calendars: readonly SchoolCalendar[]): SchoolCalendar | undefined =>
  calendars.find(({ starts, ends }) => starts <= date && date < ends);

/** What a day is, by the calendars of one zone. A public holiday of the whole country is one without a calendar too. */
export function dayKind(date: PlainDate, calendars: readonly SchoolCalendar[]): DayKind {
  const calendar = calendarOn(date, calendars);
  const holiday = publicHolidayOn(date, calendar?.localHolidays);
  if (holiday) return { kind: "publicHoliday", holiday };
  if (!calendar) return { kind: "unknown" };
  if (calendar.bridges.includes(date)) return { kind: "bridge" };
  const found = holidayOn(date, [calendar]);
  return found ? { kind: "holidays", name: found.name, resumes: found.resumes } : { kind: "schoolTime" };
}
