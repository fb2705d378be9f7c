/** What each household of a child pays: the parts of an amount are the amount, and no household reads more than its own. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  conflictOf,
  dealt,
  partOf,
  shareFault,
  shareOn,
  whole,
  type ChildShare,
} from "../../../functions/billing/rules/shares.ts";
import { subjectOf, type Charge } from "../../../functions/billing/rules/statement.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";

const codes = ["AA11", "BB22", "CC33"].map((code) => id("FamilyCode", code));
const [one, two, three] = codes as [(typeof codes)[0], (typeof codes)[0], (typeof codes)[0]];
const childId = id("ChildId", "E1");
const activityId = id("ActivityId", "mercredis");
const on = (date: string) => id("PlainDate", date);
const share = (parts: readonly number[], change: Partial<ChildShare> = {}): ChildShare => ({
  childId,
  activityId: null,
  parts: parts.map((part, rank) => ({ familyCode: codes[rank] ?? one, share: rate(part) })),
  from: on("2026-12-01"),
  until: null,
  ...change,
});
const charge = (amount: number, change: Partial<Charge> = {}): Charge => ({
  childId,
  firstName: "Lou",
  date: on("2026-12-02"),
  activityId,
  activityName: "Mercredis",
  unitId: id("UnitId", "journee"),
  unitName: "Journée",
  unitPrice: cents(amount),
  attended: { arrived: "08:05" },
  reasons: ["quotient de 300,01 à 600,00"],
  split: { care: cents(Math.floor(amount / 2)), food: cents(amount - Math.floor(amount / 2)) },
  tariff: { id: id("TariffId", "mercredis"), effectiveFrom: on("2026-09-01") },
  ...change,
});
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/gu, " ");

const parts = fc
  .tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: whole }))
  .map(([a, b]) => [Math.min(a, b), Math.abs(a - b), whole - Math.max(a, b)]);

describe("The parts of an amount", () => {
  test("are the amount to the cent, whoever booked; each but the booker's is rounded down", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), parts, fc.constantFrom(...codes), (amount, shares, booker) => {
        const found = dealt(cents(amount), share(shares).parts, [booker]);
        expect(found.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
        for (const part of found) {
          expect(part.amount).toBeGreaterThanOrEqual(Math.floor((amount * part.share) / whole));
          expect(part.amount - (amount * part.share) / whole).toBeLessThan(3);
        }
      }),
    );
  });

  test("the odd cent is the booker's", () => {
    const amounts = (booker: typeof one) =>
      dealt(cents(1241), share([500_000, 500_000]).parts, [booker]).map(({ amount }) => amount);
    expect([amounts(one), amounts(two)]).toEqual([
      [621, 620],
      [620, 621],
    ]);
    // Who pays nothing bears no cent either.
    expect(dealt(cents(101), share([600_000, 400_000, 0]).parts, [three]).map(({ amount }) => amount)).toEqual([
      61, 40, 0,
    ]);
  });
});

describe("A household's part of a day", () => {
  test("says which part of how much; of a day that the other booked nothing else is told", () => {
    const said = share([600_000, 400_000]);
    const own = partOf(charge(1240), said, [one], [one]);
    expect(own).toMatchObject({ unitPrice: 744, attended: { arrived: "08:05" } });
    expect(own?.reasons.map(plain)).toEqual(["quotient de 300,01 à 600,00", "votre part : 60 % de 12,40 €"]);
    const theirs = partOf(charge(1240, { whole: cents(2480) }), said, [two], [one]);
    expect(theirs?.reasons.map(plain)).toEqual(["votre part : 40 % de 12,40 €"]);
    expect(theirs).toMatchObject({ unitPrice: 496, ofOther: true });
    expect(theirs).not.toHaveProperty("attended");
    expect(theirs).not.toHaveProperty("whole");
    // Each is a thing of its own in the ledger of a household.
    expect(subjectOf(theirs ?? charge(0))).not.toBe(subjectOf(charge(1240)));
  });

  test("all households' parts of whatever is due make it, and so do the parts of it that are for minding and meals, at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), parts, fc.constantFrom(...codes), (amount, shares, booker) => {
        const found = codes.map((code) => partOf(charge(amount), share(shares), [code], [booker]));
        expect(found.reduce((sum, part) => sum + (part?.unitPrice ?? 0), 0)).toBe(amount);
        for (const part of found)
          if (part?.split) expect(part.split.care + part.split.food).toBeLessThanOrEqual(part.unitPrice);
      }),
    );
  });

  test("without a share it is the booker's whole; so is a late pick-up; what others pay is claimed by the booker alone", () => {
    expect(partOf(charge(700), null, [one], [one])).toEqual(charge(700));
    expect(partOf(charge(700), null, [two], [one])).toBeNull();
    const late = charge(500, { what: "latePickUp" });
    expect([one, two].map((code) => partOf(late, share([500_000, 500_000]), [code], [one]))).toEqual([late, null]);
    const helps = [{ payer: "ccas" as const, name: null, amount: cents(200), of: cents(900) }];
    const helped = share([0, 1_000_000]);
    expect(partOf(charge(700, { helps }), helped, [one], [one])).toMatchObject({ unitPrice: 0, helps });
    const other = partOf(charge(700, { helps }), helped, [two], [one]);
    expect(other).toMatchObject({ unitPrice: 700 });
    expect(other).not.toHaveProperty("helps");
  });

  test("two households that have become one pay both parts", () => {
    expect(partOf(charge(700), share([600_000, 400_000]), [three, one, two], [three, two])?.unitPrice).toBe(700);
  });
});

describe("What may be said", () => {
  test("what is said of the activity holds before what is said of all, from its first day to its last", () => {
    const all = share([500_000, 500_000]);
    const own = share([600_000, 400_000], { activityId, until: on("2026-12-31") });
    const found = (date: string, activity = activityId) => shareOn([all, own], [childId], activity, on(date));
    expect(found("2026-12-31")).toBe(own);
    expect(found("2027-01-01")).toBe(all);
    expect(found("2026-12-02", id("ActivityId", "cantine"))).toBe(all);
    expect(found("2026-11-30")).toBeNull();
    expect(conflictOf([all], own)).toBeNull();
    expect(conflictOf([own], { ...own, from: on("2026-12-31"), until: null })).toBe(own);
    expect(conflictOf([own], { ...own, from: on("2027-01-01"), until: null })).toBeNull();
  });

  test("parts that are not all of it, a household that is not the child's, days that go backwards are refused", () => {
    const today = on("2026-12-10");
    const fault = (said: ChildShare) => shareFault(said, [one, two], today);
    expect(fault(share([600_000, 400_000]))).toBeNull();
    expect(fault(share([600_000, 300_000]))).toBe("notWhole");
    expect(fault(share([600_000, 300_000, 100_000]))).toBe("stranger");
    expect(
      fault({
        ...share([500_000, 500_000]),
        parts: [500_000, 500_000].map((part) => ({ familyCode: one, share: rate(part) })),
      }),
    ).toBe("twice");
    expect(fault(share([500_000, 500_000], { until: on("2026-11-30") }))).toBe("endsFirst");
    expect(fault(share([500_000, 500_000], { from: on("2020-01-01") }))).toBe("tooOld");
    expect(fault(share([500_000, 500_000], { from: on("2030-01-01") }))).toBe("tooFar");
  });
});
