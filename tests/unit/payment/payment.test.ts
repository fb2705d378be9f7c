/** What a payment is called, when it counts, and what an invoice is called by what was paid of it. */
import { describe, expect, it } from "vitest";
import { dueOf, paymentStateOf, type Settlement } from "../../../functions/billing/rules/settlement.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { paidTogether, togetherReference } from "../../../functions/payment/rules/payable.ts";
import { dayOfResult } from "../../../functions/payment/rules/payment.ts";

const now = id("Instant", "2026-12-31T23:30:00Z");

describe("The day of a payment", () => {
  it("is the one that the treasury says, in Paris", () => {
    expect(dayOfResult({ on: { date: "31122026", time: "2359" } }, now)).toBe("2026-12-31");
  });
  it.each([
    undefined,
    { date: "31022026", time: "1200" },
    { date: "2026-12-31", time: "1200" },
    { date: "", time: "" },
  ])("is the portal’s own, in Paris, when the treasury says %j", (on) => {
    expect(dayOfResult({ on }, now)).toBe("2027-01-01");
  });
});

describe("Several invoices", () => {
  it("are paid together by a till alone", () => {
    expect(["regie" as const, "role" as const, "titre" as const].map(paidTogether)).toEqual([true, false, false]);
  });
  it("have a reference that the treasury takes, another one each second", () => {
    const one = togetherReference("ABCDEF2026000123", now);
    expect(one).toMatch(/^[A-Z0-9]{6,30}$/u);
    expect(togetherReference("ABCDEF2026000123", id("Instant", "2026-12-31T23:30:01Z"))).not.toBe(one);
  });
});

describe("An invoice of 21.60", () => {
  const total = cents(2160);
  const awaited = { operation: id("PayfipOperationId", "cc0cb210-1cd4-11ea-8cca-0213ad91a103"), at: now };
  const settled = (paid: number, more: Partial<Settlement> = {}): Settlement => ({
    paid: cents(paid),
    moves: 1,
    ...more,
  });
  it.each([
    [undefined, "due", 2160],
    [settled(0), "due", 2160],
    [settled(0, { failed: { how: "refused", at: now } }), "due", 2160],
    [settled(0, { awaited }), "awaited", 2160],
    [settled(720), "part", 1440],
    [settled(720, { awaited }), "awaited", 1440],
    [settled(2160), "paid", 0],
    [settled(2160, { awaited }), "paid", 0],
  ] as const)("of which %j was paid is %s, with %i left", (settlement, state, due) => {
    expect(paymentStateOf({ total, settlement })).toBe(state);
    expect(dueOf({ total, settlement })).toBe(due);
  });
});
