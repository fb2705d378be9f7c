/** What the calendars say of days that a deadline counts, or may not fall on. */
import { calendarOn, dayKind, holidayOn, type SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { weekdayOf, type Weekday } from "../../kernel/time.ts";
import type { RunningDays } from "./catalogue.ts";
import type { DayFacts } from "./deadlines.ts";
import { whyNotRunning } from "./running-days.ts";

/** Weekdays of school where the calendar says nothing else: four days a week, as in nine towns of ten. */
export const usualSchoolDays: readonly Weekday[] = [1, 2, 4, 5];

/** Asked of the same days again and again: each is looked up once. */
function once(look: (date: PlainDate) => boolean): (date: PlainDate) => boolean {
  const known = new Map<PlainDate, boolean>();
  return (date) => {
    const found = known.get(date) ?? look(date);
    known.set(date, found);
    return found;
  };
}

function makeFacts(runs: RunningDays, calendars: readonly SchoolCalendar[]): DayFacts {
  return {
    isPublicHoliday: once((date) => dayKind(date, calendars).kind === "publicHoliday"),
    isSchoolDay: once((date) => {
      const kind = dayKind(date, calendars).kind;
      const weekdays = calendarOn(date, calendars)?.schoolDays ?? usualSchoolDays;
      return weekdays.includes(weekdayOf(date)) && (kind === "schoolTime" || kind === "unknown");
    }),
    isOpeningDay: once((date) => {
      const why = whyNotRunning(runs, date, calendars);
      return why === null || why.code === "calendarUnknown";
    }),
    isBridge: (date) => dayKind(date, calendars).kind === "bridge",
    isOfficeClosed: (date) => calendarOn(date, calendars)?.officeClosed?.includes(date) ?? false,
  };
}

const made = new WeakMap<RunningDays, WeakMap<readonly SchoolCalendar[], DayFacts>>();

/**
 * Facts for the days around an activity. Where no calendar speaks, the weekday decides, so that a count always ends: it
 * is then never stricter than what the calendar may say later.
 */
export function dayFactsOf(runs: RunningDays, calendars: readonly SchoolCalendar[]): DayFacts {
  const ofRuns = made.get(runs) ?? new WeakMap<readonly SchoolCalendar[], DayFacts>();
  made.set(runs, ofRuns);
  const facts = ofRuns.get(calendars) ?? makeFacts(runs, calendars);
  ofRuns.set(calendars, facts);
  return facts;
}

/** First day of the school holidays that a day is in; the day itself in school time. */
export const holidaysStart = (date: PlainDate, calendars: readonly SchoolCalendar[]): PlainDate =>
  holidayOn(date, calendars)?.from ?? date;
