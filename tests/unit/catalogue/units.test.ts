import fc from "fast-check";
import { expect, test } from "vitest";
import { excludedWithin, incompatible, unitKey, unitOf } from "../../../functions/catalogue/rules/units.ts";
import { time } from "../booking/arbitraries.ts";
import { unit, unitId, wednesdays, winter } from "./samples.ts";

test("a full day excludes its halves, and the halves make a day", () => {
  const [full, morning, afternoon] = wednesdays.units;
  expect(excludedWithin(wednesdays, full!)).toEqual(["matin", "apres-midi"]);
  expect(excludedWithin(wednesdays, morning!)).toEqual(["journee"]);
  expect(excludedWithin(wednesdays, afternoon!)).toEqual(["journee"]);
});

test("what the catalogue excludes is excluded both ways, within its activity", () => {
  const early = unit("tot", "07:00", "08:00", { excludes: [unitId("tard")] });
  const late = unit("tard", "18:00", "19:00");
  expect(incompatible({ activity: wednesdays, unit: late }, { activity: wednesdays, unit: early })).toBe(true);
  expect(incompatible({ activity: wednesdays, unit: early }, { activity: winter, unit: late })).toBe(false);
});

test("excluding is mutual, whatever the hours", () => {
  const any = fc
    .record({ from: time, to: time, name: fc.constantFrom("a", "b") })
    .map(({ from, to, name }) => unit(name, from, to));
  fc.assert(
    fc.property(any, any, (one, other) => {
      const [first, second] = [
        { activity: wednesdays, unit: one },
        { activity: winter, unit: other },
      ];
      expect(incompatible(first, second)).toBe(incompatible(second, first));
    }),
  );
});

test("a key says its activity and its unit", () => {
  expect(unitOf(unitKey(wednesdays.id, unitId("journee")))).toEqual({ activityId: "mercredis", unitId: "journee" });
});
