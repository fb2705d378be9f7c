/** What a family owes: by its instalments, less what is on its way or owed to it, nothing that staff lets be; late exactly as invoices say. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { owedOf, type Stated } from "../../../functions/billing/rules/owed.ts";
import { dueOf, lateOf, lateSince, type Settlement } from "../../../functions/billing/rules/settlement.ts";
import { overdueOf } from "../../../functions/family/rules/owes.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";

const till = id("CollectionAccountId", "regie");
const other = id("CollectionAccountId", "role");
const dueOn = id("PlainDate", "2027-02-04");
const day = (after: number) => addDays(dueOn, after);
const invoice = (total: number, more: Partial<Stated> = {}): Stated => ({
  accountId: till,
  own: cents(total),
  total: cents(total),
  issue: { dueOn },
  ...more,
});
const settled = (settlement: Partial<Settlement>): { readonly settlement: Settlement } => ({
  settlement: { paid: cents(0), moves: 1, ...settlement },
});
const sum = (parts: readonly { readonly due: number }[]) => parts.reduce((all, { due }) => all + due, 0);

describe("What a family owes", () => {
  test("is what is left of its invoices, by the day each was to be paid", () => {
    const later = invoice(500, { issue: { dueOn: day(30) } });
    expect(
      owedOf([later, invoice(2000, settled({ paid: cents(1500) })), invoice(700, settled({ paid: cents(700) }))], null),
    ).toEqual([
      { on: dueOn, due: 500 },
      { on: day(30), due: 500 },
    ]);
    expect(owedOf([invoice(2000, settled({ paid: cents(500), writtenOff: cents(1500) }))], null)).toEqual([]);
  });

  test("follows its instalments: what is not asked yet is not late, what was missed is", () => {
    const plan = {
      settled: cents(0),
      instalments: [20, 50].map((after) => ({ on: day(after), amount: cents(1000) })),
    };
    expect(owedOf([invoice(2000, settled({ plan }))], null)).toEqual([
      { on: day(20), due: 1000 },
      { on: day(50), due: 1000 },
    ]);
    expect(owedOf([invoice(2000, settled({ plan, paid: cents(1200) }))], null)).toEqual([{ on: day(50), due: 800 }]);
  });

  test("leaves out what a direct debit is collecting; what the treasury has not said yet is owed until it does", () => {
    const batch = id("DebitBatchId", "ALSH-P2027-0001");
    const debited = { batch, on: day(10), amount: cents(2000) };
    expect(owedOf([invoice(2000, settled({ debited }))], null)).toEqual([]);
    const awaited = {
      operation: id("PayfipOperationId", "00000000-0000-0000-0000-000000000000"),
      at: id("Instant", "2027-02-01T08:00:00Z"),
    };
    expect(owedOf([invoice(2000, settled({ awaited }))], null)).toEqual([{ on: dueOn, due: 2000 }]);
  });

  test("leaves out what staff asks no more, an invoice or all, for good or until a day", () => {
    expect(owedOf([invoice(2000, { exempt: {} }), invoice(300)], null)).toEqual([{ on: dueOn, due: 300 }]);
    expect(owedOf([invoice(2000)], {})).toEqual([]);
    const until = owedOf([invoice(2000, { exempt: { until: day(40) } })], { until: day(60) });
    expect(until).toEqual([{ on: dueOn, due: 2000, sparedUntil: day(60) }]);
    expect(overdueOf(until, day(60), 0)).toBeNull();
    expect(overdueOf(until, day(61), 0)).toEqual({ amount: 2000, since: dueOn });
  });

  test("is less by a credit that waits for the next invoice of that account, and of no other", () => {
    const credit: Stated = { accountId: till, own: cents(-1500), total: cents(-1500) };
    const later = invoice(500, { issue: { dueOn: day(30) } });
    expect(owedOf([invoice(1200), later, credit], null)).toEqual([{ on: day(30), due: 200 }]);
    expect(owedOf([invoice(1200), { ...credit, accountId: other }], null)).toEqual([{ on: dueOn, due: 1200 }]);
    expect(owedOf([invoice(1200), { ...credit, carriedBy: {} }], null)).toEqual([{ on: dueOn, due: 1200 }]);
  });

  const plans = fc.array(
    fc.record({ on: fc.integer({ min: -40, max: 120 }).map(day), amount: fc.integer({ min: 1, max: 900 }).map(cents) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  const invoices: fc.Arbitrary<Stated & { readonly issue: { readonly dueOn: typeof dueOn } }> = fc
    .record({
      total: fc.nat(2000),
      paid: fc.nat(2500),
      before: fc.nat(500),
      instalments: fc.option(plans, { nil: undefined }),
      due: fc.integer({ min: -60, max: 60 }),
    })
    .map(({ total, paid, before, instalments, due }) => ({
      ...invoice(total),
      issue: { dueOn: day(due) },
      ...settled({
        paid: cents(paid),
        ...(instalments
          ? {
              plan: {
                settled: cents(Math.min(before, paid)),
                instalments: instalments.sort((one, two) => (one.on < two.on ? -1 : 1)),
              },
            }
          : {}),
      }),
    }));

  test("is late, to the cent, by as much as the invoice itself says, and never more in all than is due", () => {
    fc.assert(
      fc.property(invoices, fc.integer({ min: -80, max: 160 }), (one, after) => {
        const owed = owedOf([one], null);
        const late = lateOf({ ...one, dueOn: one.issue.dueOn }, day(after));
        const found = overdueOf(owed, day(after), 0);
        expect(found?.amount ?? 0).toBe(late);
        if (found) expect(found.since).toBe(lateSince({ ...one, dueOn: one.issue.dueOn }));
        expect(sum(owed)).toBeLessThanOrEqual(dueOf(one));
        expect(owed.every(({ due }) => due > 0)).toBe(true);
      }),
    );
  });

  test("of several invoices is late by the sum of them, in whatever order they are read", () => {
    fc.assert(
      fc.property(fc.array(invoices, { maxLength: 5 }), fc.integer({ min: -80, max: 160 }), (all, after) => {
        const late = all.reduce((total, one) => total + lateOf({ ...one, dueOn: one.issue.dueOn }, day(after)), 0);
        expect(overdueOf(owedOf(all, null), day(after), 0)?.amount ?? 0).toBe(late);
        expect(overdueOf(owedOf([...all].reverse(), null), day(after), 0)?.amount ?? 0).toBe(late);
      }),
    );
  });
});
