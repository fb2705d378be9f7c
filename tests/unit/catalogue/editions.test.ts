import { describe, expect, test } from "vitest";
import { isQuotaReached, periodOf } from "../../../functions/booking/rules/quota.ts";
import type { Quota, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import { emptyChildDay, withUnits, type Status } from "../../../functions/booking/rules/child-day.ts";
import { editionsOf } from "../../../functions/catalogue/rules/editions.ts";
import { leftBehind } from "../../../functions/catalogue/rules/former-units.ts";
import { unitKey, unitsOnDays } from "../../../functions/catalogue/rules/units.ts";
import { windowOn, windowShown } from "../../../functions/catalogue/rules/windows.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { day, instant, lou, site, unitId, wednesdays } from "./samples.ts";

describe("An activity's editions", () => {
  const january = {
    ...wednesdays,
    effectiveFrom: day("2027-01-01"),
    units: wednesdays.units.slice(0, 1).map((one) => ({ ...one, places: 8 })),
  };
  const catalogue = { activities: [january, wednesdays] };

  test("rule the days from theirs on, in whatever order they were entered", () => {
    const { on } = editionsOf(catalogue);
    expect(on(wednesdays.id, day("2026-12-31"))?.units).toHaveLength(3);
    expect(on(wednesdays.id, day("2027-01-01"))?.units[0]?.places).toBe(8);
    expect(on(wednesdays.id, day("2020-01-01"))?.effectiveFrom).toBe("2026-09-02");
    expect(on(id("ActivityId", "autre"), day("2027-01-01"))).toBeNull();
  });

  test("say what a unit is on a day, and what one was that has left", () => {
    const units = unitsOnDays(catalogue);
    const [key, whole] = [unitKey(wednesdays.id, unitId("matin")), unitKey(wednesdays.id, unitId("journee"))];
    expect(units(day("2026-12-09")).get(key)?.activity).toBe(wednesdays);
    // What was booked of it for a day that the next edition rules is still known.
    expect(units(day("2027-01-06")).get(key)?.activity).toBe(wednesdays);
    expect(units(day("2027-01-06")).get(whole)?.activity).not.toBe(wednesdays);
    expect(units(day("2027-01-06")).has(unitKey(wednesdays.id, unitId("jamais")))).toBe(false);
  });

  test("that are written over keep the units that they have no more, and count how often hours were moved", () => {
    const [first, ...others] = wednesdays.units as [Unit, ...Unit[]];
    const without = { ...wednesdays, units: others };
    const gone = leftBehind(wednesdays, without);
    expect(gone).toEqual({ former: [first] });
    // Entered again, nothing changes; back with other hours, it has moved once.
    expect(leftBehind({ ...without, ...gone }, without)).toEqual(gone);
    const later = { ...wednesdays, units: [{ ...first, to: "12:15" as const }, ...others] };
    const back = leftBehind({ ...without, ...gone }, later);
    expect(back).toEqual({ former: [], moved: [{ unitId: first.id, times: 1 }] });
    expect(leftBehind({ ...later, ...back }, later)).toEqual(back);
    expect(leftBehind({ ...later, ...back }, wednesdays).moved).toEqual([{ unitId: first.id, times: 2 }]);
    expect(leftBehind(wednesdays, wednesdays)).toEqual({});
  });
});

describe("Windows of an activity", () => {
  const [year] = wednesdays.windows;
  const first = {
    ...year!,
    id: id("WindowId", "un"),
    from: day("2026-09-01"),
    to: day("2026-12-31"),
    closesAt: instant("2026-12-15T22:59:00Z"),
  };
  const second = {
    ...year!,
    id: id("WindowId", "deux"),
    from: day("2027-01-01"),
    to: day("2027-07-01"),
    steps: [{ for: "everyone" as const, opensAt: instant("2026-12-01T07:00:00Z") }],
  };
  const activity = { ...wednesdays, windows: [first, second] };
  const resident = { household: { resident: true }, children: [] };

  test("each opens its own days, and a day without one is not announced yet", () => {
    expect(windowOn(activity, day("2026-12-31"), zoneB)?.id).toBe("un");
    expect(windowOn(activity, day("2027-01-01"), zoneB)?.id).toBe("deux");
    expect(windowOn(activity, day("2027-07-02"), zoneB)).toBeNull();
  });

  test("the one shown is open, else the next to open, else the last that closed", () => {
    expect(windowShown(activity, zoneB, resident, instant("2026-11-23T08:00:00Z"))).toMatchObject({
      state: "open",
      closesAt: "2026-12-15T22:59:00Z",
    });
    expect(windowShown(activity, zoneB, resident, instant("2026-10-01T08:00:00Z"))).toMatchObject({
      state: "soon",
      opensAt: "2026-11-02T07:30:00Z",
    });
    expect(windowShown(activity, zoneB, resident, instant("2027-06-30T08:00:00Z"))).toMatchObject({
      state: "readOnly",
      closesAt: second.closesAt,
    });
    expect(windowShown({ windows: [] }, zoneB, resident, instant("2026-11-23T08:00:00Z"))).toBeNull();
  });
});

describe("A share of days", () => {
  const quota: Quota = {
    days: 2,
    per: "week",
    furtherFrom: { kind: "days", days: 7, counting: "calendar", at: "08:00" },
  };
  const has = (date: string, status: Status = "booked") =>
    withUnits(
      emptyChildDay(lou.id, day(date)),
      new Map([
        [
          unitKey(wednesdays.id, unitId("journee")),
          {
            siteId: site.id,
            generation: 0,
            status,
            requestToken: "m",
            at: instant("2026-11-23T08:00:00Z"),
            spent: [],
          },
        ],
      ]),
    );

  test("is counted by week from Monday, or by month", () => {
    expect(periodOf("week", day("2026-12-06"))).toMatchObject({ from: "2026-11-30", to: "2026-12-06" });
    expect(periodOf("week", day("2026-11-30"))).toMatchObject({ from: "2026-11-30", to: "2026-12-06" });
    expect(periodOf("month", day("2028-02-29"))).toMatchObject({ from: "2028-02-01", to: "2028-02-29" });
    expect(periodOf("month", day("2026-12-31"))).toMatchObject({ from: "2026-12-01", to: "2026-12-31" });
  });

  test("is used up by days with a place, not by days that wait, nor by those of another week", () => {
    const two = [has("2026-12-07"), has("2026-12-08", "pending")];
    expect(isQuotaReached(quota, wednesdays.id, day("2026-12-09"), two)).toBe(true);
    expect(isQuotaReached(quota, wednesdays.id, day("2026-12-14"), two)).toBe(false);
    expect(isQuotaReached(quota, wednesdays.id, day("2026-12-08"), two)).toBe(false);
    expect(
      isQuotaReached(quota, wednesdays.id, day("2026-12-09"), [has("2026-12-07"), has("2026-12-08", "waiting")]),
    ).toBe(false);
    expect(isQuotaReached(quota, id("ActivityId", "autre"), day("2026-12-09"), two)).toBe(false);
  });
});
