/**
 * The ledger against a model of it, over random stories of families that sign, revoke, pay online and at the desk, while the office
 * debits, settles, calls off, and banks send back: whatever happens, invoices say what entries paid, entries what moved, and a
 * debit came once or not at all.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dueOf } from "../../../functions/billing/rules/settlement.ts";
import { debitName, returnName } from "../../../functions/direct-debit/rules/batch.ts";
import { returnCodes } from "../../../functions/direct-debit/rules/returns.ts";
import { readMandates } from "../../../functions/direct-debit/store/mandates.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { id, type DebitBatchId, type FamilyCode, type PayfipOperationId } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { deskUseCases } from "../../../functions/payment/use-cases/desk.ts";
import type { Payment } from "../../../functions/payment/rules/payment.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { till } from "../billing/support.ts";
import { staffSession } from "../booking/http.ts";
import { newKey } from "../booking/support.ts";
import { december, november } from "../payment/support.ts";
import { code } from "../reminder/support.ts";
import { openDebits, type Debits } from "./support.ts";

const stories = 15;
let town: Debits;
let families = 0;
beforeAll(async () => {
  town = await openDebits(stories * 2 + 20);
}, 120_000);
afterAll(() => town.end());

/** What happens next. `who`: which of the two families of the story. */
const who = fc.nat(1);
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("sign" as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("revoke" as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("begin" as const), who, paid: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("desk" as const), who, amount: fc.integer({ min: 1, max: 1500 }) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("prepare" as const), at: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("settle" as const), at: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("callOff" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("return" as const), who, code: fc.constantFrom(...returnCodes) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pass" as const), days: fc.constantFrom(1, 10, 30) }) },
);

/** Null when a rule refuses it; anything else that goes wrong is thrown. */
const tried = async <T>(act: Promise<T>): Promise<T | null> => {
  try {
    return await act;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
/** What an entry adds to what is paid of an invoice. */
const sign = (kind: Payment["kind"]): number => (kind === "payment" ? 1 : kind === "reversal" ? -1 : 0);

async function balanced(family: FamilyCode, batches: readonly DebitBatchId[]): Promise<void> {
  const [entries, invoices] = await Promise.all([town.payments(family), town.invoices(family)]);
  for (const { amount, parts, over } of entries) expect(sum(parts.map((part) => part.amount)) + over).toBe(amount);
  for (const invoice of invoices) {
    const moved = sum(
      entries.map(
        ({ kind, parts }) =>
          sign(kind) * sum(parts.filter(({ period }) => period === invoice.period).map(({ amount }) => amount)),
      ),
    );
    expect(invoice.settlement?.paid ?? 0).toBe(moved);
    expect(moved).toBeGreaterThanOrEqual(0);
    expect(moved).toBeLessThanOrEqual(invoice.total);
    expect(dueOf(invoice)).toBe(cents(invoice.total - moved));
  }
  for (const batch of batches) {
    const { batch: head, debits } = await town.look(batch);
    const own = debits.filter(({ familyCode }) => familyCode === family);
    expect(own.length).toBeLessThanOrEqual(1);
    for (const { state, returned, amount, numbers } of own) {
      const came = entries.filter(({ name }) => name === debitName({ batch, familyCode: family }));
      const back = entries.filter(({ name }) => name === returnName({ batch, familyCode: family }));
      const settled = state === "settled" || returned?.settled === true;
      expect(came.map((one) => one.amount)).toEqual(settled ? [amount] : []);
      expect(back.map((one) => one.amount)).toEqual(returned?.settled ? [amount] : []);
      if (head.state === "settled" || head.state === "cancelled") expect(state).not.toBe("waiting");
      // An invoice waits for that batch as long as its debit waits, and no longer.
      const waiting = invoices.filter(({ settlement }) => settlement?.debited?.batch === batch);
      expect(waiting).toHaveLength(state === "waiting" ? numbers.length : 0);
    }
  }
  const mandates = await readMandates(town.world.table, family);
  expect(mandates.slice(0, -1).every(({ state }) => state === "revoked")).toBe(true);
}

describe("The ledger with direct debits", () => {
  it(
    "equals its entries whatever is signed, debited, settled, called off, sent back and paid beside, and no cent is created",
    { timeout: 120_000 },
    async () => {
      const catalogue = catalogueCache(() => readCatalogue(town.world.table), town.clock);
      const desk = deskUseCases({ table: town.world.table, clock: town.clock, catalogue });
      await fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 6, maxLength: 18 }), async (story) => {
          const both = [code((families += 1)), code((families += 1))] as const;
          const batches: DebitBatchId[] = [];
          const begun: (readonly [FamilyCode, PayfipOperationId])[] = [];
          const other = town.world.another();
          const twice = async (at: number, act: (table: typeof other.table) => Promise<unknown>): Promise<void> => {
            await Promise.all([town.world.table, other.table].slice(0, at).map((table) => tried(act(table))));
          };
          for (const one of story) {
            const last = batches.at(-1);
            const family = "who" in one ? (one.who === 0 ? both[0] : both[1]) : both[0];
            if (one.kind === "sign") await tried(town.sign(family));
            else if (one.kind === "revoke") {
              const rum = (await readMandates(town.world.table, family)).at(-1)?.rum;
              if (rum !== undefined) await tried(town.revoke(family, rum));
            } else if (one.kind === "begin") {
              const operation = await tried(town.begin(family, [november, december]));
              if (!operation) continue;
              begun.push([family, operation]);
              await town.choose(operation, { result: one.paid ? "P" : "A" });
            } else if (one.kind === "desk")
              await tried(
                desk["payment.enter"]({
                  ...town.from,
                  session: staffSession,
                  params: { familyCode: family },
                  body: {
                    idempotencyKey: newKey(),
                    accountId: till.id,
                    periods: [november, december],
                    means: "cash",
                    amount: one.amount,
                    on: town.today(),
                  },
                }),
              );
            else if (one.kind === "prepare") {
              const key = newKey();
              const february = id("PlainDate", "2027-02-08");
              const on = town.earliest() > february ? town.earliest() : february;
              await twice(one.at, (table) => town.prepare(on, key, table));
              const made = await tried(town.prepare(on, key));
              if (made && !batches.includes(made.batch.batch)) batches.push(made.batch.batch);
            } else if (one.kind === "pass") town.pass(one.days * 1440);
            else if (!last) continue;
            else if (one.kind === "settle") {
              const { batch } = await town.look(last);
              const days = (Date.parse(batch.dueOn) - Date.parse(town.today())) / 86_400_000;
              if (days > 0) town.pass(days * 1440);
              await twice(one.at, (table) => town.settleBatch(last, table));
            } else if (one.kind === "callOff") await tried(town.callOff(last));
            else await tried(town.sendBack(last, family, one.code));
          }
          for (const [family, operation] of begun) await town.result(family, operation);
          for (const family of both) {
            await balanced(family, batches);
            await town.forget(family);
          }
        }),
        { numRuns: stories, endOnFailure: true },
      );
    },
  );
});
