import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LocalTime,
  addDays,
  daysBetween,
  daysFrom,
  instantToLocal,
  localToInstant,
  minuteOver,
  weekdayOf,
} from "../../../functions/kernel/time.ts";
import type { RunningDays } from "../../../functions/catalogue/rules/catalogue.ts";
import { dayFactsOf, holidaysStart } from "../../../functions/catalogue/rules/day-facts.ts";
import {
  deadlineInstant,
  ruledInstant,
  type DayCount,
  type DayDeadline,
  type Deadline,
  type DeadlineSubject,
  type Shifts,
} from "../../../functions/catalogue/rules/deadlines.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import type { SchoolCalendar } from "../../../functions/calendar/rules/school-calendar.ts";
import { whyNotRunning } from "../../../functions/catalogue/rules/running-days.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { anyDay, counting, dayDeadline, deadline, time } from "../booking/arbitraries.ts";
import { instant } from "./samples.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
/** An activity of Mondays and Thursdays in zone B, whose office is closed on New Year's Eve and Day. */
const runs: RunningDays = { weekdays: [1, 4], during: "schoolTime", onBridgeDays: false };
const calendars: readonly SchoolCalendar[] = zoneB.map((one) => ({
  ...one,
  officeClosed: [day("2026-12-31"), day("2027-01-01")],
}));
const facts = dayFactsOf(runs, calendars);
const on = (date: string, startsAt: LocalTime = "08:00", periodStart = date): DeadlineSubject => ({
  date: day(date),
  startsAt,
  starts: { activity: day(periodStart), holidays: holidaysStart(day(date), calendars), window: day(periodStart) },
  facts,
});
const local = (rule: Deadline, subject: DeadlineSubject): string => {
  const { date, time: at } = instantToLocal(deadlineInstant(rule, subject));
  return `${date} ${at}`;
};
/** The days on which a rule may not fall. */
const avoids = ({ onHoliday, onWeekend, onBridge, onOfficeClosed }: Shifts, date: PlainDate): boolean =>
  (onHoliday !== undefined && facts.isPublicHoliday(date)) ||
  (onWeekend !== undefined && weekdayOf(date) > 5) ||
  (onBridge !== undefined && facts.isBridge(date)) ||
  (onOfficeClosed !== undefined && facts.isOfficeClosed(date));

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
    [
      "the Sunday of Easter stays: only holidays move it",
      { kind: "days", days: 2, counting: "calendar", at: "10:00", onHoliday: "earlier" },
      on("2027-03-30"),
      "2027-03-28 10:00",
    ],
    [
      "Easter Monday goes back to the nearest day that is no holiday, Sunday",
      { kind: "days", days: 2, counting: "calendar", at: "10:00", onHoliday: "earlier" },
      on("2027-03-31"),
      "2027-03-28 10:00",
    ],
    [
      "Easter Monday goes back to Friday where week-ends move too",
      { kind: "days", days: 2, counting: "calendar", at: "10:00", onHoliday: "earlier", onWeekend: "earlier" },
      on("2027-03-31"),
      "2027-03-26 10:00",
    ],
    [
      "a week-end alone moves to Friday",
      { kind: "days", days: 1, counting: "calendar", at: "10:00", onWeekend: "earlier" },
      on("2026-12-07"),
      "2026-12-04 10:00",
    ],
    [
      "a bridge moves, and the holiday before it too where both do",
      { kind: "days", days: 3, counting: "calendar", at: "10:00", onHoliday: "earlier", onBridge: "earlier" },
      on("2027-05-10"),
      "2027-05-05 10:00",
    ],
    [
      "a day on which the office is closed moves",
      { kind: "days", days: 1, counting: "calendar", at: "10:00", onOfficeClosed: "earlier" },
      on("2027-01-02"),
      "2026-12-30 10:00",
    ],
    [
      "the school day before a Thursday of four-day weeks is Tuesday",
      { kind: "days", days: 1, counting: "school", at: "09:00" },
      on("2026-12-10"),
      "2026-12-08 09:00",
    ],
    [
      "the school day before the first one after the autumn holidays",
      { kind: "days", days: 1, counting: "school", at: "09:00" },
      on("2026-11-02"),
      "2026-10-16 09:00",
    ],
    [
      "school days skip Armistice and the bridge of Ascension",
      { kind: "days", days: 1, counting: "school", at: "09:00" },
      on("2027-05-10"),
      "2027-05-04 09:00",
    ],
    [
      "the opening day before, of an activity of Mondays and Thursdays",
      { kind: "days", days: 1, counting: "opening", at: "09:00" },
      on("2026-11-02"),
      "2026-10-15 09:00",
    ],
    [
      "two days that are no week-end: a holiday counts",
      { kind: "days", days: 2, counting: "notWeekends", at: "12:00" },
      on("2026-11-12"),
      "2026-11-10 12:00",
    ],
    [
      "two days that are no holiday: a week-end counts",
      { kind: "days", days: 2, counting: "notHolidays", at: "12:00" },
      on("2027-03-30"),
      "2027-03-27 12:00",
    ],
    [
      "a month before the day, on the last of a shorter month",
      { kind: "months", months: 1, from: "day", at: "12:00" },
      on("2027-03-31"),
      "2027-02-28 12:00",
    ],
    [
      "two months before the activity's first day",
      { kind: "months", months: 2, from: "activity", at: "12:00" },
      on("2027-02-24", "08:00", "2027-02-22"),
      "2026-12-22 12:00",
    ],
    [
      "a month before the holidays that the day is in, in their second week too",
      { kind: "months", months: 1, from: "holidays", at: "12:00" },
      on("2027-03-01", "08:00", "2026-09-02"),
      "2027-01-20 12:00",
    ],
    [
      "15 days before the holidays that the day is in",
      { kind: "daysBeforePeriod", days: 15, counting: "calendar", period: "holidays", at: "12:00" },
      on("2026-10-28", "08:00", "2026-09-02"),
      "2026-10-02 12:00",
    ],
    [
      "15 days before the booking window's first day",
      { kind: "daysBeforePeriod", days: 15, counting: "calendar", period: "window", at: "12:00" },
      {
        ...on("2027-02-10"),
        starts: { activity: day("2026-09-02"), holidays: day("2027-02-10"), window: day("2027-01-04") },
      },
      "2026-12-20 12:00",
    ],
    [
      "the last Friday of the month before",
      { kind: "lastOfPreviousMonth", day: 5, at: "12:00" },
      on("2026-12-09"),
      "2026-11-27 12:00",
    ],
    [
      "the last jour ouvré of the month before, over Ascension's month",
      { kind: "lastOfPreviousMonth", day: "ouvré", at: "12:00" },
      on("2026-06-03"),
      "2026-05-29 12:00",
    ],
    ["one day for all", { kind: "fixed", date: day("2026-06-15"), at: "12:00" }, on("2026-12-09"), "2026-06-15 12:00"],
    ["none: until the unit begins", { kind: "none" }, on("2026-12-09", "08:00"), "2026-12-09 07:59"],
    [
      "a time after the unit has begun: until it begins",
      { kind: "days", days: 0, counting: "calendar", at: "09:30" },
      on("2026-12-09", "07:30"),
      "2026-12-09 07:29",
    ],
  ])("%s", (_, rule, subject, expected) => expect(local(rule, subject)).toBe(expected));
});

describe("A deadline by weekday booked", () => {
  const batches: Deadline = {
    kind: "byWeekday",
    rows: [
      { weekdays: [1, 2], until: { kind: "previousWeekday", weekday: 5, at: "09:00", onHoliday: "earlier" } },
      { weekdays: [4, 5], until: { kind: "previousWeekday", weekday: 2, at: "09:00", onHoliday: "earlier" } },
    ],
  };
  test.each([
    ["Monday and Tuesday leave on Friday", "2026-12-07", "2026-12-04 09:00"],
    ["Monday and Tuesday leave on Friday", "2026-12-08", "2026-12-04 09:00"],
    ["Thursday and Friday leave on Tuesday", "2026-12-10", "2026-12-08 09:00"],
    ["Thursday and Friday leave on Tuesday", "2026-12-11", "2026-12-08 09:00"],
    ["the batch of a Friday that is a holiday leaves the day before", "2026-12-28", "2026-12-24 09:00"],
    ["what no row names is open until it begins", "2026-12-09", "2026-12-09 07:59"],
  ])("%s: %s until %s", (_, date, expected) => expect(local(batches, on(date))).toBe(expected));
});

describe("« until » lasts to the end of the minute that is said", () => {
  const until = deadlineInstant({ kind: "days", days: 1, counting: "calendar", at: "23:59" }, on("2026-12-09"));
  test.each([
    ["2026-12-08T22:58:59Z", false],
    ["2026-12-08T22:59:00Z", false],
    ["2026-12-08T22:59:59Z", false],
    ["2026-12-08T23:00:00Z", true],
  ])("23:59, asked at %s: over is %s", (now, over) => expect(minuteOver(until, instant(now))).toBe(over));
});

describe("Any deadline", () => {
  const subject = fc
    .record({ date: anyDay, startsAt: time, before: fc.integer({ min: 0, max: 60 }) })
    .map(({ date, startsAt, before }): DeadlineSubject => ({
      ...on(date, startsAt),
      starts: {
        activity: addDays(date, -before),
        holidays: holidaysStart(date, calendars),
        window: addDays(date, -Math.floor(before / 2)),
      },
    }));

  test("falls before the unit begins, at the time that it says or at the last minute", () => {
    fc.assert(
      fc.property(deadline, subject, (rule, about) => {
        const until = deadlineInstant(rule, about);
        const start = localToInstant(about.date, about.startsAt);
        expect(minuteOver(until, start)).toBe(true);
        const ruled = ruledInstant(rule, about);
        if (ruled !== null && minuteOver(ruled, start)) expect(until).toBe(ruled);
        else expect(Date.parse(start) - Date.parse(until)).toBe(60_000);
      }),
    );
  });

  test("of all days alike says its own time, and never falls where it may not", () => {
    fc.assert(
      fc.property(dayDeadline, subject, (rule, about) => {
        const ruled = ruledInstant(rule, about);
        if (ruled === null) return;
        const { date, time: at } = instantToLocal(ruled);
        if (rule.kind === "hours" || rule.kind === "none")
          expect(Date.parse(localToInstant(about.date, about.startsAt)) - Date.parse(ruled)).toBe(
            rule.kind === "hours" ? rule.hours * 3_600_000 : 0,
          );
        else {
          if (!rule.at.startsWith("02:")) expect(at).toBe(rule.at);
          expect(avoids(rule, date)).toBe(false);
        }
      }),
    );
  });

  test("of all days alike is never earlier for a later day", () => {
    fc.assert(
      fc.property(dayDeadline, anyDay, time, fc.integer({ min: 1, max: 40 }), (rule, date, startsAt, later) => {
        // At 02:30 of the missing hour only, two times of one day can change places.
        fc.pre(rule.kind === "hours" || rule.kind === "none" || !rule.at.startsWith("02:"));
        const [first, second] = [date, addDays(date, later)].map((booked) =>
          deadlineInstant(rule, {
            ...on(booked, startsAt, date),
            starts: {
              activity: addDays(date, -20),
              holidays: holidaysStart(booked, calendars),
              window: id("PlainDate", `${booked.slice(0, 7)}-01`),
            },
          }),
        );
        expect(first! <= second!).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  /** Around holidays, where moves meet: a holiday that jumped over a week-end once overtook the day before. */
  test.each<[string, DayDeadline]>(
    (["calendar", "francs", "ouvrés", "school"] as const).flatMap((kind) =>
      (
        [{ onHoliday: "earlier" }, { onWeekend: "earlier" }, { onHoliday: "earlier", onWeekend: "earlier" }] as const
      ).map((shifts): [string, DayDeadline] => [
        `${kind} ${Object.keys(shifts).join(" ")}`,
        { kind: "days", days: 2, counting: kind, at: "10:00", ...shifts },
      ]),
    ),
  )("keeps the order on every day of two school years: %s", (_, rule) => {
    const all = daysFrom(day("2025-09-01"), day("2027-08-31")).map((date) => deadlineInstant(rule, on(date)));
    expect(all).toEqual(all.toSorted());
  });

  test("leaves exactly the days that it promises", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 25 }), counting, (date, days, kind) => {
        // A calendar of two years: counts of an activity that never runs elsewhere do not end there.
        fc.pre(kind !== "opening" || (date > "2026-10-01" && date < "2027-07-01"));
        const last = instantToLocal(
          ruledInstant({ kind: "days", days, counting: kind, at: "12:00" }, on(date)) ??
            instant("2020-01-01T00:00:00Z"),
        ).date;
        const between = daysFrom(last, addDays(date, -1));
        const number = (passes: (one: PlainDate) => boolean): number => between.filter(passes).length;
        const kept: Record<DayCount, number> = {
          calendar: daysBetween(last, date),
          // Full days between the two, neither included.
          francs: Math.max(0, daysBetween(last, date) - 1),
          ouvrés: number((one) => weekdayOf(one) <= 5 && !facts.isPublicHoliday(one)),
          ouvrables: number((one) => weekdayOf(one) <= 6 && !facts.isPublicHoliday(one)),
          notWeekends: number((one) => weekdayOf(one) <= 5),
          notHolidays: number((one) => !facts.isPublicHoliday(one)),
          school: number(facts.isSchoolDay),
          opening: number(
            (one) => (whyNotRunning(runs, one, calendars)?.code ?? "calendarUnknown") === "calendarUnknown",
          ),
        };
        expect(kept[kind]).toBe(days);
      }),
    );
  });

  test("francs is stricter than calendar, ouvrés than ouvrables, ouvrables than calendar", () => {
    fc.assert(
      fc.property(subject, fc.integer({ min: 1, max: 20 }), time, (about, days, at) => {
        const until = (kind: DayCount): string =>
          instantToLocal(deadlineInstant({ kind: "days", days, counting: kind, at }, about)).date;
        expect(until("francs") < until("calendar")).toBe(true);
        expect(until("ouvrés") <= until("ouvrables")).toBe(true);
        expect(until("ouvrés") <= until("notWeekends")).toBe(true);
        expect(until("ouvrables") <= until("notHolidays")).toBe(true);
        expect(until("notHolidays") <= until("calendar")).toBe(true);
      }),
    );
  });
});
