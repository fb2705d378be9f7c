import fc from "fast-check";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { type LocalTime, type Weekday, addDays } from "../../../functions/kernel/time.ts";
import type { DayCount, Deadline } from "../../../functions/catalogue/rules/deadlines.ts";
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
export const counting: fc.Arbitrary<DayCount> = fc.constantFrom<DayCount>("calendar", "ouvrés", "ouvrables", "francs");

const days = fc.integer({ min: 0, max: 30 });
const onHoliday = fc.constantFrom<"earlier" | undefined>("earlier", undefined);

export const deadline: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ kind: fc.constant("days" as const), days, counting, at: time, onHoliday }),
  fc.record({ kind: fc.constant("previousWeekday" as const), weekday, at: time, onHoliday }),
  fc.record({
    kind: fc.constant("weekdayOfWeek" as const),
    weekday,
    weeks: fc.integer({ min: 1, max: 3 }),
    at: time,
    onHoliday,
  }),
  fc.record({
    kind: fc.constant("dayOfPreviousMonth" as const),
    day: fc.integer({ min: 1, max: 31 }),
    at: time,
    onHoliday,
  }),
  fc.record({ kind: fc.constant("hours" as const), hours: fc.integer({ min: 0, max: 240 }) }),
  fc.record({ kind: fc.constant("daysBeforePeriod" as const), days, counting, at: time, onHoliday }),
);

/** Any minute between two days. */
export const instantBetween = (from: string, to: string): fc.Arbitrary<Instant> =>
  fc
    .integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 })
    .map((minutes) => instantOf(minutes * 60_000));
export const instant = instantBetween("2020-01-01", "2040-12-31");
