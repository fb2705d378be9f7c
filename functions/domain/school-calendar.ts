/**
 * School time, school holidays, bridge days.
 *
 * A holiday runs from its first day off to the morning on which school resumes, which is a school day again. A public
 * holiday wins over everything, a bridge over school time and holidays.
 */
import type { Activity, Catalogue, ClosureKind, SchoolCalendar, Site } from "./catalogue.ts";
import type { PlainDate } from "./ids.ts";
import { publicHolidayOn, type PublicHoliday } from "./public-holidays.ts";
import { weekdayOf } from "./time.ts";

/** What a day is for schools. */
export type DayKind =
  | { readonly kind: "publicHoliday"; readonly holiday: PublicHoliday }
  | { readonly kind: "bridge" }
  | { readonly kind: "holidays"; readonly name: string; readonly resumes: PlainDate }
  | { readonly kind: "schoolTime" }
  /** No calendar speaks for that day: it is not published, or not imported yet. */
  | { readonly kind: "unknown" };

/** What a day is, by the calendars of one zone. A public holiday is one with or without a calendar. */
export function dayKind(date: PlainDate, calendars: readonly SchoolCalendar[]): DayKind {
  const holiday = publicHolidayOn(date);
  if (holiday) return { kind: "publicHoliday", holiday };
  const calendar = calendars.find(({ starts, ends }) => starts <= date && date < ends);
  if (!calendar) return { kind: "unknown" };
  if (calendar.bridges.includes(date)) return { kind: "bridge" };
  const found = calendar.holidays.find(({ from, resumes }) => from <= date && date < resumes);
  return found ? { kind: "holidays", name: found.name, resumes: found.resumes } : { kind: "schoolTime" };
}

/** Why nobody can come on a day, whoever asks. */
export type DayClosed =
  | { readonly code: "outsidePeriod"; readonly from: PlainDate; readonly to: PlainDate }
  | { readonly code: "otherWeekday"; readonly weekdays: Activity["runs"]["weekdays"] }
  | { readonly code: "publicHoliday"; readonly holiday: PublicHoliday }
  | { readonly code: "bridge" }
  | { readonly code: "schoolHolidays"; readonly name: string; readonly resumes: PlainDate }
  | { readonly code: "schoolTime" }
  | { readonly code: "calendarUnknown" }
  | { readonly code: "siteClosed"; readonly reason: string; readonly to: PlainDate; readonly kind: ClosureKind };

/** Whether an activity runs on a day: null when it does, else why not. */
export function whyClosed(
  activity: Activity,
  site: Site,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
): DayClosed | null {
  const { runs } = activity;
  if (date < activity.from || date > activity.to)
    return { code: "outsidePeriod", from: activity.from, to: activity.to };
  if (!runs.weekdays.includes(weekdayOf(date))) return { code: "otherWeekday", weekdays: runs.weekdays };
  const closure = site.closures.find(({ from, to }) => from <= date && date <= to);
  if (closure) return { code: "siteClosed", reason: closure.reason, to: closure.to, kind: closure.kind };
  const kind = dayKind(date, calendars);
  switch (kind.kind) {
    case "publicHoliday":
      return { code: "publicHoliday", holiday: kind.holiday };
    case "bridge":
      return runs.onBridgeDays ? null : { code: "bridge" };
    case "unknown":
      return { code: "calendarUnknown" };
    case "holidays":
      return runs.during !== "schoolTime" ? null : { code: "schoolHolidays", name: kind.name, resumes: kind.resumes };
    case "schoolTime":
      return runs.during !== "holidays" ? null : { code: "schoolTime" };
  }
}

/** Calendars of a zone. */
export const calendarsOf = (catalogue: Catalogue, zone: SchoolCalendar["zone"]): readonly SchoolCalendar[] =>
  catalogue.calendars.filter((calendar) => calendar.zone === zone);
