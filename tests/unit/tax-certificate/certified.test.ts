/** What of a year's payments was for minding children: worked cases, and what holds of any. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import {
  certifiedIn,
  shared,
  yearsOf,
  type PaidInvoice,
  type PaidPart,
} from "../../../functions/tax-certificate/rules/certified.ts";

const zoe = id("ChildId", "E1");
const max = id("ChildId", "E2");
type Line = PaidInvoice["lines"][number];
const line = (amount: number, care: number | null, change: Partial<Line> = {}): Line => ({
  childId: zoe,
  activityId: id("ActivityId", "mercredis"),
  activityName: "Mercredis",
  quantity: 1,
  amount: cents(amount),
  ...(care === null ? {} : { split: { care: cents(care), food: cents(0) } }),
  ...change,
});
const paid = (on: string, amount: number, cesu = false): PaidPart => ({
  on: id("PlainDate", on),
  amount: cents(amount),
  cesu,
});
const invoice = (lines: readonly Line[], ...parts: readonly PaidPart[]): PaidInvoice => ({
  total: cents(lines.reduce((sum, { amount }) => sum + amount, 0)),
  lines,
  paid: parts,
});
const everybody = () => true;
const careIn = (year: number, ...invoices: readonly PaidInvoice[]): readonly (readonly [string, number])[] =>
  certifiedIn(year, invoices, everybody).sums.map(({ childId, care }) => [childId, care] as const);

describe("worked cases", () => {
  test("of a lunch break at 3.27, 45.76 % is minding: 1.50, and the meal is not attested", () => {
    expect(careIn(2026, invoice([line(327, 150)], paid("2026-11-03", 327)))).toEqual([[zoe, 150]]);
  });

  test("days of December that are paid in January count in the year of the payment", () => {
    const one = invoice([line(720, 570)], paid("2027-01-02", 720));
    expect(careIn(2026, one)).toEqual([]);
    expect(careIn(2027, one)).toEqual([[zoe, 570]]);
  });

  test("a part payment pays a part of everything that its invoice asks", () => {
    const lines = [line(1000, 1000), line(1000, null), line(2000, 2000, { childId: max })];
    expect(careIn(2026, invoice(lines, paid("2026-11-03", 2000)))).toEqual([
      [zoe, 500],
      [max, 1000],
    ]);
  });

  test("what is paid over two years is told apart, and nothing is lost between them", () => {
    const one = invoice([line(100, 33), line(100, null)], paid("2026-12-20", 67), paid("2027-01-20", 133));
    const [first, second] = [careIn(2026, one), careIn(2027, one)].map((found) => found[0]?.[1] ?? 0);
    expect([first, second, (first ?? 0) + (second ?? 0)]).toEqual([11, 22, 33]);
  });

  test("a cheque without funds counts against the year in which it is taken back", () => {
    const one = invoice([line(1000, 800)], paid("2026-12-20", 1000), paid("2027-01-10", -1000));
    expect(careIn(2026, one)).toEqual([[zoe, 800]]);
    expect(careIn(2027, one)).toEqual([[zoe, -800]]);
  });

  test("a day that is taken back makes less, in the invoice that says so", () => {
    const lines = [line(2000, 1600), line(-500, 400, { quantity: -1 })];
    expect(careIn(2026, invoice(lines, paid("2026-11-03", 1500)))).toEqual([[zoe, 1200]]);
  });

  test("an absence and a meal without care certify nothing", () => {
    expect(careIn(2026, invoice([line(720, null), line(300, 0)], paid("2026-11-03", 1020)))).toEqual([]);
  });

  test("what vouchers paid stands apart, within the sum", () => {
    const one = invoice([line(1000, 800)], paid("2026-11-03", 500, true), paid("2026-11-04", 500));
    expect(certifiedIn(2026, [one], everybody).sums).toMatchObject([{ care: 800, cesu: 400 }]);
  });

  test("only children who count are told, and all that was paid is", () => {
    const lines = [line(1000, 1000), line(1000, 1000, { childId: max })];
    const found = certifiedIn(2026, [invoice(lines, paid("2026-11-03", 2000))], (child) => child === max);
    expect(found).toMatchObject({ sums: [{ childId: max, care: 1000 }], paid: 2000 });
  });

  test("years are those of payments, latest first", () => {
    expect(yearsOf([invoice([], paid("2025-12-31", 1)), invoice([], paid("2027-01-01", 1))])).toEqual([2027, 2025]);
  });
});

describe("any payments", () => {
  const amounts = fc.array(
    fc.record({
      price: fc.integer({ min: 0, max: 5000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      of: fc.constantFrom(zoe, max),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const some = fc.tuple(
    amounts,
    fc.array(fc.tuple(fc.integer({ min: 2025, max: 2028 }), fc.nat(100)), { maxLength: 6 }),
  );
  const made = ([lines, parts]: readonly [
    readonly { readonly price: number; readonly part: number; readonly of: typeof zoe }[],
    readonly (readonly [number, number])[],
  ]): PaidInvoice => {
    const all = lines.map(({ price, part, of }) => line(price, Math.floor(price * part), { childId: of }));
    const total = all.reduce((sum, { amount }) => sum + amount, 0);
    let left = total;
    const came = [...parts]
      .sort(([one], [other]) => one - other)
      .map(([year, percent]) => {
        const amount = Math.min(left, Math.ceil((total * percent) / 100));
        left -= amount;
        return paid(`${year}-06-15`, amount);
      });
    return invoice(all, ...came, paid("2029-06-15", left));
  };

  test("the years of an invoice that is paid whole make its minding, to the cent", () => {
    fc.assert(
      fc.property(some, (one) => {
        const bill = made(one);
        const told = [2025, 2026, 2027, 2028, 2029].flatMap((year) => careIn(year, bill));
        const care = bill.lines.reduce((sum, { split }) => sum + (split?.care ?? 0), 0);
        expect(told.reduce((sum, [, amount]) => sum + amount, 0)).toBe(care);
      }),
    );
  });

  test("no more is attested than was paid, but for a cent that another year takes back", () => {
    fc.assert(
      fc.property(some, (one) => {
        const bill = made(one);
        for (const year of [2025, 2026, 2027, 2028, 2029]) {
          const { sums, paid: came } = certifiedIn(year, [bill], everybody);
          expect(sums.reduce((sum, { care }) => sum + care, 0)).toBeLessThanOrEqual(came + 2);
        }
      }),
    );
  });

  test("a sum that is shared is shared whole", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 9 }), fc.nat(100), (weights, percent) => {
        const total = weights.reduce((sum, one) => sum + one, 0);
        fc.pre(total > 0);
        const amount = cents(Math.floor((total * percent) / 100));
        const parts = shared(amount, weights.map(cents), cents(total));
        expect(parts.reduce<number>((sum, one) => sum + one, 0)).toBe(amount);
        for (const [rank, part] of parts.entries())
          expect(Math.abs(part - ((weights[rank] ?? 0) * amount) / total)).toBeLessThan(1);
      }),
    );
  });
});
