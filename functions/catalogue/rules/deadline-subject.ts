/** What the deadlines of a unit are counted from, on a day. */
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { Activity, Unit } from "./catalogue.ts";
import { dayFactsOf, holidaysStart } from "./day-facts.ts";
import type { DeadlineSubject } from "./deadlines.ts";
import type { FirstDays } from "./editions.ts";
import { windowOn } from "./windows.ts";

export function subjectOf(
  activity: Activity,
  unit: Pick<Unit, "from">,
  date: PlainDate,
  calendars: readonly SchoolCalendar[],
  firstDays: FirstDays,
): DeadlineSubject {
  return {
    date,
    startsAt: unit.from,
    // Few deadlines ask for these, and a page makes hundreds of subjects.
    starts: {
      activity: firstDays.activity,
      get holidays() {
        return holidaysStart(date, calendars);
      },
      get window() {
        const window = windowOn(activity, date, calendars);
        return window ? firstDays.window(window, date) : date;
      },
    },
    facts: dayFactsOf(activity.runs, calendars),
  };
}
