/** An attempt to pay, whatever is told of it, in whatever order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { isDue, judge, longestWait, type Attempted, type Looked } from "../../../functions/payment/rules/attempt.ts";
import { divide, instalments } from "../../../functions/payment/rules/ledger.ts";
import { outcomeOf, type PaymentDetail } from "../../../functions/payment/rules/payfip.ts";

const operation = id("PayfipOperationId", "cc0cb210-1cd4-11ea-8cca-0213ad91a103");
const attempt: Attempted = {
  operation,
  client: "006382",
  reference: "ENF2026000123",
  amount: cents(3750),
  at: id("Instant", "2026-11-26T10:00:00Z"),
  state: "waiting",
};
const begun = Date.parse(attempt.at);
const minutes = (count: number): number => begun + count * 60_000;
const result = (letter: string, more: Partial<PaymentDetail> = {}): Looked => ({
  kind: "result",
  detail: {
    operation,
    outcome: outcomeOf(letter),
    client: "006382",
    reference: "ENF2026000123",
    amount: cents(3750),
    ...more,
  },
});

describe("an attempt", () => {
  it("that was paid is settled, by card or by debit, at any time", () => {
    for (const letter of ["P", "V"])
      for (const at of [0, 5, 200, 100_000])
        expect(judge(attempt, result(letter), minutes(at))).toMatchObject({ kind: "settle" });
  });

  it("that was refused or given up ends without money", () => {
    expect(judge(attempt, result("R"), minutes(1))).toEqual({ kind: "end", state: "refused" });
    expect(judge(attempt, result("Z"), minutes(1))).toEqual({ kind: "end", state: "refused" });
    expect(judge(attempt, result("A"), minutes(1))).toEqual({ kind: "end", state: "cancelled" });
  });

  it("without a result waits for two hours, and no service that is away ends it", () => {
    for (const looked of [{ kind: "noResult" }, { kind: "unknownOperation" }] as const) {
      expect(judge(attempt, looked, minutes(119))).toEqual({ kind: "nothing" });
      expect(judge(attempt, looked, minutes(120))).toEqual({ kind: "end", state: "expired" });
    }
    for (const looked of [
      { kind: "away" },
      { kind: "refused", part: "client", code: "T4" },
      { kind: "spent" },
    ] as const)
      expect(judge(attempt, looked, minutes(100_000))).toEqual({ kind: "nothing" });
  });

  it("whose letter nobody knows is asked again, then is for staff; never refused, never paid", () => {
    expect(judge(attempt, result("I"), minutes(5))).toEqual({ kind: "nothing" });
    expect(judge(attempt, result("I"), minutes(120))).toEqual({ kind: "end", state: "unclear" });
  });

  it.each<[string, Partial<PaymentDetail>]>([
    ["amount", { amount: cents(1) }],
    ["reference", { reference: "ENF2026000124" }],
    ["account", { client: "006383" }],
    ["operation", { operation: id("PayfipOperationId", "cc0cb210-1cd4-11ea-8cca-0213ad91a104") }],
  ])("is never settled by a result of another %s", (_, more) => {
    expect(judge(attempt, result("P", more), minutes(1))).toEqual({ kind: "end", state: "unmatched" });
  });

  const anyLook = fc.oneof(
    fc.constantFrom<Looked>(
      { kind: "noResult" },
      { kind: "unknownOperation" },
      { kind: "spent" },
      { kind: "away" },
      { kind: "refused", part: "client", code: "T4" },
    ),
    fc.constantFrom("P", "V", "R", "Z", "A", "I").map((letter) => result(letter)),
  );

  it("is settled once and no more, and as soon as it is seen to be paid, whatever was told before and is told after", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ looked: anyLook, later: fc.nat(90) }), { maxLength: 12 }), (looks) => {
        let state = attempt.state;
        let [settled, paid, at] = [0, false, 0];
        for (const { looked, later } of looks) {
          at += later;
          const judged = judge({ ...attempt, state }, looked, minutes(at));
          paid ||= looked.kind === "result" && looked.detail.outcome.kind === "paid";
          if (judged.kind === "settle") settled += 1;
          if (judged.kind === "settle") state = "paid";
          if (judged.kind === "end") state = judged.state;
          expect(state === "paid").toBe(paid);
        }
        expect(settled).toBe(paid ? 1 : 0);
      }),
    );
  });

  it("is looked up often at first, then less, and once more when it was given up", () => {
    const seen = (count: number) => id("Instant", new Date(minutes(count)).toISOString().replace(".000", ""));
    expect(isDue(attempt, seen(4), minutes(5))).toBe(false);
    expect(isDue(attempt, seen(3), minutes(5))).toBe(true);
    expect(isDue(attempt, seen(55), minutes(60))).toBe(false);
    expect(isDue(attempt, seen(50), minutes(60))).toBe(true);
    expect(isDue(attempt, seen(170), minutes(200))).toBe(false);
    expect(isDue(attempt, seen(140), minutes(200))).toBe(true);
    const cancelled = { ...attempt, state: "cancelled" } as const;
    expect(isDue(cancelled, seen(2), minutes(10))).toBe(false);
    expect(isDue(cancelled, seen(2), minutes(16))).toBe(true);
    expect(isDue(cancelled, seen(16), minutes(500))).toBe(false);
    for (const state of ["paid", "refused", "expired", "unclear", "unmatched"] as const)
      expect(isDue({ ...attempt, state }, seen(1), minutes(5000))).toBe(false);
    expect(longestWait).toBe(7_200_000);
  });
});

describe("money that arrived", () => {
  const owed = fc.array(fc.nat(50_000).map(cents), { maxLength: 6 });

  it("goes to what is due, oldest first, and what is over is told", () => {
    expect(
      divide(cents(5000), [
        { key: "a", due: cents(3000) },
        { key: "b", due: cents(1500) },
      ]),
    ).toEqual({
      parts: [
        { key: "a", amount: 3000 },
        { key: "b", amount: 1500 },
      ],
      over: 500,
    });
    expect(divide(cents(3750), [{ key: "a", due: cents(0) }])).toEqual({ parts: [], over: 3750 });
  });

  it("is never more or less than what arrived, and nothing gets more than its due", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }).map(cents), owed, (amount, dues) => {
        const { parts, over } = divide(
          amount,
          dues.map((due, key) => ({ key, due })),
        );
        expect(parts.reduce((sum, part) => sum + part.amount, 0) + over).toBe(amount);
        for (const { key, amount: part } of parts) expect(part).toBeLessThanOrEqual(dues[key]!);
        if (over > 0)
          expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(dues.reduce((sum, due) => sum + due, 0));
      }),
    );
  });

  it("in instalments makes the sum: 161.00 in three are 53.67, 53.67 and 53.66", () => {
    expect(instalments(cents(16_100), 3)).toEqual([5367, 5367, 5366]);
    expect(instalments(cents(3), 3)).toEqual([1, 1, 1]);
    expect(instalments(cents(5), 4)).toEqual([2, 1, 1, 1]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 12, max: 1_000_000 }), (count, total) => {
        const parts = instalments(cents(total), count);
        expect(parts).toHaveLength(count);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(Math.min(...parts)).toBeGreaterThan(0);
      }),
    );
    for (const [total, count] of [
      [5, 0],
      [5, 1.5],
      [2, 3],
      [0, 1],
    ] as const)
      expect(() => instalments(cents(total), count)).toThrow(RangeError);
  });
});
