/** Booking windows that are computed, and steps with criteria of their own. */
import fc from "fast-check";
import { nothingKept } from "../../../functions/booking/rules/capacity.ts";
import { describe, expect, test } from "vitest";
import { decideBooking, slotOf } from "../../../functions/booking/rules/booking-rules.ts";
import { windowSentence } from "../../../functions/booking/words.fr.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity, RecurringWindow, StepFor } from "../../../functions/catalogue/rules/catalogue.ts";
import { unitsOnDays } from "../../../functions/catalogue/rules/units.ts";
import { isStepFor, windowFor, windowOn, windowShown, type Who } from "../../../functions/catalogue/rules/windows.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { addDays, addMonths } from "../../../functions/kernel/time.ts";
import { date } from "../booking/arbitraries.ts";
import { asking, day, instant, lou, site, wednesdays, winter } from "./samples.ts";

const rule = (each: RecurringWindow["each"], more: Partial<RecurringWindow> = {}): RecurringWindow => ({
  id: id("WindowId", "regle"),
  from: day("2026-09-01"),
  to: day("2027-06-30"),
  each,
  steps: [{ for: "everyone", before: { number: 1, unit: "months" }, at: "08:00" }],
  ...more,
});
const everyone: Who = { household: { resident: false }, children: [] };

describe("A window that comes back each holidays", () => {
  const holidays: Activity = {
    ...winter,
    from: day("2026-09-01"),
    to: day("2027-06-30"),
    windows: [],
    recurring: [rule("holidays", { closes: { span: { number: 2, unit: "weeks" }, counted: "after", at: "23:59" } })],
  };

  test("opens one month before, for two weeks, each of them", () => {
    expect(windowOn(holidays, day("2026-10-20"), zoneB)).toEqual({
      id: "regle",
      from: "2026-10-17",
      to: "2026-11-01",
      steps: [{ for: "everyone", opensAt: "2026-09-17T06:00:00Z" }],
      closesAt: "2026-10-01T21:59:00Z",
    });
    expect(windowOn(holidays, day("2027-02-24"), zoneB)).toMatchObject({
      from: "2027-02-20",
      steps: [{ opensAt: "2027-01-20T07:00:00Z" }],
      closesAt: "2027-02-03T22:59:00Z",
    });
  });

  test("has none in school time", () => expect(windowOn(holidays, day("2026-11-10"), zoneB)).toBeNull());

  test("is shown as the one that is open, else the next", () => {
    expect(windowShown(holidays, zoneB, everyone, instant("2026-09-20T08:00:00Z"))).toMatchObject({
      state: "open",
      closesAt: "2026-10-01T21:59:00Z",
    });
    expect(windowShown(holidays, zoneB, everyone, instant("2026-10-20T08:00:00Z"))).toMatchObject({
      state: "soon",
      opensAt: "2026-11-19T07:00:00Z",
    });
  });

  test("is what booking goes by", () => {
    const date = day("2027-02-24");
    const [unit] = winter.units;
    const at = (now: string) =>
      decideBooking(
        slotOf(holidays, unit!, site, date, zoneB),
        asking(date),
        { counters: new Map(), kept: nothingKept, shut: false },
        unitsOnDays({ activities: [holidays] })(date),
        instant(now),
      );
    expect(at("2027-01-19T08:00:00Z")).toMatchObject({
      refusal: { code: "windowSoon", opensAt: "2027-01-20T07:00:00Z" },
    });
    expect(at("2027-01-20T07:00:00Z").yes).toBe(true);
    expect(at("2027-02-03T22:59:59Z").yes).toBe(true);
    expect(at("2027-02-03T23:00:00Z")).toMatchObject({ refusal: { code: "windowClosed" } });
  });
});

describe("A window that rolls", () => {
  const ahead = { number: 6, unit: "weeks" } as const;
  const rolling: Activity = {
    ...wednesdays,
    windows: [],
    recurring: [rule("day", { steps: [{ for: "everyone", before: ahead, at: "08:00" }] })],
  };

  test("opens each day six weeks ahead, until its deadline", () => {
    expect(windowOn(rolling, day("2027-02-10"), zoneB)).toEqual({
      id: "regle",
      from: "2027-02-10",
      to: "2027-02-10",
      steps: [{ for: "everyone", opensAt: "2026-12-30T07:00:00Z" }],
      closesAt: "2027-02-10T22:59:00Z",
    });
  });

  test("is shown open as long as one of its days may be, with how far ahead", () => {
    const shown = windowShown(rolling, zoneB, everyone, instant("2026-11-23T08:00:00Z"));
    expect(shown).toMatchObject({ state: "open", ahead });
    expect(windowSentence(shown, day("2026-11-23"))).toBe("Réservations ouvertes 6\u00a0semaines à l’avance");
    expect(windowShown(rolling, zoneB, everyone, instant("2026-07-01T08:00:00Z"))).toMatchObject({
      state: "soon",
      opensAt: "2026-07-21T06:00:00Z",
    });
    expect(windowShown(rolling, zoneB, everyone, instant("2027-07-01T08:00:00Z"))?.state).toBe("readOnly");
  });

  test("never opens a later day earlier, whatever its span", () => {
    const spans = fc.record({
      number: fc.integer({ min: 1, max: 12 }),
      unit: fc.constantFrom("days" as const, "weeks" as const, "months" as const),
    });
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), spans, (first, later, before) => {
        const all = rule("day", {
          from: first,
          to: addDays(first, 90),
          steps: [{ for: "everyone", before, at: "08:00" }],
        });
        const opens = [first, addDays(first, later)].map(
          (one) => windowOn({ windows: [], recurring: [all] }, one, [])?.steps[0]?.opensAt,
        );
        expect(opens[0]! <= opens[1]!).toBe(true);
      }),
    );
  });
});

describe("Steps with criteria of their own", () => {
  const family = (town: string, more: Partial<Who["household"]> = {}): Who => ({
    household: { resident: true, address: { town }, ...more },
    children: [{ ...lou, school: "École Jules-Ferry" }],
  });

  test.each<[string, StepFor, Who, boolean]>([
    ["all", "everyone", everyone, true],
    ["residents", "residents", family("Ascoux"), true],
    ["others as residents", "residents", everyone, false],
    ["a town, however it is written", { towns: ["Saint-Péravy"] }, family("SAINT PERAVY"), true],
    ["another town", { towns: ["Saint-Péravy"] }, family("Ascoux"), false],
    ["no address", { towns: ["Ascoux"] }, everyone, false],
    ["a school and a grade of one child", { schools: ["Ecole Jules Ferry"], grades: ["CE2"] }, family("Ascoux"), true],
    [
      "the school of one, the grade of none",
      { schools: ["Ecole Jules Ferry"], grades: ["CM2"] },
      family("Ascoux"),
      false,
    ],
    ["residents only, of a town", { residents: true, towns: ["Ascoux"] }, family("Ascoux", { resident: false }), false],
  ])("%s", (_, step, who, expected) => expect(isStepFor(step, who)).toBe(expected));

  test("open as many times as there are, each family at its first", () => {
    const [year] = wednesdays.windows;
    const window = {
      ...year!,
      steps: [
        { for: { towns: ["Ascoux"] }, opensAt: instant("2026-11-02T07:30:00Z") },
        { for: { schools: ["École Jules-Ferry"] }, opensAt: instant("2026-11-04T07:30:00Z") },
        { for: "residents" as const, opensAt: instant("2026-11-06T07:30:00Z") },
        { for: "everyone" as const, opensAt: instant("2026-11-08T07:30:00Z") },
      ],
    };
    const opens = (who: Who): string => windowFor(window, who, window.closesAt).opensAt;
    expect(opens(family("Ascoux"))).toBe("2026-11-02T07:30:00Z");
    expect(opens(family("Orléans", { resident: false }))).toBe("2026-11-04T07:30:00Z");
    expect(opens({ ...family("Orléans"), children: [] })).toBe("2026-11-06T07:30:00Z");
    expect(opens(everyone)).toBe("2026-11-08T07:30:00Z");
    expect(windowFor(window, everyone, window.closesAt).openToOthersFirst).toBe(true);
  });
});

test("months are added to the same day, or the last of a shorter month", () => {
  expect(addMonths(day("2027-01-31"), 1)).toBe("2027-02-28");
  expect(addMonths(day("2027-03-31"), -1)).toBe("2027-02-28");
  expect(addMonths(day("2026-12-15"), 2)).toBe("2027-02-15");
  expect(addMonths(day("2027-01-15"), -13)).toBe("2025-12-15");
});
