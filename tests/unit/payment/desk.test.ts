/** The desk's rules: what CESU pay, what the till holds, what is late of an invoice that is paid in several times. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueOf, lateOf, type Settlement } from "../../../functions/billing/rules/settlement.ts";
import type { ActivityKind } from "../../../functions/catalogue/rules/catalogue.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addMonths } from "../../../functions/kernel/time.ts";
import { cesuPart } from "../../../functions/payment/rules/cesu.ts";
import { instalments } from "../../../functions/payment/rules/ledger.ts";
import { allMeans, entryKinds } from "../../../functions/payment/rules/payment.ts";
import { intoTill, tillSums } from "../../../functions/payment/rules/till.ts";

const day = (text: string) => id("PlainDate", text);

describe("CESU", () => {
  const child = id("ChildId", "E1");
  const part = (kind: ActivityKind, birthDate: string, amount = 1000): number =>
    cesuPart(
      [{ childId: child, activityId: id("ActivityId", "activite"), date: day("2026-12-02"), amount: cents(amount) }],
      {
        kindOf: () => kind,
        bornOn: () => day(birthDate),
      },
    );
  it.each([
    ["a Wednesday of a child of five", "wednesday", "2020-12-03", 1000],
    ["not one on the day on which it is six", "wednesday", "2020-12-02", 0],
    ["holidays of a child of three", "holidays", "2023-01-01", 1000],
    ["care after school of a child of ten", "eveningCare", "2016-01-01", 1000],
    ["care before school of a child of ten", "morningCare", "2016-01-01", 1000],
    ["never the canteen", "canteen", "2022-01-01", 0],
  ] as const)("pay %s", (_, kind, birthDate, expected) => {
    expect(part(kind, birthDate)).toBe(expected);
  });
  it("pay nothing of whom or what is not known, and never less than nothing", () => {
    const line = {
      childId: child,
      activityId: id("ActivityId", "activite"),
      date: day("2026-12-02"),
      amount: cents(1000),
    };
    expect(cesuPart([line], { kindOf: () => undefined, bornOn: () => day("2022-01-01") })).toBe(0);
    expect(cesuPart([line], { kindOf: () => "wednesday", bornOn: () => undefined })).toBe(0);
    expect(part("wednesday", "2022-01-01", -1000)).toBe(0);
  });
});

describe("The till", () => {
  it("is what every entry puts in, whatever their order: sums by account and means make it whole", () => {
    const entry = fc.record({
      accountId: fc.constantFrom(id("CollectionAccountId", "regie"), id("CollectionAccountId", "role")),
      kind: fc.constantFrom(...entryKinds),
      means: fc.constantFrom(...allMeans),
      amount: fc.integer({ min: 1, max: 10_000_000 }).map(cents),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const sums = tillSums(entries);
        expect(sums.reduce((sum, { amount }) => sum + amount, 0)).toBe(
          entries.reduce((sum, one) => sum + intoTill(one), 0),
        );
        expect(sums.reduce((sum, one) => sum + one.entries, 0)).toBe(
          entries.filter(({ means }) => means !== "wallet").length,
        );
        expect(tillSums([...entries].reverse())).toEqual(sums);
      }),
    );
  });
  it("takes what comes, gives what is taken back or given back, and knows nothing of what is written off", () => {
    const of = (kind: (typeof entryKinds)[number]) => intoTill({ kind, means: "cash", amount: cents(500) });
    expect(entryKinds.map(of)).toEqual([500, -500, -500, 0, 500, -500]);
  });
  it("knows nothing of what a wallet pays: it came in when the wallet was topped up", () => {
    for (const kind of entryKinds) expect(intoTill({ kind, means: "wallet", amount: cents(500) })).toBe(0);
  });
});

describe("An invoice of 161.00", () => {
  const total = cents(16_100);
  const dueOn = day("2026-12-31");
  const plan = {
    settled: cents(0),
    instalments: instalments(total, 3).map((amount, rank) => ({ on: addMonths(day("2027-01-15"), rank), amount })),
  };
  const late = (paid: number, today: string, more: Partial<Settlement> = {}): number =>
    lateOf({ total, dueOn, settlement: { paid: cents(paid), moves: 1, ...more } }, day(today));
  it("is late once its last day is over, for what is left of it", () => {
    expect([
      late(0, "2026-12-31"),
      late(0, "2027-01-01"),
      late(6_100, "2027-01-01"),
      late(16_100, "2027-01-01"),
    ]).toEqual([0, 16_100, 10_000, 0]);
  });
  it("in three times, 53.67, 53.67 and 53.66, is late for each that was not paid, and for no other", () => {
    expect(plan.instalments.map(({ on, amount }) => [on, amount])).toEqual([
      ["2027-01-15", 5367],
      ["2027-02-15", 5367],
      ["2027-03-15", 5366],
    ]);
    expect(late(0, "2027-01-15", { plan })).toBe(0);
    expect(late(0, "2027-01-16", { plan })).toBe(5367);
    expect(late(5367, "2027-02-15", { plan })).toBe(0);
    expect(late(5367, "2027-02-16", { plan })).toBe(5367);
    expect(late(5367, "2027-04-01", { plan })).toBe(10_733);
    expect(late(16_100, "2027-04-01", { plan })).toBe(0);
    expect(late(5367, "2027-04-01", { plan, writtenOff: cents(10_733) })).toBe(0);
  });
  it("is never late for more than is due of it", () => {
    fc.assert(
      fc.property(fc.nat(16_100), fc.nat(16_100), fc.nat(500), fc.boolean(), (paid, off, days, planned) => {
        const settlement: Settlement = {
          paid: cents(paid),
          writtenOff: cents(Math.min(off, 16_100 - paid)),
          moves: 1,
          ...(planned ? { plan } : {}),
        };
        const today = day(new Date(Date.UTC(2026, 11, 1 + days)).toISOString().slice(0, 10));
        const amount = lateOf({ total, dueOn, settlement }, today);
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(amount).toBeLessThanOrEqual(dueOf({ total, settlement }));
      }),
    );
  });
});
