import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placesLeft, poolsOf, type Counters, type PoolId } from "../../../functions/booking/rules/capacity.ts";
import type { Activity, PoolRule, Site } from "../../../functions/catalogue/rules/catalogue.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { day, lou, site, unit, unitId, wednesdays } from "../catalogue/samples.ts";

const pool = (name: string, more: Partial<PoolRule>): PoolRule => ({
  id: id("PoolName", name),
  name,
  placesOn: [],
  ...more,
});
const walls: Site = { ...site, pools: [pool("accueil", { places: 40 })] };
const small = pool("petits", { staff: { adults: 3, ratio: 8 }, places: 30, ages: { to: 5 } });
const tall = pool("grands", { staff: { adults: 2, ratio: 12 }, ages: { from: 6 } });
const meal = unit("repas", "12:00", "13:30", { places: 50 });
const full = unit("journee", "07:30", "18:30", { places: 20, implies: [unitId("repas")], pools: [small.id, tall.id] });
const activity: Activity = {
  ...wednesdays,
  units: [full, meal],
  pools: [small, tall],
  within: [id("PoolName", "accueil")],
};
const date = day("2026-12-09");
const four = { ...lou, birthDate: day("2022-03-01") };

const ids = (child: typeof lou) => poolsOf(activity, full, walls, date, child).map((one) => [one.id, one.capacity]);

describe("A booking takes a place", () => {
  test("of its unit, of what the unit contains, of the child's own group, and of the site", () => {
    expect(ids(lou)).toEqual([
      ["mercredis/=journee", 20],
      ["mercredis/=repas", 50],
      ["mercredis/grands", 24],
      ["^accueil", 40],
    ]);
  });

  test("of the group of its age on that day: the lower of the places and of what the adults may have with them", () => {
    expect(ids(four)).toContainEqual(["mercredis/petits", 24]);
    const sixThatDay = { ...lou, birthDate: day("2020-12-09") };
    const sixTheDayAfter = { ...lou, birthDate: day("2020-12-10") };
    expect(ids(sixThatDay).map(([name]) => name)).toContain("mercredis/grands");
    expect(ids(sixTheDayAfter).map(([name]) => name)).toContain("mercredis/petits");
  });

  test("of no limit at all when nothing limits: then there is always one", () => {
    const free = unit("libre", "08:00", "09:00", { places: null });
    const pools = poolsOf({ ...activity, units: [free], within: [] }, free, walls, date, lou);
    expect(pools).toEqual([]);
    expect(placesLeft(pools, new Map())).toBe(Infinity);
  });

  test("of the number that holds on that very day", () => {
    const outing = { ...full, placesOn: [{ date, places: 16 }] };
    expect(poolsOf({ ...activity, units: [outing, meal] }, outing, walls, date, lou)[0]).toEqual({
      id: "mercredis/=journee",
      capacity: 16,
    });
    expect(poolsOf({ ...activity, units: [outing, meal] }, outing, walls, day("2026-12-16"), lou)[0]).toEqual({
      id: "mercredis/=journee",
      capacity: 20,
    });
  });
});

test("The tightest limit decides, staff's own number wins over the catalogue's, and nothing is ever negative", () => {
  const counter = fc.record({ used: fc.nat(60), set: fc.option(fc.nat(60), { nil: null }) });
  fc.assert(
    fc.property(fc.array(counter, { minLength: 4, maxLength: 4 }), (counters) => {
      const pools = poolsOf(activity, full, walls, date, lou);
      const recorded: Counters = new Map(
        pools.map(({ id: name }, index): [PoolId, (typeof counters)[number]] => [name, counters[index]!]),
      );
      const left = pools.map(({ capacity }, index) => (counters[index]!.set ?? capacity) - counters[index]!.used);
      expect(placesLeft(pools, recorded)).toBe(Math.max(0, Math.min(...left)));
    }),
  );
});
