import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LocalTime,
  addDays,
  daysBetween,
  daysFrom,
  instantToLocal,
  localToInstant,
  weekdayOf,
} from "../../../functions/kernel/time.ts";
import { deadlineInstant, type Deadline, type DeadlineSubject } from "../../../functions/catalogue/rules/deadlines.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import { isPublicHoliday } from "../../../functions/calendar/rules/public-holidays.ts";
import { anyDay, counting, deadline, time } from "../booking/arbitraries.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
const on = (date: string, startsAt: LocalTime = "08:00", periodStart = date): DeadlineSubject => ({
  date: day(date),
  startsAt,
  periodStart: day(periodStart),
});
const local = (rule: Deadline, subject: DeadlineSubject): string => {
  const { date, time: at } = instantToLocal(deadlineInstant(rule, subject));
  return `${date} ${at}`;
};

describe("Deadlines in real use", () => {
  test.each<[string, Deadline, DeadlineSubject, string]>([
    [
      "J-2 at 10:00, calendar days",
      { kind: "days", days: 2, counting: "calendar", at: "10:00" },
      on("2026-12-09"),
      "2026-12-07 10:00",
    ],
    [
      "J-2, over the change to winter time",
      { kind: "days", days: 2, counting: "calendar", at: "23:59" },
      on("2026-10-26"),
      "2026-10-24 23:59",
    ],
    [
      "two jours ouvrés before a Wednesday",
      { kind: "days", days: 2, counting: "ouvrés", at: "10:00" },
      on("2026-12-09"),
      "2026-12-07 10:00",
    ],
    [
      "two jours ouvrés before a Monday skip the week-end",
      { kind: "days", days: 2, counting: "ouvrés", at: "10:00" },
      on("2026-12-07"),
      "2026-12-03 10:00",
    ],
    [
      "two jours ouvrables before a Monday count Saturday",
      { kind: "days", days: 2, counting: "ouvrables", at: "10:00" },
      on("2026-12-07"),
      "2026-12-04 10:00",
    ],
    [
      "jours ouvrés skip Armistice (Wednesday 11 November 2026)",
      { kind: "days", days: 2, counting: "ouvrés", at: "12:00" },
      on("2026-11-12"),
      "2026-11-09 12:00",
    ],
    [
      "jours ouvrables skip Easter Monday 2027",
      { kind: "days", days: 2, counting: "ouvrables", at: "12:00" },
      on("2027-03-31"),
      "2027-03-27 12:00",
    ],
    [
      "jours ouvrés over Christmas",
      { kind: "days", days: 3, counting: "ouvrés", at: "09:00" },
      on("2026-12-28"),
      "2026-12-22 09:00",
    ],
    [
      "two jours francs before a Thursday end on the Monday",
      { kind: "days", days: 2, counting: "francs", at: "23:59" },
      on("2026-12-10"),
      "2026-12-07 23:59",
    ],
    [
      "the previous Tuesday 23:59, for a Wednesday",
      { kind: "previousWeekday", weekday: 2, at: "23:59" },
      on("2026-12-09"),
      "2026-12-08 23:59",
    ],
    [
      "the previous Tuesday, for a Tuesday: a week before",
      { kind: "previousWeekday", weekday: 2, at: "23:59" },
      on("2026-12-08"),
      "2026-12-01 23:59",
    ],
    [
      "the previous Tuesday, when it is 14 July: the last jour ouvré before",
      { kind: "previousWeekday", weekday: 2, at: "23:59", onHoliday: "earlier" },
      on("2026-07-15"),
      "2026-07-13 23:59",
    ],
    [
      "Thursday of the week before (S-1)",
      { kind: "weekdayOfWeek", weekday: 4, weeks: 1, at: "12:00" },
      on("2026-12-09"),
      "2026-12-03 12:00",
    ],
    [
      "Friday two weeks before (S-2), for a Sunday",
      { kind: "weekdayOfWeek", weekday: 5, weeks: 2, at: "17:00" },
      on("2026-12-13"),
      "2026-11-27 17:00",
    ],
    [
      "the 15th of the previous month, over New Year",
      { kind: "dayOfPreviousMonth", day: 15, at: "23:59" },
      on("2027-01-06"),
      "2026-12-15 23:59",
    ],
    [
      "the 31st of the previous month, which February lacks",
      { kind: "dayOfPreviousMonth", day: 31, at: "23:59" },
      on("2027-03-10"),
      "2027-02-28 23:59",
    ],
    ["48 hours", { kind: "hours", hours: 48 }, on("2026-12-09", "07:30"), "2026-12-07 07:30"],
    [
      "48 hours over the change to summer time are 48 hours",
      { kind: "hours", hours: 48 },
      on("2027-03-29", "07:30"),
      "2027-03-27 06:30",
    ],
    [
      "21 days before the period",
      { kind: "daysBeforePeriod", days: 21, counting: "calendar", at: "23:59" },
      on("2027-02-24", "08:00", "2027-02-22"),
      "2027-02-01 23:59",
    ],
    [
      "ten jours ouvrés before the period",
      { kind: "daysBeforePeriod", days: 10, counting: "ouvrés", at: "12:00" },
      on("2026-12-23", "08:00", "2026-12-21"),
      "2026-12-07 12:00",
    ],
  ])("%s", (_, rule, subject, expected) => expect(local(rule, subject)).toBe(expected));
});

describe("Any deadline", () => {
  const subject = fc
    .record({ date: anyDay, startsAt: time, before: fc.integer({ min: 0, max: 60 }) })
    .map(({ date, startsAt, before }): DeadlineSubject => ({ date, startsAt, periodStart: addDays(date, -before) }));

  test("falls on or before the day, at the time that it says", () => {
    fc.assert(
      fc.property(deadline, subject, (rule, about) => {
        const instant = deadlineInstant(rule, about);
        const { date, time: at } = instantToLocal(instant);
        expect(date <= about.date).toBe(true);
        if (rule.kind === "hours")
          expect(Date.parse(localToInstant(about.date, about.startsAt)) - Date.parse(instant)).toBe(
            rule.hours * 3_600_000,
          );
        else if (!rule.at.startsWith("02:")) expect(at).toBe(rule.at);
      }),
    );
  });

  test("asked to, never falls on a public holiday", () => {
    fc.assert(
      fc.property(deadline, subject, (rule, about) => {
        fc.pre(rule.kind !== "hours" && rule.onHoliday === "earlier");
        expect(isPublicHoliday(instantToLocal(deadlineInstant(rule, about)).date)).toBe(false);
      }),
    );
  });

  test("for a later day is never earlier", () => {
    fc.assert(
      fc.property(deadline, anyDay, time, fc.integer({ min: 1, max: 40 }), (rule, date, startsAt, later) => {
        // At 02:30 of the missing hour only, two times of one day can change places.
        fc.pre(rule.kind === "hours" || !rule.at.startsWith("02:"));
        const [first, second] = [date, addDays(date, later)].map((booked) =>
          deadlineInstant(rule, { date: booked, startsAt, periodStart: booked }),
        );
        expect(first! <= second!).toBe(true);
      }),
    );
  });

  test("leaves exactly the days that it promises", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 25 }), counting, (date, days, kind) => {
        const last = instantToLocal(
          deadlineInstant(
            { kind: "days", days, counting: kind, at: "12:00" },
            { date, startsAt: "08:00", periodStart: date },
          ),
        ).date;
        const between = daysFrom(last, addDays(date, -1));
        const counted = {
          calendar: daysBetween(last, date),
          // Full days between the two, neither included.
          francs: Math.max(0, daysBetween(last, date) - 1),
          ouvrés: between.filter((one) => weekdayOf(one) <= 5 && !isPublicHoliday(one)).length,
          ouvrables: between.filter((one) => weekdayOf(one) <= 6 && !isPublicHoliday(one)).length,
        };
        expect(counted[kind]).toBe(days);
      }),
    );
  });

  test("francs is stricter than calendar, ouvrés than ouvrables, ouvrables than calendar", () => {
    fc.assert(
      fc.property(subject, fc.integer({ min: 1, max: 20 }), time, (about, days, at) => {
        const until = (kind: "calendar" | "francs" | "ouvrés" | "ouvrables"): string =>
          instantToLocal(deadlineInstant({ kind: "days", days, counting: kind, at }, about)).date;
        expect(until("francs") < until("calendar")).toBe(true);
        expect(until("ouvrés") <= until("ouvrables")).toBe(true);
        expect(until("ouvrables") <= until("calendar")).toBe(true);
      }),
    );
  });
});
