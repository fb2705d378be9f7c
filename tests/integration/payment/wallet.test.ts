/**
 * Wallets on the emulator: put in at the desk and at the treasury's, paid from, given back; what is refused; and a ledger of them
 * that is whole over random stories and wherever a process dies.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../../../functions/http/problem.ts";
import { id, type FamilyCode, type PayfipOperationId } from "../../../functions/kernel/ids.ts";
import { settle } from "../../../functions/payment/use-cases/settle.ts";
import { role, till } from "../billing/support.ts";
import { everyDeath } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import { guardianOf, newKey } from "../booking/support.ts";
import { code } from "../reminder/support.ts";
import { december, november, openPayments, type Payments } from "./support.ts";
import { refused, walletsIn, wholeWallet, type WalletActs } from "./wallet-support.ts";

const stories = 15;
let town: Payments;
let acts: WalletActs;
let families = 0;
beforeAll(async () => {
  town = await openPayments(stories + 100);
  acts = walletsIn(town);
}, 120_000);
afterAll(() => town.end());
const someone = () => code((families += 1));
const choices = [[november], [december], [november, december]] as const;

describe("A wallet", () => {
  it("is topped up at the desk, pays invoices whole and in part, and the rest is given back", async () => {
    const family = someone();
    await acts.topUp(family, 1500);
    town.pass(1);
    const { body } = await acts.pay(family, [november, december], 1500);
    expect(await acts.due(family)).toEqual([0, 660]);
    expect(body.wallets).toMatchObject([
      {
        accountId: till.id,
        balance: 0,
        topUp: { least: 100, most: 30_000, online: true },
        movements: [
          { kind: "invoice", amount: -1500, months: [november, december] },
          { kind: "topUp", amount: 1500 },
        ],
      },
    ]);
    await acts.topUp(family, 1000);
    await acts.enter(family, [december], 660);
    const { body: after } = await acts.giveBack(family, 340);
    expect(after.wallets).toMatchObject([{ accountId: till.id, balance: 0, room: 30_000 }]);
    expect(await acts.due(family)).toEqual([0, 0]);
    await wholeWallet(town, family);
  });

  it("is topped up at the treasury's, and says that it waits for it until it is told", async () => {
    const family = someone();
    const operation = await acts.begin(family, 2500);
    expect((await acts.see(family)).wallets).toMatchObject([{ balance: 0, awaited: { amount: 2500 } }]);
    await town.choose(operation);
    expect(await town.result(family, operation)).toMatchObject({ state: "paid", wallet: true, amount: 2500 });
    const { wallets } = await acts.see(family);
    expect(wallets).toMatchObject([{ balance: 2500, movements: [{ kind: "topUp", amount: 2500 }] }]);
    expect(wallets[0]?.awaited).toBeUndefined();
    await wholeWallet(town, family);
  });

  it("stays as it was when the bank refuses or the payer gives up, and can be topped up at once", async () => {
    const family = someone();
    for (const result of ["R", "A"] as const) {
      const operation = await acts.begin(family, 2500);
      await town.choose(operation, { result });
      await town.result(family, operation);
    }
    expect(await acts.balance(family)).toBe(0);
    expect((await acts.see(family)).wallets[0]?.awaited).toBeUndefined();
    await acts.begin(family, 2500);
  });

  it("gets money that is told of an hour late, whatever was begun since", async () => {
    const family = someone();
    const first = await acts.begin(family, 1000);
    await (await fetch(town.service.pageOf(first))).text();
    expect(await refused(acts.begin(family, 1000))).toBe("notPossible");
    town.pass(16);
    const second = await acts.begin(family, 2000);
    await town.choose(second);
    await town.result(family, second);
    expect(await acts.balance(family)).toBe(2000);
    await town.decide(first, "P");
    town.pass(60);
    await town.reconcile();
    expect(await acts.balance(family)).toBe(3000);
    await wholeWallet(town, family);
  });

  it("never goes below zero, whoever takes from it at the same instant", async () => {
    const family = someone();
    await acts.topUp(family, 720);
    const tries = await Promise.allSettled([
      acts.pay(family, [november], 720, newKey(), town.world.another().table),
      acts.enter(family, [november], 720, newKey(), town.world.another().table),
      acts.giveBack(family, 720, newKey(), town.world.another().table),
      acts.giveBack(family, 720),
    ]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Problem);
    expect(await acts.balance(family)).toBe(0);
    await wholeWallet(town, family);
  });

  it("never holds more than the town lets it, whoever fills it at the same instant", async () => {
    const family = someone();
    const [account] = (await acts.see(family)).wallets;
    const { most } = account?.topUp ?? { most: 0 };
    await acts.topUp(family, most - 1500);
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => acts.topUp(family, 1000, newKey(), town.world.another().table)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Problem);
    expect(await acts.balance(family)).toBe(most - 500);
    await wholeWallet(town, family);
  });

  it("is not there where the town offers none, and for whom the payer does not share invoices with", async () => {
    const family = someone();
    const body = { accountId: role.id, amount: 1000 };
    const session = guardianOf(family);
    expect(await refused(acts.own(town.world.table)["payment.beginTopUp"]({ ...town.from, session, body }))).toBe(
      "notFound",
    );
    expect(
      await refused(
        acts.own(town.world.table)["payment.topUp"]({
          ...town.from,
          session: staffSession,
          params: { familyCode: family, accountId: role.id },
          body: {
            idempotencyKey: newKey(),
            means: "cash",
            amount: 1000,
            on: id("PlainDate", town.clock().slice(0, 10)),
          },
        }),
      ),
    ).toBe("notFound");
  });

  it("takes no amount beyond its bounds, whoever names it, and pays no other amount than the page has said", async () => {
    const family = someone();
    expect(await refused(acts.begin(family, 99))).toBe("notPossible");
    expect(await refused(acts.begin(family, 30_001))).toBe("notPossible");
    await acts.topUp(family, 29_000);
    expect(await refused(acts.topUp(family, 1001))).toBe("notPossible");
    expect(await refused(acts.begin(family, 1001))).toBe("notPossible");
    expect(await refused(acts.giveBack(family, 29_001))).toBe("notPossible");
    expect(await refused(acts.pay(family, [november], 719))).toBe("changed");
    expect(await refused(acts.pay(family, [id("PlainMonth", "2026-05")], 720))).toBe("notFound");
    expect(await refused(acts.enter(family, [november], 721))).toBe("notPossible");
    expect(await refused(acts.pay(someone(), [november], 720))).toBe("notPossible");
    expect(await acts.balance(family)).toBe(29_000);
  });

  it("sent the same twice moves once; another act under its key is refused", async () => {
    const family = someone();
    const [put, paid, back] = [newKey(), newKey(), newKey()];
    await Promise.all([acts.topUp(family, 1000, put), acts.topUp(family, 1000, put, town.world.another().table)]);
    await acts.topUp(family, 1000, put);
    expect(await refused(acts.giveBack(family, 1000, put))).toBe("idempotencyKey.reused");
    for (const _ of [1, 2]) await acts.pay(family, [november], 720, paid);
    for (const _ of [1, 2]) await acts.giveBack(family, 280, back);
    expect(await acts.balance(family)).toBe(0);
    await wholeWallet(town, family);
  });

  it("gives back what it had paid when that is taken back, and only then what had come into it", async () => {
    const family = someone();
    const [put, paid] = [newKey(), newKey()];
    await acts.topUp(family, 720, put);
    await acts.pay(family, [november], 720, paid);
    expect(await refused(acts.reverse(family, put))).toBe("notPossible");
    await acts.reverse(family, paid);
    expect(await acts.due(family)).toEqual([720, 1440]);
    expect(await acts.balance(family)).toBe(720);
    const { body } = await acts.reverse(family, put);
    expect(body.wallets).toMatchObject([{ balance: 0 }]);
    expect(body.entries.every(({ can }) => can === null)).toBe(true);
    await wholeWallet(town, family);
  });

  it("is in the till by what came in and went out, never by what it pays", async () => {
    const family = someone();
    const on = id("PlainDate", "2027-01-03");
    const table = acts.own(town.world.table);
    await table["payment.topUp"]({
      ...town.from,
      session: staffSession,
      params: { familyCode: family, accountId: till.id },
      body: { idempotencyKey: newKey(), means: "cheque", amount: 2000, on, reference: "0001234" },
    });
    await table["payment.enter"]({
      ...town.from,
      session: staffSession,
      params: { familyCode: family },
      body: { idempotencyKey: newKey(), accountId: till.id, periods: [november], means: "wallet", amount: 720, on },
    });
    const { body } = await table["payment.till"]({ ...town.from, session: staffSession, params: { date: on } });
    expect(body.sums).toMatchObject([{ means: "cheque", entries: 1, amount: 2000 }]);
    expect(body.entries.map(({ kind, means }) => [kind, means]).sort()).toEqual([
      ["payment", "wallet"],
      ["topUp", "cheque"],
    ]);
  });
});

const amount = fc.constantFrom(300, 720, 1500, 2160);
const event = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("topUp" as const), amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("begin" as const), amount }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      of: fc.nat(5),
      result: fc.constantFrom("P" as const, "P" as const, "V" as const, "R" as const, "A" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("look" as const), of: fc.nat(5), at: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pay" as const), choice: fc.nat(2), atDesk: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("giveBack" as const), amount }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("reverse" as const), of: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), minutes: fc.constantFrom(1, 16, 130) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reconcile" as const) }) },
);

/** What comes of an act, refused or not. */
const tried = <T>(act: Promise<T>): Promise<T | null> =>
  act.catch((error: unknown) => {
    if (error instanceof Problem) return null;
    throw error;
  });

describe("The ledger of wallets", () => {
  it(
    "is whole to the cent whatever is put in, paid, taken back, given back and replayed",
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 16 }), async (story) => {
          const family: FamilyCode = someone();
          const begun: PayfipOperationId[] = [];
          /** What the treasury has taken. */
          const taken = new Map<string, number>();
          for (const one of story) {
            const operation = "of" in one ? begun[one.of % Math.max(1, begun.length)] : undefined;
            if (one.kind === "topUp") await tried(acts.topUp(family, one.amount));
            else if (one.kind === "giveBack") await tried(acts.giveBack(family, one.amount));
            else if (one.kind === "pass") town.pass(one.minutes);
            else if (one.kind === "reconcile") await town.reconcile();
            else if (one.kind === "begin") {
              const made = await tried(acts.begin(family, one.amount));
              if (made) {
                begun.push(made);
                await (await fetch(town.service.pageOf(made))).text();
              }
            } else if (one.kind === "pay") {
              const periods = choices[one.choice] ?? [november];
              const due = (await acts.due(family)).filter((_, index) => one.choice === 2 || one.choice === index);
              const all = Math.min(
                due.reduce((sum, each) => sum + each, 0),
                await acts.balance(family),
              );
              await (one.atDesk ? tried(acts.enter(family, periods, all)) : tried(acts.pay(family, periods, all)));
            } else if (one.kind === "reverse") {
              const entries = await town.payments(family);
              const entry = entries[one.of % Math.max(1, entries.length)];
              if (entry) await tried(acts.reverse(family, entry.name));
            } else if (!operation) continue;
            else if (one.kind === "look")
              await Promise.all(Array.from({ length: one.at }, () => town.result(family, operation)));
            else {
              const heard = await town.decide(operation, one.result);
              if (heard && (one.result === "P" || one.result === "V"))
                taken.set(operation, (await town.attempt(operation)).amount);
            }
          }
          for (const operation of [...begun].reverse()) await town.result(family, operation);
          const online = (await town.payments(family)).filter(({ means }) => means === "card" || means === "debit");
          expect(
            new Map(online.filter(({ kind }) => kind === "topUp").map(({ name, amount: of }) => [name, of])),
          ).toEqual(taken);
          await wholeWallet(town, family);
        }),
        { numRuns: stories, endOnFailure: true },
      );
    },
  );
});

describe("A process that dies", () => {
  it(
    "while a top-up is settled leaves all of it or nothing, and the schedule ends it",
    { timeout: 60_000 },
    async () => {
      const other = town.world.another();
      await everyDeath(other.faults, async (dying) => {
        const family = someone();
        const operation = await acts.begin(family, 2160);
        await town.choose(operation);
        await dying(() => settle(town.settling(other.table), operation));
        await wholeWallet(town, family);
        town.pass(3);
        await town.reconcile();
        expect(await acts.balance(family)).toBe(2160);
        await wholeWallet(town, family);
      });
    },
  );

  it(
    "while money is put in, paid with or given back has done it once when it is sent again",
    { timeout: 60_000 },
    async () => {
      const other = town.world.another();
      await everyDeath(other.faults, async (dying) => {
        const family = someone();
        const [put, paid, back] = [newKey(), newKey(), newKey()];
        const all = async (table = town.world.table): Promise<void> => {
          await acts.topUp(family, 1000, put, table);
          await acts.pay(family, [november], 720, paid, table);
          await acts.giveBack(family, 280, back, table);
        };
        await dying(() => all(other.table));
        await wholeWallet(town, family);
        await all();
        expect(await acts.balance(family)).toBe(0);
        expect(await acts.due(family)).toEqual([0, 1440]);
        await wholeWallet(town, family);
      });
    },
  );
});
