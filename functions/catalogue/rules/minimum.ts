/**
 * Which days a minimum counts together: those of one week, of one school holidays, of one booking window, or of the
 * whole activity. Of these the days on which the activity runs count, as the edition that rules each of them says; a
 * day that no rule gathers (school time, where holidays are counted) is booked by itself.
 */
import { holidayOn, type SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { addDays, weekdayOf, type Weekday } from "../../kernel/time.ts";
import type { Activity, Minimum } from "./catalogue.ts";
import { windowOn } from "./windows.ts";

/** Both days included. */
export interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Days that count together: of a subscription, those of one weekday. */
export interface Gathered extends Span {
  readonly weekday?: Weekday;
}

/** What tells the groups of an activity apart. */
export const gatheredName = ({ from, weekday }: Gathered): string =>
  weekday === undefined ? from : `${from} ${weekday}`;

export const isGathered = ({ from, to, weekday }: Gathered, date: PlainDate): boolean =>
  from <= date && date <= to && (weekday === undefined || weekday === weekdayOf(date));

/** The days among which the minimum of that day's edition counts; null when no rule gathers that day. */
export function gathered(
  activity: Pick<Activity, "from" | "to" | "windows" | "recurring" | "minimum">,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
): Gathered | null {
  const span = spanAround(activity, date, calendars);
  return span && activity.minimum?.days === "weekday" ? { ...span, weekday: weekdayOf(date) } : span;
}

function spanAround(
  activity: Parameters<typeof gathered>[0],
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
): Span | null {
  switch (activity.minimum?.per) {
    case undefined:
      return null;
    case "week": {
      const monday = addDays(date, 1 - weekdayOf(date));
      return { from: monday, to: addDays(monday, 6) };
    }
    case "holidays": {
      const holiday = holidayOn(date, calendars);
      return holiday && { from: holiday.from, to: addDays(holiday.resumes, -1) };
    }
    case "window": {
      const window = windowOn(activity, date, calendars);
      return window && { from: window.from, to: window.to };
    }
    case "activity":
      return { from: activity.from, to: activity.to };
  }
}

export const sameMinimum = (one: Minimum | undefined, other: Minimum | undefined): boolean =>
  one?.days === other?.days && one?.per === other?.per;

/**
 * How many of these days a child must have: a week with a public holiday may have fewer than the rule says. A subscription
 * asks for no number.
 */
export const neededOf = ({ days }: Minimum, open: number): number =>
  days === "all" ? open : days === "weekday" ? 0 : Math.min(days, open);
