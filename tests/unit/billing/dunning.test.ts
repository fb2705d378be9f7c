/** When a family is asked again: each step once, in its order and time, never for what is paid, awaited, kept to or exempted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextStep, type Dunnable, type Exemption } from "../../../functions/billing/rules/dunning.ts";
import type { Dunning } from "../../../functions/catalogue/rules/accounts.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays, localToInstant } from "../../../functions/kernel/time.ts";

const dueOn = id("PlainDate", "2027-02-04");
const day = (after: number) => addDays(dueOn, after);
const dunning: Dunning = {
  minimum: cents(500),
  steps: [
    { after: 8, by: "mail", text: "Un oubli ?" },
    { after: 30, by: "letter", text: "Nous vous demandons de payer." },
  ],
};
const at = (after: number) => localToInstant(day(after), "09:30");
const invoice = (change: Partial<Dunnable> = {}): Dunnable => ({ total: cents(2000), dueOn, ...change });
const exemption = (until?: number): Exemption => ({
  reason: "Réclamation",
  ...(until === undefined ? {} : { until: day(until) }),
  login: id("Login", "AGENT.UN"),
  byName: "Agent",
  at: at(0),
});
const next = (one: Dunnable, after: number, family: Exemption | null = null) =>
  nextStep(one, dunning, family, day(after));

describe("A family", () => {
  it("is asked again from the step’s day on, for what is late", () => {
    expect(next(invoice(), 0)).toBeNull();
    expect(next(invoice(), 1)).toMatchObject({ rank: 1, by: "mail", on: day(8), late: 2000 });
    expect(next(invoice({ dunned: [{ at: at(8), by: "mail" }] }), 9)).toMatchObject({ rank: 2, on: day(30) });
  });
  it("that was asked late is not asked again the next day: the steps keep their distance", () => {
    expect(next(invoice({ dunned: [{ at: at(60), by: "mail" }] }), 61)).toMatchObject({ rank: 2, on: day(82) });
  });
  it("is asked nothing once all steps are taken, below the minimum, or where the town has no steps", () => {
    const all = [at(8), at(30)].map((one) => ({ at: one, by: "mail" as const }));
    expect(next(invoice({ dunned: all }), 400)).toBeNull();
    expect(next(invoice({ settlement: { paid: cents(1501), moves: 1 } }), 40)).toBeNull();
    expect(nextStep(invoice(), undefined, null, day(40))).toBeNull();
  });
  it("that has paid, waits for the treasury, or is exempted is asked nothing, until the exemption’s last day is over", () => {
    const operation = id("PayfipOperationId", "00000000-0000-0000-0000-000000000000");
    expect(next(invoice({ settlement: { paid: cents(2000), moves: 1 } }), 40)).toBeNull();
    expect(
      next(invoice({ settlement: { paid: cents(0), moves: 1, awaited: { operation, at: at(1) } } }), 40),
    ).toBeNull();
    for (const [one, family] of [
      [invoice({ exempt: exemption(40) }), null],
      [invoice(), exemption(40)],
    ] as const) {
      expect(next(one, 40, family)).toBeNull();
      expect(next(one, 41, family)).not.toBeNull();
    }
    expect(next(invoice({ exempt: exemption() }), 400)).toBeNull();
  });
  it("that keeps its instalments is asked nothing; one that misses one is asked for it, from that one’s day", () => {
    const plan = {
      settled: cents(0),
      instalments: [20, 50].map((after) => ({ on: day(after), amount: cents(1000) })),
    };
    const paid = (sum: number) => invoice({ settlement: { paid: cents(sum), moves: 1, plan } });
    expect(next(paid(0), 20)).toBeNull();
    expect(next(paid(0), 21)).toMatchObject({ on: day(28), late: 1000 });
    expect(next(paid(1000), 50)).toBeNull();
    expect(next(paid(1000), 51)).toMatchObject({ on: day(58), late: 1000 });
  });
  it("is never asked before the day for paying, nor for more than is due, whatever was paid and when", () => {
    fc.assert(
      fc.property(fc.nat(2500), fc.integer({ min: -30, max: 400 }), fc.nat(2), (paid, after, steps) => {
        const dunned = [at(8), at(30)].slice(0, steps).map((one) => ({ at: one, by: "mail" as const }));
        const step = next(invoice({ settlement: { paid: cents(paid), moves: 1 }, dunned }), after);
        if (!step) return;
        expect(after).toBeGreaterThan(0);
        expect(step.late).toBe(2000 - paid);
        expect(step.on > dueOn).toBe(true);
      }),
    );
  });
});
