/**
 * Until when a day may be booked or cancelled. A deadline is data; `deadlineInstant` makes of it the last minute at
 * which the act is still in time: « until 23:59 » lasts to the end of that minute (`minuteOver`). Times are those of
 * clocks on the wall in Europe/Paris, over both clock changes.
 *
 * Two promises hold for every kind but `byWeekday`, whose rows are free by nature (the file warns where they break the
 * first): a later day never has an earlier deadline, and no deadline falls after the unit has begun.
 *
 * « J-2 » alone is ambiguous, so a deadline says which days it counts:
 * - `calendar`: every day;
 * - `ouvrés`: days on which offices work, Monday to Friday less public holidays;
 * - `ouvrables`: Monday to Saturday less public holidays (weekly rest on Sunday: Code du travail, art. L. 3132-3;
 * holidays: L. 3133-1);
 * - `francs`: full days, neither the first nor the last counts: two full days stand between the act and the day booked,
 * so that « deux jours francs » before a Thursday ends on the Monday;
 * - `notWeekends`, `notHolidays`: every day but Saturdays and Sundays; every day but public holidays;
 * - `school`: days of school by the school calendar; `opening`: days on which the activity itself runs.
 */
import {
  addDays,
  addMonths,
  dayOfPreviousMonth,
  lastDayOfPreviousMonth,
  localToInstant,
  minusHours,
  plusMinutes,
  weekdayOf,
  type LocalTime,
  type Weekday,
} from "../../kernel/time.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";

export const dayCounts = [
  "calendar",
  "ouvrés",
  "ouvrables",
  "francs",
  "notWeekends",
  "notHolidays",
  "school",
  "opening",
] as const;
export type DayCount = (typeof dayCounts)[number];

/** What bounds the numbers of a deadline: the catalogue's file and the table accept the same. */
export const deadlineBounds = { days: 366, weeks: 52, months: 24, hours: 24 * 366 } as const;

/**
 * Days on which a deadline may be asked not to fall, because nobody answers then. Where one does, it moves back to the
 * nearest day that is none of those asked for: a move that cannot overtake the deadline of the day before.
 */
export interface Shifts {
  readonly onHoliday?: "earlier" | undefined;
  readonly onWeekend?: "earlier" | undefined;
  /** Days without school that the calendar calls « pont ». */
  readonly onBridge?: "earlier" | undefined;
  /** Days on which the town's office is closed, as its calendar says. */
  readonly onOfficeClosed?: "earlier" | undefined;
}

interface AtTime extends Shifts {
  readonly at: LocalTime;
}

/** What a period is, for a deadline that is counted from the first day of one. */
export const periods = ["activity", "holidays", "window"] as const;
export type PeriodKind = (typeof periods)[number];

/** A rule for all days alike. */
export type DayDeadline =
  /** So many days before the day booked. */
  | ({ readonly kind: "days"; readonly days: number; readonly counting: DayCount } & AtTime)
  /** « Le mardi précédent » : the last such weekday before the day booked, a week earlier when it is one itself. */
  | ({ readonly kind: "previousWeekday"; readonly weekday: Weekday } & AtTime)
  /** A weekday of the week `weeks` before the booked day's (S-1, S-2); weeks begin on Monday. */
  | ({ readonly kind: "weekdayOfWeek"; readonly weekday: Weekday; readonly weeks: number } & AtTime)
  /** A day of the month before the booked day's. */
  | ({ readonly kind: "dayOfPreviousMonth"; readonly day: number } & AtTime)
  /** The last Friday, or the last *jour ouvré*, of the month before the booked day's. */
  | ({ readonly kind: "lastOfPreviousMonth"; readonly day: Weekday | "ouvré" | "ouvrable" } & AtTime)
  /** Hours before the unit begins, on the clock that never changes: real hours. */
  | { readonly kind: "hours"; readonly hours: number }
  /**
   * So many days before the first day of a period: the activity's when none is said, the school holidays that the day
   * is in, or its booking window.
   */
  | ({
      readonly kind: "daysBeforePeriod";
      readonly days: number;
      readonly counting: DayCount;
      readonly period?: Exclude<PeriodKind, "activity"> | undefined;
    } & AtTime)
  /** The same day of so many months before, or that month's last; counted from the day booked, or from a period's. */
  | ({ readonly kind: "months"; readonly months: number; readonly from: PeriodKind | "day" } & AtTime)
  /** One day for all. */
  | ({ readonly kind: "fixed"; readonly date: PlainDate } & AtTime)
  /** Until the unit begins. */
  | { readonly kind: "none" };

/** A rule for some weekdays of those booked. */
export interface WeekdayRow {
  readonly weekdays: readonly Weekday[];
  readonly until: DayDeadline;
}

export type Deadline =
  | DayDeadline
  /**
   * Orders that leave in batches: Friday for Monday and Tuesday, Tuesday for Thursday and Friday. What a public holiday
   * does to a batch, its row says. A weekday that no row names can be booked until the unit begins.
   */
  | { readonly kind: "byWeekday"; readonly rows: readonly WeekdayRow[] };

/** What is booked for good says so instead. */
export type CancelDeadline = Deadline | { readonly kind: "never" };

/** What the calendars say of the days that a deadline counts, or may not fall on (day-facts.ts). */
export interface DayFacts {
  readonly isPublicHoliday: (date: PlainDate) => boolean;
  readonly isSchoolDay: (date: PlainDate) => boolean;
  /** A day on which the activity runs by its own rule. A closure decided later moves no deadline that was read before. */
  readonly isOpeningDay: (date: PlainDate) => boolean;
  readonly isBridge: (date: PlainDate) => boolean;
  readonly isOfficeClosed: (date: PlainDate) => boolean;
}

/** What a deadline is counted from. */
export interface DeadlineSubject {
  /** The day booked. */
  readonly date: PlainDate;
  /** When the unit begins that day. */
  readonly startsAt: LocalTime;
  /** First days of what the day belongs to. */
  readonly starts: Readonly<Record<PeriodKind, PlainDate>>;
  readonly facts: DayFacts;
}

const isWeekend = (date: PlainDate): boolean => weekdayOf(date) >= 6;

const counted: Record<Exclude<DayCount, "calendar" | "francs">, (date: PlainDate, facts: DayFacts) => boolean> = {
  ouvrés: (date, facts) => !isWeekend(date) && !facts.isPublicHoliday(date),
  ouvrables: (date, facts) => weekdayOf(date) <= 6 && !facts.isPublicHoliday(date),
  notWeekends: (date) => !isWeekend(date),
  notHolidays: (date, facts) => !facts.isPublicHoliday(date),
  school: (date, facts) => facts.isSchoolDay(date),
  opening: (date, facts) => facts.isOpeningDay(date),
};

/** Days after which a search backwards gives up: no count of a real calendar comes near. */
const farthest = 3 * 366;

/** The day that is `days` such days before the date. */
function countBack(date: PlainDate, days: number, counting: DayCount, facts: DayFacts): PlainDate {
  if (counting === "calendar") return addDays(date, -days);
  if (counting === "francs") return addDays(date, -days - 1);
  let left = days;
  let back = 0;
  while (left > 0 && back < farthest) {
    back += 1;
    if (counted[counting](addDays(date, -back), facts)) left -= 1;
  }
  return addDays(date, -back);
}

/** The nearest day up to that one, itself included, that passes. */
function nearestBefore(date: PlainDate, passes: (date: PlainDate) => boolean): PlainDate {
  let back = 0;
  while (back < farthest && !passes(addDays(date, -back))) back += 1;
  return addDays(date, -back);
}

function shifted(date: PlainDate, shifts: Shifts, facts: DayFacts): PlainDate {
  const { onHoliday, onWeekend, onBridge, onOfficeClosed } = shifts;
  if (!onHoliday && !onWeekend && !onBridge && !onOfficeClosed) return date;
  return nearestBefore(
    date,
    (day) =>
      !(onHoliday && facts.isPublicHoliday(day)) &&
      !(onWeekend && isWeekend(day)) &&
      !(onBridge && facts.isBridge(day)) &&
      !(onOfficeClosed && facts.isOfficeClosed(day)),
  );
}

function previousWeekday(date: PlainDate, weekday: Weekday): PlainDate {
  const back = (weekdayOf(date) - weekday + 7) % 7;
  return addDays(date, -(back === 0 ? 7 : back));
}

function lastOfPreviousMonth(date: PlainDate, day: Weekday | "ouvré" | "ouvrable", facts: DayFacts): PlainDate {
  const passes = {
    ouvré: (one: PlainDate): boolean => counted.ouvrés(one, facts),
    ouvrable: (one: PlainDate): boolean => counted.ouvrables(one, facts),
  };
  return nearestBefore(
    lastDayOfPreviousMonth(date),
    typeof day === "number" ? (one) => weekdayOf(one) === day : passes[day],
  );
}

function lastDay(
  deadline: Exclude<DayDeadline, { kind: "hours" | "none" }>,
  { date, starts, facts }: DeadlineSubject,
): PlainDate {
  switch (deadline.kind) {
    case "days":
      return countBack(date, deadline.days, deadline.counting, facts);
    case "previousWeekday":
      return previousWeekday(date, deadline.weekday);
    case "weekdayOfWeek":
      return addDays(date, deadline.weekday - weekdayOf(date) - 7 * deadline.weeks);
    case "dayOfPreviousMonth":
      return dayOfPreviousMonth(date, deadline.day);
    case "lastOfPreviousMonth":
      return lastOfPreviousMonth(date, deadline.day, facts);
    case "daysBeforePeriod":
      return countBack(starts[deadline.period ?? "activity"], deadline.days, deadline.counting, facts);
    case "months":
      return addMonths(deadline.from === "day" ? date : starts[deadline.from], -deadline.months);
    case "fixed":
      return deadline.date;
  }
}

/** What the rule alone says, be it after the unit has begun; null when it says nothing. */
export function ruledInstant(deadline: Deadline, subject: DeadlineSubject): Instant | null {
  if (deadline.kind === "none") return null;
  if (deadline.kind === "hours") return minusHours(localToInstant(subject.date, subject.startsAt), deadline.hours);
  if (deadline.kind === "byWeekday") {
    const row = deadline.rows.find(({ weekdays }) => weekdays.includes(weekdayOf(subject.date)));
    return row ? ruledInstant(row.until, subject) : null;
  }
  return localToInstant(shifted(lastDay(deadline, subject), deadline, subject.facts), deadline.at);
}

/** The last minute before the unit begins: later than that, nothing can be booked or given up. */
export const lastMinute = ({ date, startsAt }: Pick<DeadlineSubject, "date" | "startsAt">): Instant =>
  plusMinutes(localToInstant(date, startsAt), -1);

/** The last minute at which it is in time. */
export function deadlineInstant(deadline: Deadline, subject: DeadlineSubject): Instant {
  const [ruled, last] = [ruledInstant(deadline, subject), lastMinute(subject)];
  return ruled !== null && ruled < last ? ruled : last;
}
