/**
 * Until when a day may be booked or cancelled. A deadline is data; `deadlineInstant` makes of it the instant from which
 * it is too late. Times are those of clocks on the wall in Europe/Paris, over both clock changes.
 *
 * « J-2 » alone is ambiguous, so a deadline says which days it counts:
 * - `calendar`: every day;
 * - `ouvrés`: days on which offices work, Monday to Friday less public holidays;
 * - `ouvrables`: Monday to Saturday less public holidays (weekly rest on Sunday: Code du travail, art. L. 3132-3;
 * holidays: L. 3133-1);
 * - `francs`: full days, neither the first nor the last counts: two full days stand between the act and the day booked,
 * so that
 *   « deux jours francs » before a Thursday ends on the Monday.
 */
import {
  type LocalTime,
  type Weekday,
  addDays,
  dayOfPreviousMonth,
  localToInstant,
  minusHours,
  weekdayOf,
} from "../../kernel/time.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { isPublicHoliday } from "../../calendar/rules/public-holidays.ts";

export type DayCount = "calendar" | "ouvrés" | "ouvrables" | "francs";

interface AtTime {
  readonly at: LocalTime;
  /**
   * What becomes of a deadline that falls on a public holiday, when the office is closed: it stays, unless it moves to
   * the last *jour ouvré* before.
   */
  readonly onHoliday?: "earlier" | undefined;
}

export type Deadline =
  /** So many days before the day booked. */
  | ({ readonly kind: "days"; readonly days: number; readonly counting: DayCount } & AtTime)
  /** « Le mardi précédent » : the last such weekday before the day booked, a week earlier when it is one itself. */
  | ({ readonly kind: "previousWeekday"; readonly weekday: Weekday } & AtTime)
  /** A weekday of the week `weeks` before the booked day's (S-1, S-2); weeks begin on Monday. */
  | ({ readonly kind: "weekdayOfWeek"; readonly weekday: Weekday; readonly weeks: number } & AtTime)
  /** A day of the month before the booked day's. */
  | ({ readonly kind: "dayOfPreviousMonth"; readonly day: number } & AtTime)
  /** Hours before the unit begins, on the clock that never changes: real hours. */
  | { readonly kind: "hours"; readonly hours: number }
  /** So many days before the first day of the activity's period. */
  | ({ readonly kind: "daysBeforePeriod"; readonly days: number; readonly counting: DayCount } & AtTime);

/** What a deadline is counted from. */
export interface DeadlineSubject {
  /** The day booked. */
  readonly date: PlainDate;
  /** When the unit begins that day. */
  readonly startsAt: LocalTime;
  /** First day of the activity's period. */
  readonly periodStart: PlainDate;
}

const worked: Record<Exclude<DayCount, "calendar" | "francs">, (date: PlainDate) => boolean> = {
  ouvrés: (date) => weekdayOf(date) <= 5 && !isPublicHoliday(date),
  ouvrables: (date) => weekdayOf(date) <= 6 && !isPublicHoliday(date),
};

/** The day that is `days` such days before the date. */
function countBack(date: PlainDate, days: number, counting: DayCount): PlainDate {
  if (counting === "calendar") return addDays(date, -days);
  if (counting === "francs") return addDays(date, -days - 1);
  let found = date;
  for (let left = days; left > 0;) {
    found = addDays(found, -1);
    if (worked[counting](found)) left -= 1;
  }
  return found;
}

function previousWeekday(date: PlainDate, weekday: Weekday): PlainDate {
  const back = (weekdayOf(date) - weekday + 7) % 7;
  return addDays(date, -(back === 0 ? 7 : back));
}

function lastDay(deadline: Exclude<Deadline, { kind: "hours" }>, { date, periodStart }: DeadlineSubject): PlainDate {
  switch (deadline.kind) {
    case "days":
      return countBack(date, deadline.days, deadline.counting);
    case "previousWeekday":
      return previousWeekday(date, deadline.weekday);
    case "weekdayOfWeek":
      return addDays(date, deadline.weekday - weekdayOf(date) - 7 * deadline.weeks);
    case "dayOfPreviousMonth":
      return dayOfPreviousMonth(date, deadline.day);
    case "daysBeforePeriod":
      return countBack(periodStart, deadline.days, deadline.counting);
  }
}

/** The instant from which it is too late. */
export function deadlineInstant(deadline: Deadline, subject: DeadlineSubject): Instant {
  if (deadline.kind === "hours") return minusHours(localToInstant(subject.date, subject.startsAt), deadline.hours);
  const day = lastDay(deadline, subject);
  const moved = deadline.onHoliday === "earlier" && isPublicHoliday(day) ? countBack(day, 1, "ouvrés") : day;
  return localToInstant(moved, deadline.at);
}
