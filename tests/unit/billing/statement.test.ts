/** What a family is asked: the threshold, what is carried, what is corrected; and no cent made or lost, whatever changes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byChild,
  linesDue,
  outcomeOf,
  standing,
  subjectOf,
  sumOf,
  type Charge,
  type StatedLine,
  type Waiting,
} from "../../../functions/billing/rules/statement.ts";
import { monthsBefore } from "../../../functions/billing/rules/periods.ts";
import { id, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { cents, type Cents } from "../../../functions/kernel/money.ts";

const charge = (date: string, price: number, change: Partial<Charge> = {}): Charge => ({
  childId: id("ChildId", "E1"),
  firstName: "Lou",
  date: id("PlainDate", date),
  activityId: id("ActivityId", "mercredis"),
  activityName: "Mercredis",
  unitId: id("UnitId", "journee"),
  unitName: "Journée",
  unitPrice: cents(price),
  reasons: ["prix qui ne dépend pas du quotient"],
  tariff: { id: id("TariffId", "mercredis"), effectiveFrom: id("PlainDate", "2026-09-01") },
  ...change,
});
const month = (text: string): PlainMonth => id("PlainMonth", text);
const none: ReadonlySet<string> = new Set();
const threshold = cents(1500);
const stated = (period: string, lines: ReturnType<typeof linesDue>): readonly StatedLine[] =>
  lines.map((line, rank) => ({ ...line, period: month(period), rank }));

/** Months of charges billed one after the other. */
function bill(months: readonly (readonly [string, readonly Charge[]])[], from: Cents | null = threshold) {
  let waiting: readonly Waiting[] = [];
  return months.map(([period, charges]) => {
    const outcome = outcomeOf(linesDue({ charges, unknown: none }, []), waiting, from);
    if (outcome?.issued) waiting = [];
    else if (outcome) waiting = [...waiting, { period: month(period), own: outcome.own }];
    return outcome;
  });
}

describe("The threshold", () => {
  test("6.40, then 5.20 wait, then 4.80: one bill of 16.40 that carries both", () => {
    const [first, second, third] = bill([
      ["2026-09", [charge("2026-09-02", 640)]],
      ["2026-10", [charge("2026-10-07", 520)]],
      ["2026-11", [charge("2026-11-04", 480)]],
    ]);
    expect([first?.issued, second?.issued]).toEqual([false, false]);
    expect(third).toEqual({
      own: 480,
      carried: [
        { period: "2026-09", own: 640 },
        { period: "2026-10", own: 520 },
      ],
      total: 1640,
      issued: true,
    });
  });
  test.each([
    [1499, threshold, false],
    [1500, threshold, true],
    [1, null, true],
    [0, null, false],
  ])("%i cents with the threshold %j: issued %j", (amount, from, issued) => {
    expect(outcomeOf(linesDue({ charges: [charge("2026-09-02", amount)], unknown: none }, []), [], from)).toMatchObject(
      {
        total: amount,
        issued,
      },
    );
  });
  test("a month without a line states nothing, and what waits goes on waiting", () => {
    expect(outcomeOf([], [{ period: month("2026-09"), own: cents(640) }], threshold)).toBeNull();
  });
});

describe("What has changed since", () => {
  const september = stated(
    "2026-09",
    linesDue({ charges: [charge("2026-09-02", 720), charge("2026-09-09", 720)], unknown: none }, []),
  );

  test("a booking that was given back is taken back by a line that names the one it corrects", () => {
    expect(linesDue({ charges: [charge("2026-09-02", 720)], unknown: none }, september)).toEqual([
      { ...charge("2026-09-09", 720), quantity: -1, amount: -720, corrects: { period: "2026-09", rank: 1 } },
    ]);
  });
  test("another price is the old line taken back and a new one, of which both name the old", () => {
    const lines = linesDue(
      { charges: [charge("2026-09-02", 720), charge("2026-09-09", 553)], unknown: none },
      september,
    );
    expect(
      lines.map(({ quantity, unitPrice, amount, corrects }) => [quantity, unitPrice, amount, corrects?.rank]),
    ).toEqual([
      [-1, 720, -720, 1],
      [1, 553, 553, 1],
    ]);
    // Once stated, it is right.
    expect(
      linesDue({ charges: [charge("2026-09-02", 720), charge("2026-09-09", 553)], unknown: none }, [
        ...september,
        ...stated("2026-10", lines),
      ]),
    ).toEqual([]);
  });
  test("of what nobody can price today, what was stated stays", () => {
    expect(
      linesDue(
        { charges: [charge("2026-09-02", 720)], unknown: new Set([subjectOf(charge("2026-09-09", 0))]) },
        september,
      ),
    ).toEqual([]);
  });
  test("a credit larger than the invoice waits, and the next one is less by it", () => {
    const [first, second] = [
      outcomeOf(linesDue({ charges: [], unknown: none }, september), [], null),
      outcomeOf(
        linesDue({ charges: [charge("2026-11-04", 2000)], unknown: none }, []),
        [{ period: month("2026-10"), own: cents(-1440) }],
        null,
      ),
    ];
    expect(first).toMatchObject({ total: -1440, issued: false });
    expect(second).toMatchObject({ own: 2000, total: 560, issued: true });
  });
});

/** Months in which anything may be booked, given back or cost something else, also of months before. */
const history = fc.array(
  fc.array(
    fc.record({
      ago: fc.nat(3),
      day: fc.integer({ min: 1, max: 5 }),
      child: fc.nat(1),
      price: fc.option(fc.integer({ min: 0, max: 2500 })),
    }),
    { maxLength: 8 },
  ),
  { minLength: 1, maxLength: 8 },
);

test("whatever changes, and however late: all lines together are what is due, each statement is counted once, each line is its quantity by its price", () => {
  fc.assert(
    fc.property(history, fc.option(fc.integer({ min: 1, max: 3000 })), (months, from) => {
      const due = new Map<string, Charge>();
      const all: StatedLine[] = [];
      let waiting: readonly Waiting[] = [];
      const invoices: Cents[] = [];
      for (const [index, changes] of months.entries()) {
        const period = monthsBefore(month("2026-09"), -index);
        for (const { ago, day, child, price } of changes) {
          const one = charge(`${monthsBefore(period, Math.min(ago, index))}-0${day}`, price ?? 0, {
            childId: id("ChildId", `E${child}`),
          });
          if (price === null) due.delete(subjectOf(one));
          else due.set(subjectOf(one), one);
        }
        const lines = linesDue({ charges: [...due.values()], unknown: none }, all);
        for (const { quantity, unitPrice, amount } of lines) expect(amount + 0).toBe(quantity * unitPrice + 0);
        const outcome = outcomeOf(lines, waiting, from === null ? null : cents(from));
        all.push(...stated(period, lines));
        if (!outcome) continue;
        expect(sumOf(byChild(lines).map(({ amount }) => amount))).toBe(outcome.own);
        expect(outcome.total).toBe(sumOf([outcome.own, ...outcome.carried.map(({ own }) => own)]));
        if (outcome.issued) {
          expect(outcome.total).toBeGreaterThanOrEqual(Math.max(1, from ?? 1));
          invoices.push(outcome.total);
          waiting = [];
        } else waiting = [...waiting, { period, own: outcome.own }];
      }
      const total = sumOf([...due.values()].map(({ unitPrice }) => unitPrice));
      expect(sumOf(all.map(({ amount }) => amount))).toBe(total);
      expect(sumOf([...invoices, ...waiting.map(({ own }) => own)])).toBe(total);
      expect(standing(all)).toHaveLength(due.size);
    }),
  );
});
