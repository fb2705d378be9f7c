/** Money at the desk, on the emulator: what it settles, what is refused, what is taken back, and what the till says. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { dueOf, paymentStateOf } from "../../../functions/billing/rules/settlement.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { deskLists } from "../../../functions/payment/use-cases/desk-views.ts";
import { deskUseCases } from "../../../functions/payment/use-cases/desk.ts";
import { readOpenAttempts } from "../../../functions/payment/store/attempts.ts";
import type { Table } from "../../../functions/table/table.ts";
import { role, till } from "../billing/support.ts";
import { diesAt } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import { newKey } from "../booking/support.ts";
import { code } from "../reminder/support.ts";
import { december, november, openPayments, type Payments } from "./support.ts";

let town: Payments;
let families = 0;
beforeAll(async () => {
  town = await openPayments(100);
}, 60_000);
afterAll(() => town.end());
const someone = () => code((families += 1));

const over = (table: Table) => {
  const catalogue = catalogueCache(() => readCatalogue(table, { accountOf }), town.clock);
  const dependencies = { table, clock: town.clock, catalogue };
  return { ...deskUseCases(dependencies), ...deskLists(dependencies) };
};
type Enter = Parameters<ReturnType<typeof over>["payment.enter"]>[0]["body"];
const today = () => id("PlainDate", town.clock().slice(0, 10));
const enter = async (familyCode: FamilyCode, change: Partial<Enter> = {}, table = town.world.table) =>
  (
    await over(table)["payment.enter"]({
      ...town.from,
      session: staffSession,
      params: { familyCode },
      body: {
        idempotencyKey: newKey(),
        accountId: till.id,
        periods: [november, december],
        means: "cash",
        amount: 2160,
        on: today(),
        ...change,
      },
    })
  ).body;
const act = (what: "payment.reverse" | "payment.refund", familyCode: FamilyCode, name: string, key = newKey()) =>
  over(town.world.table)[what]({
    ...town.from,
    session: staffSession,
    params: { familyCode, name },
    body: { idempotencyKey: key, reason: "Chèque sans provision" },
  });
const writeOff = (familyCode: FamilyCode, amount: number, key = newKey()) =>
  over(town.world.table)["payment.writeOff"]({
    ...town.from,
    session: staffSession,
    params: { familyCode, period: december, accountId: till.id },
    body: { idempotencyKey: key, amount, reason: "Remise gracieuse" },
  });
const plan = (familyCode: FamilyCode, count: number) =>
  over(town.world.table)["payment.plan"]({
    ...town.from,
    session: staffSession,
    params: { familyCode, period: december, accountId: till.id },
    body: { count, first: today() },
  });
const refused = async (act: Promise<unknown>): Promise<string> => {
  const error: unknown = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`Not refused: ${String(error)}`);
  return error.code;
};
const due = async (familyCode: FamilyCode): Promise<readonly number[]> => [
  dueOf(await town.invoice(familyCode, november)),
  dueOf(await town.invoice(familyCode, december)),
];

describe("Money at the desk", () => {
  it.each(["cash", "cheque", "transfer"] as const)("by %s settles several invoices at once", async (means) => {
    const family = someone();
    const { invoices, entries } = await enter(family, { means });
    expect(await due(family)).toEqual([0, 0]);
    expect(invoices.map(({ accountId }) => accountId)).toEqual([role.id]);
    expect(entries).toMatchObject([{ kind: "payment", means, amount: 2160, over: 0, by: "Agent", can: "reverse" }]);
  });

  it("in part settles the oldest invoice first, and the rest is paid another day", async () => {
    const family = someone();
    await enter(family, { amount: 1000 });
    expect(await due(family)).toEqual([0, 1160]);
    expect(paymentStateOf(await town.invoice(family, december))).toBe("part");
    await enter(family, { periods: [december], amount: 1160, means: "cheque", reference: "0001234" });
    expect(await due(family)).toEqual([0, 0]);
    expect((await town.payments(family)).map(({ amount }) => amount).sort()).toEqual([1000, 1160]);
  });

  it("is refused above what is due, of a day to come or long past, for an invoice that is not there", async () => {
    const family = someone();
    expect(await refused(enter(family, { amount: 2161 }))).toBe("notPossible");
    expect(await refused(enter(family, { on: id("PlainDate", "2030-01-01") }))).toBe("notPossible");
    expect(await refused(enter(family, { on: id("PlainDate", "2026-01-01") }))).toBe("notPossible");
    expect(await refused(enter(family, { periods: [id("PlainMonth", "2026-05")] }))).toBe("notFound");
    expect(await refused(enter(id("FamilyCode", "INCONNUE9")))).toBe("notFound");
    expect(await due(family)).toEqual([720, 1440]);
  });

  it("by CESU pays no more than what CESU may: nothing of a child of eight’s Wednesdays", async () => {
    expect(await refused(enter(someone(), { means: "cesu", amount: 1 }))).toBe("notPossible");
  });

  it("sent twice, and by two at once, is one entry; another one under its key is refused", async () => {
    const family = someone();
    const idempotencyKey = newKey();
    await Promise.all([
      enter(family, { idempotencyKey, amount: 1000 }),
      enter(family, { idempotencyKey, amount: 1000 }, town.world.another().table),
    ]);
    await enter(family, { idempotencyKey, amount: 1000 });
    expect(await due(family)).toEqual([0, 1160]);
    expect(await town.payments(family)).toHaveLength(1);
    expect(await refused(enter(family, { idempotencyKey, amount: 1001 }))).toBe("idempotencyKey.reused");
  });

  it("and online at once settle each cent once: what is too much is shown for refund, and given back once", async () => {
    const family = someone();
    const operation = await town.begin(family, [november]);
    await town.choose(operation);
    await Promise.all([
      enter(family, { periods: [november], amount: 720 }, town.world.another().table).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      }),
      town.result(family, operation),
    ]);
    const invoice = await town.invoice(family, november);
    expect(invoice.settlement?.paid).toBe(720);
    const [online] = (await town.payments(family)).filter(({ name }) => name === operation);
    if ((online?.over ?? 0) > 0) {
      await act("payment.refund", family, operation);
      expect(await refused(act("payment.refund", family, operation))).toBe("notPossible");
      expect((await readOpenAttempts(town.world.table, "odd")).map((one) => one.operation)).not.toContain(operation);
    } else expect(await refused(act("payment.refund", family, operation))).toBe("notPossible");
    expect(await refused(act("payment.reverse", family, operation))).toBe("notPossible");
  });

  it("that dies at any data call is one entry when it is sent again", { timeout: 60_000 }, async () => {
    for (const when of ["before", "after"] as const)
      for (let index = 0, more = true; more; index += 1) {
        const family = someone();
        const idempotencyKey = newKey();
        const other = town.world.another();
        const useCases = over(other.table);
        other.faults.plan(diesAt(index, when));
        const died = await useCases["payment.enter"]({
          ...town.from,
          session: staffSession,
          params: { familyCode: family },
          body: {
            idempotencyKey,
            accountId: till.id,
            periods: [november],
            means: "cash",
            amount: 500,
            on: today(),
          },
        }).then(
          () => false,
          (error: unknown) => String(error).includes("The process has died"),
        );
        more = (await other.faults.clear()) > index;
        expect(died).toBe(more);
        await enter(family, { idempotencyKey, periods: [november], amount: 500 });
        expect(await due(family)).toEqual([220, 1440]);
        expect(await town.payments(family)).toHaveLength(1);
      }
  });
});

describe("What was entered", () => {
  it("is taken back once, with a reason: it is due again, and both entries stay", async () => {
    const family = someone();
    const { entries } = await enter(family, { means: "cheque" });
    const name = entries[0]?.name ?? "";
    const key = newKey();
    await act("payment.reverse", family, name, key);
    // The same act once more.
    await act("payment.reverse", family, name, key);
    expect(await due(family)).toEqual([720, 1440]);
    expect(await refused(act("payment.reverse", family, name))).toBe("notPossible");
    const { entries: after } = (
      await over(town.world.table)["payment.ofFamily"]({
        ...town.from,
        session: staffSession,
        params: { familyCode: family },
      })
    ).body;
    expect(after.map(({ kind, undone, can, reason }) => [kind, undone, can, reason]).sort()).toEqual([
      ["payment", true, null, undefined],
      ["reversal", false, null, "Chèque sans provision"],
    ]);
  });

  it("of a sum that is given up is a write-off: not due, not paid, and taken back the same way", async () => {
    const family = someone();
    const key = newKey();
    await writeOff(family, 440, key);
    await writeOff(family, 440, key);
    expect(await due(family)).toEqual([720, 1000]);
    expect((await town.invoice(family, december)).settlement).toMatchObject({ paid: 0, writtenOff: 440 });
    expect(await refused(writeOff(family, 1001))).toBe("notPossible");
    await act("payment.reverse", family, key);
    expect(await due(family)).toEqual([720, 1440]);
  });

  it("lets an invoice be paid in three times; in one time, it is as it was", async () => {
    const family = someone();
    const { body } = await plan(family, 3);
    expect(body.invoices.find(({ accountId, period }) => accountId === till.id && period === december)?.plan).toEqual([
      { on: today(), amount: 480 },
      { on: "2027-02-10", amount: 480 },
      { on: "2027-03-10", amount: 480 },
    ]);
    await enter(family, { periods: [december], amount: 480 });
    expect((await town.invoice(family, december)).settlement).toMatchObject({ paid: 480, plan: { settled: 0 } });
    await plan(family, 1);
    expect((await town.invoice(family, december)).settlement?.plan).toBeUndefined();
    expect((await town.invoice(family, december)).settlement?.paid).toBe(480);
  });
});

describe("The office", () => {
  it("reads the till of a day by account and means, and what is unpaid of a month, late or not", async () => {
    // A day on which nothing else was entered.
    const on = id("PlainDate", "2027-01-02");
    const [one, other] = [someone(), someone()];
    await enter(one, { amount: 1000, on });
    const cheque = await enter(other, { amount: 2160, on, means: "cheque" });
    await act("payment.reverse", other, cheque.entries[0]?.name ?? "");
    const { body } = await over(town.world.table)["payment.till"]({
      ...town.from,
      session: staffSession,
      params: { date: on },
    });
    expect(body.sums).toEqual([
      { accountId: till.id, accountName: "Régie", means: "cash", entries: 1, amount: 1000 },
      { accountId: till.id, accountName: "Régie", means: "cheque", entries: 1, amount: 2160 },
    ]);
    expect(body.entries.map(({ familyCode }) => familyCode).sort()).toEqual([one, other].sort());

    const unpaid = async () =>
      (
        await over(town.world.table)["payment.unpaid"]({
          ...town.from,
          session: staffSession,
          params: { period: december },
        })
      ).body;
    const before = await unpaid();
    expect(
      before.invoices.find(({ familyCode, number }) => familyCode === one && number.startsWith("ALSH")),
    ).toMatchObject({
      names: ["Claire Durand"],
      due: 1160,
      late: 0,
    });
    expect(before.due).toBe(before.invoices.reduce((sum, invoice) => sum + invoice.due, 0));
    town.pass(60 * 24 * 40);
    const after = await unpaid();
    expect(after.late).toBe(after.due);
  });
});
