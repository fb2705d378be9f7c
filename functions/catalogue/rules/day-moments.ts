/** The days of an activity, and what a deadline comes to on each: what checks of deadlines and of windows both look at. */
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { daysFrom } from "../../kernel/time.ts";
import type { Activity, Unit } from "./catalogue.ts";
import { subjectOf } from "./deadline-subject.ts";
import { lastMinute, ruledInstant, type Deadline, type DeadlineSubject } from "./deadlines.ts";
import { firstDaysAlone } from "./editions.ts";
import { whyNotRunning } from "./running-days.ts";

export interface Checked {
  readonly activity: Activity;
  readonly calendars: readonly SchoolCalendar[];
  /** Days on which it runs; those of which no calendar speaks by their weekday. */
  readonly days: readonly PlainDate[];
}

/** More days than the longest period that a town publishes. */
const most = 1100;

export function checkedOf(activity: Activity, calendars: readonly SchoolCalendar[]): Checked {
  const days = daysFrom(activity.from, activity.to)
    .slice(0, most)
    .filter((date) => {
      const why = whyNotRunning(activity.runs, date, calendars);
      return why === null || why.code === "calendarUnknown";
    });
  return { activity, calendars, days };
}

/** What a deadline comes to on one of the days. */
export interface Moment {
  readonly date: PlainDate;
  /** What the rule says, were the unit to begin later. */
  readonly ruled: Instant | null;
  readonly until: Instant;
  readonly last: Instant;
}

/** A deadline on every day; units often share one, which is then worked out once. */
export type Moments = (deadline: Deadline, unit: Pick<Unit, "from">) => readonly Moment[];

export function momentsOf({ activity, calendars, days }: Checked): Moments {
  const firstDays = firstDaysAlone(activity);
  const known = new Map<string, readonly Moment[]>();
  const starting = new Map<string, readonly DeadlineSubject[]>();
  const subjects = (unit: Pick<Unit, "from">): readonly DeadlineSubject[] => {
    const found = starting.get(unit.from) ?? days.map((date) => subjectOf(activity, unit, date, calendars, firstDays));
    starting.set(unit.from, found);
    return found;
  };
  return (deadline, unit) => {
    const name = `${unit.from} ${JSON.stringify(deadline)}`;
    const moments =
      known.get(name) ??
      subjects(unit).map((subject): Moment => {
        const [ruled, last] = [ruledInstant(deadline, subject), lastMinute(subject)];
        return { date: subject.date, ruled, last, until: ruled !== null && ruled < last ? ruled : last };
      });
    known.set(name, moments);
    return moments;
  };
}
