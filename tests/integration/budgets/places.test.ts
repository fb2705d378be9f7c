/** What an act costs does not grow with the places of a day: units and bytes, on a small day and one of five times its places. */
import { beforeAll, expect, test } from "vitest";
import { budgets } from "../../bench/budgets.ts";
import { acts, growth, measurePlaces, type PlacesCost } from "../../bench/places.ts";

let measured: readonly PlacesCost[];
beforeAll(async () => {
  measured = await measurePlaces([40, 200], 0);
}, 240_000);

test.each(acts)("%s", (name) => {
  const costs = measured.map(({ acts: all }) => all[name]);
  for (const of of [
    costs.map(({ read }) => read),
    costs.map(({ write }) => write),
    costs.map(({ bytes }) => bytes),
    costs.map(({ follows }) => follows.read),
    costs.map(({ follows }) => follows.write),
  ])
    expect(growth(of)).toBeLessThanOrEqual(budgets.places.growth);
  const before = budgets.places.before[name];
  const after = budgets.places.follows[name];
  for (const { read, write, bytes, follows } of costs) {
    expect(follows.read).toBeLessThanOrEqual(after.read);
    expect(follows.write).toBeLessThanOrEqual(after.write);
    expect(bytes).toBeLessThanOrEqual(before.bytes * budgets.places.growth);
    expect(read).toBeLessThanOrEqual(before.read);
    expect(write).toBeLessThanOrEqual(before.write);
  }
});

test("a day's sheet costs half a read unit for each four children", () => {
  for (const { sheet } of measured) {
    expect(sheet.children).toBeGreaterThan(30);
    expect((4 * sheet.read) / sheet.children).toBeLessThanOrEqual(budgets.places.sheet);
  }
});
