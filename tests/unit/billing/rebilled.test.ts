/** What an act on billed days bills again: what differs, and by how much in all. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { difference, rebilled } from "../../../functions/billing/rules/rebilled.ts";
import { subjectOf, type Charge } from "../../../functions/billing/rules/statement.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";

const charge = (day: number, price: number): Charge => ({
  childId: id("ChildId", "E1"),
  firstName: "Lou",
  date: id("PlainDate", `2026-12-${String(day).padStart(2, "0")}`),
  activityId: id("ActivityId", "mercredis"),
  activityName: "Mercredis",
  unitId: id("UnitId", "journee"),
  unitName: "Journée",
  unitPrice: cents(price),
  reasons: [],
  tariff: { id: id("TariffId", "mercredis"), effectiveFrom: id("PlainDate", "2026-09-01") },
});
const days = fc
  .dictionary(fc.integer({ min: 1, max: 28 }).map(String), fc.integer({ min: 0, max: 3000 }))
  .map((prices) => Object.entries(prices).map(([day, price]) => charge(Number(day), price)));

test("a day that is dearer, one that goes, one that comes, and none of those that stay", () => {
  const [was, is] = [
    [charge(2, 720), charge(9, 720), charge(16, 720)],
    [charge(2, 360), charge(9, 720), charge(23, 970)],
  ];
  const changes = rebilled(was, is, new Set());
  expect(changes.map((one) => [one.was?.unitPrice, one.is?.unitPrice])).toEqual([
    [720, 360],
    [720, undefined],
    [undefined, 970],
  ]);
  expect(difference(changes)).toBe(-110);
});

test("the difference is that of the sums, to the cent; of what has no price nothing is said", () => {
  fc.assert(
    fc.property(days, days, fc.uniqueArray(fc.integer({ min: 1, max: 28 })), (was, is, without) => {
      const unknown = new Set(without.map((day) => subjectOf(charge(day, 0))));
      const sum = (all: readonly Charge[]): number =>
        all.filter((one) => !unknown.has(subjectOf(one))).reduce((total, { unitPrice }) => total + unitPrice, 0);
      const changes = rebilled(was, is, unknown);
      expect(difference(changes)).toBe(sum(is) - sum(was));
      expect(changes.every((one) => one.was?.unitPrice !== one.is?.unitPrice)).toBe(true);
    }),
  );
});
