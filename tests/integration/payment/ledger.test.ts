/**
 * The ledger of payments against a model of it, over random stories of three invoices: attempts begun, paid, refused, given up
 * and forgotten at the treasury's, results looked up late, twice, by several at once and in any order. And a process that dies
 * between any two data calls.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dueOf } from "../../../functions/billing/rules/settlement.ts";
import { Problem } from "../../../functions/http/problem.ts";
import type { FamilyCode, PayfipOperationId } from "../../../functions/kernel/ids.ts";
import { settle } from "../../../functions/payment/use-cases/settle.ts";
import { diesAt } from "../booking/faults.ts";
import { code } from "../reminder/support.ts";
import { december, november, openPayments, type Payments } from "./support.ts";

const stories = 25;
let town: Payments;
let families = 0;
beforeAll(async () => {
  town = await openPayments(stories + 90);
}, 120_000);
afterAll(() => town.end());

const choices = [[november], [december], [november, december]] as const;

/** What happens next. `of`: which attempt of the story, counted round. */
const event = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("begin" as const), choice: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      of: fc.nat(5),
      result: fc.constantFrom("P" as const, "P" as const, "V" as const, "R" as const, "A" as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("look" as const), of: fc.nat(5), at: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), minutes: fc.constantFrom(1, 16, 130) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reconcile" as const) }) },
);

/** Whatever happened: the invoices say what the payments paid, and the payments make what moved. */
async function balanced(family: FamilyCode, moved: ReadonlyMap<PayfipOperationId, number>): Promise<void> {
  const payments = await town.payments(family);
  expect(new Map(payments.map(({ name, amount }) => [name, amount]))).toEqual(moved);
  for (const { amount, parts, over } of payments)
    expect(parts.reduce((sum, part) => sum + part.amount, 0) + over).toBe(amount);
  for (const period of [november, december]) {
    const invoice = await town.invoice(family, period);
    const paid = payments.flatMap(({ parts }) => parts).filter((part) => part.period === period);
    expect(invoice.settlement?.paid ?? 0).toBe(paid.reduce((sum, part) => sum + part.amount, 0));
    expect(invoice.settlement?.paid ?? 0).toBeLessThanOrEqual(invoice.total);
    expect(dueOf(invoice) + (invoice.settlement?.paid ?? 0)).toBe(invoice.total);
  }
}

describe("The ledger", () => {
  it(
    "equals its payments whatever is paid, refused, looked up and replayed, and no cent is created",
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 14 }), async (story) => {
          const family = code((families += 1));
          const begun: PayfipOperationId[] = [];
          const paid = new Map<PayfipOperationId, number>();
          for (const one of story)
            if (one.kind === "begin") {
              const periods = choices[one.choice] ?? [november];
              const operation = await town.begin(family, periods).catch((error: unknown) => {
                if (error instanceof Problem) return null;
                throw error;
              });
              if (operation) {
                begun.push(operation);
                await (await fetch(town.service.pageOf(operation))).text();
              }
            } else if (one.kind === "pass") town.pass(one.minutes);
            else if (one.kind === "reconcile") await town.reconcile();
            else {
              const operation = begun[one.of % Math.max(1, begun.length)];
              if (!operation) continue;
              if (one.kind === "look")
                await Promise.all(Array.from({ length: one.at }, () => town.result(family, operation)));
              else {
                const heard = await town.decide(operation, one.result);
                if (heard && (one.result === "P" || one.result === "V"))
                  paid.set(operation, (await town.attempt(operation)).amount);
              }
            }
          // Whatever was not looked up is, in the end.
          for (const operation of [...begun].reverse()) await town.result(family, operation);
          await balanced(family, paid);
        }),
        { numRuns: stories, endOnFailure: true },
      );
    },
  );
});

describe("A process that dies", () => {
  const someone = () => code((families += 1));

  it(
    "at any data call of a settlement leaves all of it or nothing, and the next one ends it",
    { timeout: 60_000 },
    async () => {
      for (const when of ["before", "after"] as const)
        for (let index = 0, more = true; more; index += 1) {
          const family = someone();
          const operation = await town.begin(family, [november, december]);
          await town.choose(operation);
          const other = town.world.another();
          other.faults.plan(diesAt(index, when));
          const died = await settle(town.settling(other.table), operation).then(
            () => false,
            (error: unknown) => String(error).includes("The process has died"),
          );
          more = (await other.faults.clear()) > index;
          expect(died).toBe(more);
          await balanced(
            family,
            new Map((await town.payments(family)).map(({ name }) => [name as PayfipOperationId, 2160])),
          );
          town.pass(3);
          await town.reconcile();
          await balanced(family, new Map([[operation, 2160]]));
        }
    },
  );

  it(
    "at any data call of a beginning sends nobody to pay what is not written, and the invoice can be paid after it",
    { timeout: 60_000 },
    async () => {
      for (const when of ["before", "after"] as const)
        for (let index = 0, more = true; more; index += 1) {
          const family = someone();
          const other = town.world.another();
          other.faults.plan(diesAt(index, when));
          const died = await town.begin(family, [november], { table: other.table }).then(
            () => false,
            (error: unknown) => String(error).includes("The process has died"),
          );
          more = (await other.faults.clear()) > index;
          expect(died).toBe(more);
          town.pass(130);
          await town.reconcile();
          const operation = await town.begin(family, [november]);
          await town.choose(operation);
          await town.result(family, operation);
          await balanced(family, new Map([[operation, 720]]));
        }
    },
  );
});
