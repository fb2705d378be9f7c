import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { id, type PlainDate, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { quotientKinds, type QuotientKind } from "../../../functions/kernel/town-for-functions.ts";
import { halfPartsOf, quotientOf } from "../../../functions/quotient/rules/formulas.ts";
import {
  firstDayOf,
  monthOf,
  quotientOn,
  standingOf,
  usualUntil,
  type QuotientValue,
} from "../../../functions/quotient/rules/quotient.ts";
import { quotientActs } from "../../../functions/quotient/contract/months.ts";
import { anyDay } from "../booking/arbitraries.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
const month = (text: string): PlainMonth => id("PlainMonth", text);
const value = (
  of: string,
  amount: number,
  until: string,
  kind: QuotientKind = "caf",
  from: string = `${of}-01`,
): QuotientValue => ({
  kind,
  month: month(of),
  value: cents(amount),
  from: day(from),
  until: day(until),
  origin: "caf",
});

describe("The quotient of a day", () => {
  const september = value("2026-09", 72_200, "2027-08-31");
  const november = value("2026-11", 0, "2027-08-31");

  test("is that of the latest month that is valid then", () => {
    expect(quotientOn([november, september], "caf", day("2026-10-31"))).toBe(september);
    expect(quotientOn([september, november], "caf", day("2026-11-01"))).toBe(november);
    expect(quotientOn([september, november], "caf", day("2027-09-01"))).toBeNull();
  });

  test("may be zero, which is not none", () => {
    expect(standingOf([november], "caf", day("2026-11-26"))).toMatchObject({ state: "valid", inForce: { value: 0 } });
    expect(standingOf([], "caf", day("2026-11-26"))).toEqual({ state: "none", next: null });
  });

  test("is never of another way of counting", () => {
    expect(quotientOn([value("2026-09", 90_000, "2027-08-31", "fiscal")], "caf", day("2026-10-01"))).toBeNull();
    fc.assert(
      fc.property(values, fc.constantFrom(...quotientKinds), anyDay, (known, kind, on) => {
        const found = quotientOn(known, kind, on);
        const fitting = known.filter((one) => one.kind === kind && one.from <= on && on <= one.until);
        expect(found === null).toBe(fitting.length === 0);
        for (const one of fitting) expect(found && found.month >= one.month).toBe(true);
        if (found) expect(fitting).toContain(found);
      }),
    );
  });
});

const values = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...quotientKinds),
      from: anyDay,
      days: fc.integer({ min: 0, max: 700 }),
      amount: fc.integer({ min: 0, max: 500_000 }),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ kind, from, days, amount }): QuotientValue => ({
      kind,
      month: monthOf(from),
      value: cents(amount),
      from,
      until: addDays(from, days),
      origin: "caf",
    })),
  );

describe("How a family stands", () => {
  const today = day("2026-11-26");

  test("ends within four weeks, unless what follows is known", () => {
    const ending = value("2025-12", 50_000, "2026-12-08");
    expect(standingOf([ending], "caf", today)).toMatchObject({ state: "ending", coveredUntil: "2026-12-08" });
    expect(
      standingOf([ending, value("2026-10", 60_000, "2027-09-30", "caf", "2026-12-09")], "caf", today),
    ).toMatchObject({
      state: "valid",
      inForce: ending,
      coveredUntil: "2027-09-30",
    });
    expect(standingOf([value("2025-12", 50_000, "2026-12-24")], "caf", today).state).toBe("ending");
    expect(standingOf([value("2025-12", 50_000, "2026-12-25")], "caf", today).state).toBe("valid");
  });

  test("has ended, or begins later", () => {
    const ended = value("2025-09", 50_000, "2026-08-31");
    const next = value("2026-11", 60_000, "2027-09-30", "caf", "2026-12-01");
    expect(standingOf([ended, next], "caf", today)).toEqual({ state: "ended", last: ended });
    expect(standingOf([next], "caf", today)).toEqual({ state: "none", next });
  });

  test("says in force what counts that day, and covers it", () => {
    fc.assert(
      fc.property(values, anyDay, (known, on) => {
        const standing = standingOf(known, "caf", on);
        const counts = quotientOn(known, "caf", on);
        expect("inForce" in standing ? standing.inForce : null).toBe(counts);
        if (!("inForce" in standing)) return;
        expect(quotientOn(known, "caf", standing.coveredUntil)).not.toBeNull();
        expect(quotientOn(known, "caf", addDays(standing.coveredUntil, 1))).toBeNull();
      }),
    );
  });
});

describe("The usual validity", () => {
  test("is so many months, or until the next such day", () => {
    expect(usualUntil(day("2026-11-01"), { months: 12 })).toBe("2027-10-31");
    expect(usualUntil(day("2026-11-01"), { until: "08-31" })).toBe("2027-08-31");
    expect(usualUntil(day("2026-08-31"), { until: "08-31" })).toBe("2026-08-31");
    expect(firstDayOf(month("2026-11"))).toBe("2026-11-01");
  });
});

describe("A quotient counted from papers", () => {
  test("by the CAF's formula: parts of two, two and a half, three, four, four and a half", () => {
    expect([0, 1, 2, 3, 4].map(halfPartsOf)).toEqual([4, 5, 6, 8, 9]);
    // 24 000 a year and 184.81 a month, two children: 2 184.81 / 3.
    expect(
      quotientOf({ kind: "caf", yearlyIncome: cents(2_400_000), monthlyBenefits: cents(18_481), children: 2 }),
    ).toBe(72_827);
    expect(quotientOf({ kind: "caf", yearlyIncome: cents(0), monthlyBenefits: cents(0), children: 5 })).toBe(0);
  });

  test("by tax parts, quarters included", () => {
    expect(quotientOf({ kind: "fiscal", yearlyIncome: cents(3_000_000), quarterParts: 10 })).toBe(100_000);
    expect(quotientOf({ kind: "fiscal", yearlyIncome: cents(1_000_000), quarterParts: 9 })).toBe(37_037);
  });

  test("by what is left per person, and never a debt", () => {
    const left = { kind: "perPerson", monthlyBenefits: cents(30_000), monthlyRent: cents(60_000), persons: 4 } as const;
    expect(quotientOf({ ...left, monthlyIncome: cents(200_000) })).toBe(42_500);
    expect(quotientOf({ ...left, monthlyIncome: cents(10_000) })).toBe(0);
  });

  test("never rises with a child more, nor falls with more income", () => {
    const amount = fc.integer({ min: 0, max: 20_000_000 }).map(cents);
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 0, max: 12 }), (income, more, benefits, children) => {
        const of = (yearlyIncome: typeof income, number: number) =>
          quotientOf({ kind: "caf", yearlyIncome, monthlyBenefits: benefits, children: number });
        expect(of(income, children + 1)).toBeLessThanOrEqual(of(income, children));
        expect(of(cents(income + more), children)).toBeGreaterThanOrEqual(of(income, children));
      }),
    );
  });
});

describe("What staff may send", () => {
  const body = { idempotencyKey: "cle-du-test-de-saisie", seen: 0, origin: "caf", reason: "Attestation" };
  const accepts = (sent: object): boolean => quotientActs["quotient.enter"].body.safeParse(sent).success;

  test("is a statement's value in whole cents, or what the papers say, and not both", () => {
    const papers = { kind: "fiscal", yearlyIncome: 3_000_000, quarterParts: 10 };
    for (const value of [0, 72_200, 100_000_000]) expect(accepts({ ...body, value })).toBe(true);
    expect(accepts({ ...body, origin: "papers", papers })).toBe(true);
    for (const value of [undefined, null, "722", 1.5, -1, 1.005, 10 ** 12, {}])
      expect(accepts({ ...body, value })).toBe(false);
    expect(accepts({ ...body, value: 72_200, papers })).toBe(false);
    expect(accepts({ ...body, origin: "papers", papers, value: 72_200 })).toBe(false);
    expect(accepts({ ...body, origin: "papers", value: 72_200 })).toBe(false);
  });
});
