/** A day of a site, as its staff reads it: why nobody comes, which of its activities run. */
import type { Activity, Site } from "./rules/catalogue.ts";
import type { SchoolCalendar } from "../calendar/rules/school-calendar.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { whyClosed } from "./rules/running-days.ts";
import { dayClosedWords, nothingThatDay } from "./words.fr.ts";

/**
 * Why the site receives nobody, when no activity runs: the reason of the one that would have, before a mere wrong
 * weekday or period.
 */
export function whySiteClosed(
  activities: readonly Activity[],
  site: Site,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
): string | null {
  const reasons = activities.map((activity) => whyClosed(activity, site, date, calendars));
  if (reasons.some((reason) => reason === null)) return null;
  const own = reasons.find(
    (reason) => reason && !["outsidePeriod", "otherWeekday", "schoolTime", "schoolHolidays"].includes(reason.code),
  );
  return own ? dayClosedWords(own, "staff").sentence : nothingThatDay;
}

/**
 * Activities that run on a day, or would if the site were not closed; `claimed`: those that somebody has a place in,
 * whatever the day.
 */
export const runningOn = (
  activities: readonly Activity[],
  site: Site,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
  claimed: ReadonlySet<Activity["id"]>,
): readonly Activity[] =>
  activities.filter((activity) => claimed.has(activity.id) || whyClosed(activity, site, date, calendars) === null);
