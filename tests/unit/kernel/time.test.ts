import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import {
  addDays,
  dayOfPreviousMonth,
  daysBetween,
  daysFrom,
  instantToLocal,
  localToInstant,
  minusHours,
  weekdayOf,
} from "../../../functions/kernel/time.ts";
import { anyDay, instant, time } from "../booking/arbitraries.ts";

const day = (text: string): PlainDate => id("PlainDate", text);

describe("Clocks on the wall, Europe/Paris", () => {
  test("summer and winter time", () => {
    expect(localToInstant(day("2026-07-14"), "10:00")).toBe("2026-07-14T08:00:00Z");
    expect(localToInstant(day("2026-12-07"), "10:00")).toBe("2026-12-07T09:00:00Z");
  });

  test("the hour that is missing in spring is read an hour later", () => {
    expect(localToInstant(day("2027-03-28"), "01:59")).toBe("2027-03-28T00:59:00Z");
    expect(localToInstant(day("2027-03-28"), "02:30")).toBe("2027-03-28T01:30:00Z");
    expect(instantToLocal(id("Instant", "2027-03-28T01:30:00Z"))).toEqual({ date: "2027-03-28", time: "03:30" });
    expect(localToInstant(day("2027-03-28"), "03:00")).toBe("2027-03-28T01:00:00Z");
  });

  test("of the hour that comes twice in autumn, the second is meant", () => {
    expect(localToInstant(day("2026-10-25"), "02:30")).toBe("2026-10-25T01:30:00Z");
    expect(instantToLocal(id("Instant", "2026-10-25T00:30:00Z")).time).toBe("02:30");
    expect(instantToLocal(id("Instant", "2026-10-25T01:30:00Z")).time).toBe("02:30");
  });

  test("midnight belongs to the day that begins", () => {
    expect(instantToLocal(id("Instant", "2026-12-06T23:00:00Z"))).toEqual({ date: "2026-12-07", time: "00:00" });
  });

  test("every minute of every day is read as Temporal reads it", () => {
    fc.assert(
      fc.property(anyDay, time, (date, at) => {
        const expected = Temporal.PlainDateTime.from(`${date}T${at}`).toZonedDateTime("Europe/Paris", {
          disambiguation: "later",
        });
        expect(Date.parse(localToInstant(date, at))).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 2000 },
    );
  });

  test("both clock changes of twenty years, minute by minute around them", () => {
    for (let year = 2020; year <= 2040; year += 1)
      for (const month of ["03", "10"]) {
        const sunday = daysFrom(day(`${year}-${month}-25`), day(`${year}-${month}-31`)).find(
          (date) => weekdayOf(date) === 7,
        )!;
        for (const at of [
          "00:00",
          "00:59",
          "01:00",
          "01:59",
          "02:00",
          "02:30",
          "02:59",
          "03:00",
          "03:59",
          "04:00",
          "23:59",
        ] as const) {
          const expected = Temporal.PlainDateTime.from(`${sunday}T${at}`).toZonedDateTime("Europe/Paris", {
            disambiguation: "later",
          });
          expect(Date.parse(localToInstant(sunday, at))).toBe(expected.epochMilliseconds);
        }
      }
  });

  test("there and back again is the same, except in the missing hour", () => {
    fc.assert(
      fc.property(anyDay, time, (date, at) => {
        const local = instantToLocal(localToInstant(date, at));
        expect(local.date).toBe(date);
        if (!at.startsWith("02:")) expect(local.time).toBe(at);
      }),
    );
  });

  test("a later time of a day is never an earlier instant", () => {
    fc.assert(
      fc.property(anyDay, time, time, (date, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        // 02:30 of the missing hour is 03:30, after 03:00: the one place where clocks do not run forward.
        fc.pre(!early.startsWith("02:"));
        expect(localToInstant(date, early) <= localToInstant(date, late)).toBe(true);
      }),
    );
  });

  test("hours are real hours", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 500 }), (at, hours) => {
        expect(Date.parse(at) - Date.parse(minusHours(at, hours))).toBe(hours * 3_600_000);
      }),
    );
  });
});

describe("Days", () => {
  test("adding and counting agree", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(weekdayOf(addDays(date, 7 * days))).toBe(weekdayOf(date));
      }),
    );
  });

  test("weekdays begin with Monday", () => {
    expect(daysFrom(day("2026-12-07"), day("2026-12-13")).map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(daysFrom(day("2026-12-07"), day("2026-12-06"))).toEqual([]);
  });

  test.each([
    ["2026-03-15", 31, "2026-02-28"],
    ["2028-03-31", 30, "2028-02-29"],
    ["2027-01-10", 15, "2026-12-15"],
    ["2026-12-01", 5, "2026-11-05"],
  ])("the month before %s, day %i: %s", (date, rank, expected) =>
    expect(dayOfPreviousMonth(day(date), rank)).toBe(expected),
  );
});
