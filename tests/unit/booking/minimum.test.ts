/** Days that are booked together: what a child may have of them, from what it had, whoever moves what. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChildDay, Status } from "../../../functions/booking/rules/child-day.ts";
import { daysIn, groupOf, shortfall, unitsIn, type Group } from "../../../functions/booking/rules/minimum.ts";
import { slotsOf } from "../../../functions/booking/rules/slots.ts";
import type { Activity, Closure, Minimum } from "../../../functions/catalogue/rules/catalogue.ts";
import { gathered } from "../../../functions/catalogue/rules/minimum.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { day, instant, lou, site, unitId, winter } from "../catalogue/samples.ts";

const town = (minimum: Minimum | undefined, more: Partial<Activity> = {}, closures: readonly Closure[] = []) =>
  slotsOf(
    {
      sites: [{ ...site, closures }],
      activities: [{ ...winter, ...(minimum ? { minimum } : {}), ...more }],
      calendars: zoneB,
    },
    "B",
  );
const week = day("2027-02-22");
const group = (minimum: Minimum, more: Partial<Activity> = {}, closures: readonly Closure[] = []): Group => {
  const found = groupOf(town(minimum, more, closures), winter.id, week, lou);
  if (!found) throw new Error("No group");
  return found;
};
const closure = (from: string, to: string): Closure => ({
  id: id("ClosureId", `travaux-${from}`),
  from: day(from),
  to: day(to),
  kind: "closure",
  reason: "travaux",
});

/** The child's days with these in that state. */
const having = (dates: readonly PlainDate[], status: Status = "booked"): readonly ChildDay[] =>
  dates.map((date) => ({
    childId: lou.id,
    date,
    revision: 1,
    units: new Map([
      [
        unitKey(winter.id, unitId("journee")),
        {
          siteId: site.id,
          generation: 0,
          status,
          requestToken: "r",
          at: instant("2026-12-01T08:00:00Z"),
          spent: [],
        },
      ],
    ]),
  }));
const weekdays = [0, 1, 2, 3, 4].map((days) => addDays(week, days));
const days = fc.subarray(weekdays);

describe("Which days go together", () => {
  test.each([
    ["week", "2027-02-24", ["2027-02-22", "2027-02-28"]],
    ["holidays", "2027-02-24", ["2027-02-20", "2027-03-07"]],
    ["window", "2027-02-24", ["2026-09-01", "2027-08-31"]],
    ["activity", "2027-02-24", ["2027-02-22", "2027-03-05"]],
    // School time gathers nothing where holidays are counted.
    ["holidays", "2027-03-10", null],
    ["window", "2027-09-10", null],
  ] as const)("by %s, around %s", (per, date, span) => {
    const found = gathered({ ...winter, minimum: { days: 3, per } }, day(date), zoneB);
    expect(found && [found.from, found.to]).toEqual(span);
  });

  test("a day off makes the week shorter, for everybody: all that is open is the whole week", () => {
    const whole = group({ days: "all", per: "week" }, {}, [closure("2027-02-24", "2027-02-24")]);
    expect([whole.days.length, whole.needed]).toEqual([4, 4]);
    expect(group({ days: 3, per: "week" }, {}, [closure("2027-02-23", "2027-02-25")]).needed).toBe(2);
  });

  test("a day on which the child may not come yet is not asked of it", () => {
    const young = { ...lou, birthDate: day("2024-02-24") };
    const found = groupOf(town({ days: "all", per: "week" }), winter.id, week, young);
    expect(found?.days).toEqual(weekdays.slice(2));
  });

  test("without a minimum each day is by itself", () => {
    expect(groupOf(town(undefined), winter.id, week, lou)).toBeNull();
  });

  test("a new edition rules its own days: the week that it begins in is cut there", () => {
    const slots = slotsOf(
      {
        sites: [{ ...site, closures: [] }],
        activities: [winter, { ...winter, effectiveFrom: day("2027-02-24"), minimum: { days: "all", per: "week" } }],
        calendars: zoneB,
      },
      "B",
    );
    expect(groupOf(slots, winter.id, week, lou)).toBeNull();
    expect(groupOf(slots, winter.id, day("2027-02-25"), lou)?.days).toEqual(weekdays.slice(2));
  });
});

const minimums = fc.oneof(
  fc.constant<Minimum>({ days: "all", per: "week" }),
  fc.integer({ min: 2, max: 6 }).map((number): Minimum => ({ days: number, per: "week" })),
);

describe("From what a child has to what it would have", () => {
  test("nothing, and enough, are always allowed; what breaks a complete group never is", () => {
    fc.assert(
      fc.property(minimums, days, days, (minimum, had, has) => {
        const one = group(minimum);
        const [before, after] = [having(had), having(has)];
        const lacks = shortfall(one, before, after);
        if (has.length === 0 || has.length >= one.needed) expect(lacks).toBeNull();
        else if (had.length === 0) expect(lacks).toMatchObject({ by: "adding", days: has.length });
        else if (had.length >= one.needed) expect(lacks).toMatchObject({ by: "removing", days: has.length });
        // Incomplete already: it may shrink or be rearranged, it may not grow and stay so.
        else expect(lacks === null).toBe(has.length <= had.length);
      }),
      { numRuns: 2000 },
    );
  });

  test("whatever is allowed step by step, a group that was complete is complete or empty", () => {
    fc.assert(
      fc.property(minimums, fc.array(days, { minLength: 1, maxLength: 12 }), (minimum, wished) => {
        const one = group(minimum);
        let stands: readonly PlainDate[] = [];
        for (const next of wished) if (!shortfall(one, having(stands), having(next))) stands = next;
        expect(stands.length === 0 || stands.length >= one.needed).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("names the first day that is missing", () => {
    const [monday, , wednesday, thursday, friday] = weekdays as [PlainDate, PlainDate, PlainDate, PlainDate, PlainDate];
    expect(
      shortfall(group({ days: "all", per: "week" }), [], having([monday, wednesday, thursday, friday]))?.missing,
    ).toBe("2027-02-23");
  });

  test("an offered place does not count before it is accepted; one to be approved does", () => {
    const one = group({ days: 2, per: "week" });
    expect([...daysIn(one, having(weekdays, "offered"))]).toEqual([]);
    expect([...daysIn(one, having(weekdays, "pending"))]).toEqual(weekdays);
    expect(unitsIn(one, having([week]))).toEqual([{ date: week, unit: unitKey(winter.id, unitId("journee")) }]);
  });

  test("one waits for days beyond a number of them, and never where all go together", () => {
    const [first, second, third] = weekdays as [PlainDate, PlainDate, PlainDate];
    const waiting = (booked: readonly PlainDate[]) => [...having(booked), ...having([third], "waiting")];
    const two = group({ days: 2, per: "week" });
    expect(shortfall(two, having([first, second]), waiting([first, second]))).toBeNull();
    expect(shortfall(two, [], waiting([first, second]))).toBeNull();
    expect(shortfall(two, [], waiting([]))).toMatchObject({ by: "waiting" });
    expect(shortfall(two, having([first]), waiting([first]))).toMatchObject({ by: "waiting" });
    expect(shortfall(group({ days: "all", per: "week" }), [], waiting([]))).toMatchObject({ by: "waiting" });
    // Who waits already is left in peace, whatever it gives up.
    expect(shortfall(two, waiting([first, second]), waiting([]))).toBeNull();
  });
});

describe("A subscription", () => {
  const everyDay: Minimum = { days: "weekday", per: "activity" };
  const long = { to: day("2027-03-05"), from: week, runs: { ...winter.runs, during: "always" as const } };
  const mondays = group(everyDay, { ...long, to: day("2027-05-31") });

  test("is one weekday's, from the first to the last of the activity, days off left out", () => {
    expect(mondays.weekday).toBe(1);
    expect(mondays.days[0]).toBe("2027-02-22");
    // Easter Monday and Whit Monday are no days of it.
    expect(mondays.days).not.toContain("2027-03-29");
    expect(mondays.days).not.toContain("2027-05-17");
    expect(mondays.days).toHaveLength(13);
  });

  const some = fc.subarray([...mondays.days]);
  test("is never begun without its end, nor given up in its middle, and all else is allowed", () => {
    fc.assert(
      fc.property(some, some, (had, has) => {
        const gaps = mondays.days.some((date, week) => {
          const next = mondays.days[week + 1];
          if (next === undefined) return false;
          const [isAdded, isGone] = [
            !had.includes(date) && has.includes(date),
            had.includes(date) && !has.includes(date),
          ];
          const rest = mondays.days.slice(week + 1);
          return (
            (isAdded && rest.some((one) => !has.includes(one))) || (isGone && had.includes(next) && has.includes(next))
          );
        });
        expect(shortfall(mondays, having(had), having(has)) !== null).toBe(gaps);
      }),
      { numRuns: 2000 },
    );
  });

  test("whatever is allowed step by step, no week is ever taken or given up by itself", () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 20 }), (wished) => {
        let stands: readonly PlainDate[] = [];
        for (const next of wished) {
          if (shortfall(mondays, having(stands), having(next))) continue;
          const added = next.filter((date) => !stands.includes(date));
          // What begins reaches the end.
          if (added.length > 0) expect(next.at(-1)).toBe(mondays.days.at(-1));
          stands = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  test("is taken from any day to the end, and given up from any day on", () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (start, end) => {
        const taken = mondays.days.slice(start);
        expect(shortfall(mondays, [], having(taken))).toBeNull();
        const kept = taken.slice(0, end);
        expect(shortfall(mondays, having(taken), having(kept))).toBeNull();
        // And taken again from any day on.
        expect(shortfall(mondays, having(kept), having(taken))).toBeNull();
      }),
    );
  });

  test("names the day that is missing, or that would be given up alone", () => {
    const [first, second, ...others] = mondays.days as [PlainDate, PlainDate, ...PlainDate[]];
    expect(shortfall(mondays, [], having([first, ...others]))).toMatchObject({ by: "adding", missing: second });
    expect(shortfall(mondays, having(mondays.days), having([first, ...others]))).toMatchObject({
      by: "removing",
      missing: second,
    });
    // Weeks that do not follow on are apart, and nobody waits for one of them.
    expect(shortfall(mondays, having([first, ...others]), having(others))).toBeNull();
    expect(shortfall(mondays, [], having([second], "waiting"))).toMatchObject({ by: "waiting" });
  });
});
