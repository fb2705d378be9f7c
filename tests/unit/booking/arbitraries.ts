import fc from "fast-check";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { type LocalTime, type Weekday, addDays } from "../../../functions/kernel/time.ts";
import {
  dayCounts,
  deadlineBounds,
  periods,
  type CancelDeadline,
  type DayCount,
  type DayDeadline,
  type Deadline,
} from "../../../functions/catalogue/rules/deadlines.ts";
import { type Instant, type PlainDate, id } from "../../../functions/kernel/ids.ts";

const epoch = id("PlainDate", "2020-01-01");

/** Any day of 2020 to 2040. */
export const date: fc.Arbitrary<PlainDate> = fc.integer({ min: 0, max: 7670 }).map((days) => addDays(epoch, days));

/** Days around both clock changes of a year: the last Sundays of March and October. */
export const nearClockChange: fc.Arbitrary<PlainDate> = fc
  .record({ year: fc.integer({ min: 2020, max: 2040 }), spring: fc.boolean(), off: fc.integer({ min: 0, max: 8 }) })
  .map(({ year, spring, off }) => addDays(id("PlainDate", `${year}-${spring ? "03" : "10"}-24`), off));

export const anyDay = fc.oneof(date, nearClockChange);

const two = (number: number): string => String(number).padStart(2, "0");
export const time: fc.Arbitrary<LocalTime> = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }): LocalTime => `${two(hour)}:${two(minute)}`);

export const weekday: fc.Arbitrary<Weekday> = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
export const counting: fc.Arbitrary<DayCount> = fc.constantFrom(...dayCounts);

const upTo = (most: number, least = 0): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: least, max: Math.min(most, 30) }), fc.integer({ min: least, max: most }));
const earlier = fc.constantFrom<"earlier" | undefined>("earlier", undefined);
const atTime = { at: time, onHoliday: earlier, onWeekend: earlier, onBridge: earlier, onOfficeClosed: earlier };

const dayDeadlines = (bounds: Record<keyof typeof deadlineBounds, number>): fc.Arbitrary<DayDeadline> =>
  fc.oneof(
    fc.record({ kind: fc.constant("days" as const), days: upTo(bounds.days), counting, ...atTime }),
    fc.record({ kind: fc.constant("previousWeekday" as const), weekday, ...atTime }),
    fc.record({
      kind: fc.constant("weekdayOfWeek" as const),
      weekday,
      weeks: upTo(bounds.weeks, 1),
      ...atTime,
    }),
    fc.record({ kind: fc.constant("dayOfPreviousMonth" as const), day: upTo(31, 1), ...atTime }),
    fc.record({
      kind: fc.constant("lastOfPreviousMonth" as const),
      day: fc.oneof(weekday, fc.constantFrom("ouvré" as const, "ouvrable" as const)),
      ...atTime,
    }),
    fc.record({ kind: fc.constant("hours" as const), hours: upTo(bounds.hours) }),
    fc.record({
      kind: fc.constant("daysBeforePeriod" as const),
      days: upTo(bounds.days),
      counting,
      period: fc.constantFrom<"holidays" | "window" | undefined>("holidays", "window", undefined),
      ...atTime,
    }),
    fc.record({
      kind: fc.constant("months" as const),
      months: upTo(bounds.months, 1),
      from: fc.constantFrom("day" as const, ...periods),
      ...atTime,
    }),
    fc.record({ kind: fc.constant("fixed" as const), date, ...atTime }),
    fc.constant({ kind: "none" as const }),
  );

/** Whatever the table's records may hold (functions/store/deadline-record.ts). */
export const dayDeadline = dayDeadlines(deadlineBounds);

const deadlines = (rule: fc.Arbitrary<DayDeadline>): fc.Arbitrary<Deadline> =>
  fc.oneof(
    { weight: 5, arbitrary: rule },
    fc
      .record({
        days: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7] satisfies readonly Weekday[], { minLength: 2 }),
        rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
      })
      .map(({ days, rules }): Deadline => ({
        kind: "byWeekday",
        rows: rules.map((until, index) => ({
          weekdays: rules.length === 1 ? days : index === 0 ? days.slice(0, 1) : days.slice(1),
          until,
        })),
      })),
  );

export const deadline = deadlines(dayDeadline);
/** Of the sizes that towns write: few days are then too late for all. */
export const nearDeadline = deadlines(dayDeadlines({ days: 30, weeks: 3, months: 2, hours: 240 }));
export const cancelDeadline: fc.Arbitrary<CancelDeadline> = fc.oneof(
  { weight: 9, arbitrary: deadline },
  fc.constant({ kind: "never" as const }),
);

/** Any minute between two days. */
export const instantBetween = (from: string, to: string): fc.Arbitrary<Instant> =>
  fc
    .integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 })
    .map((minutes) => instantOf(minutes * 60_000));
export const instant = instantBetween("2020-01-01", "2040-12-31");
