/** Batches, on the emulator: who is debited and who is left out, the file, the money that comes, what a bank sends back, what is told. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dueOf, paymentStateOf } from "../../../functions/billing/rules/settlement.ts";
import { tellDebit } from "../../../functions/direct-debit/follow/tell-debits.ts";
import { readMandates } from "../../../functions/direct-debit/store/mandates.ts";
import { batchWrite, readBatch } from "../../../functions/direct-debit/store/batches.ts";
import { goOn } from "../../../functions/direct-debit/use-cases/go-on.ts";
import { debitName } from "../../../functions/direct-debit/rules/batch.ts";
import { id, type DebitBatchId, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { deskUseCases } from "../../../functions/payment/use-cases/desk.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import { put } from "../../../functions/table/write.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { pain008Faults } from "../../unit/direct-debit/pain008-rules.ts";
import { till } from "../billing/support.ts";
import { everyDeath } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import { newKey } from "../booking/support.ts";
import { december, november } from "../payment/support.ts";
import { mailsTo } from "../planning/support.ts";
import { code } from "../reminder/support.ts";
import { openDebits, type Debits } from "./support.ts";
import { refused } from "../../support/refused.ts";

let town: Debits;
let families = 0;
beforeAll(async () => {
  town = await openDebits(70);
}, 60_000);
afterAll(() => town.end());
const someone = () => code((families += 1));

/** After the last day of both invoices. */
const february = id("PlainDate", "2027-02-08");
const dues = async (family: FamilyCode) => (await town.invoices(family)).map(dueOf);
const states = async (family: FamilyCode) => (await town.invoices(family)).map(paymentStateOf);
const desk = () =>
  deskUseCases({
    table: town.world.table,
    clock: town.clock,
    catalogue: catalogueCache(() => readCatalogue(town.world.table, { accountOf }), town.clock),
  });
const payAtDesk = (familyCode: FamilyCode, amount: number) =>
  desk()["payment.enter"]({
    ...town.from,
    session: staffSession,
    params: { familyCode },
    body: {
      idempotencyKey: newKey(),
      accountId: till.id,
      periods: [november, december],
      means: "cash",
      amount,
      on: town.today(),
    },
  });
const plan = (familyCode: FamilyCode) =>
  desk()["payment.plan"]({
    ...town.from,
    session: staffSession,
    params: { familyCode, period: december, accountId: till.id },
    body: { count: 3, first: town.today() },
  });
/** A day on which both invoices are due, and of which families can still be told. */
const soon = (): PlainDate => (town.earliest() > february ? town.earliest() : february);
const reach = (on: string): void => {
  town.pass((Date.parse(`${on}T09:00:00Z`) - Date.parse(town.clock())) / 60_000);
};
/** The families of a batch are looked at by no other one of this file. */
const after = async (...codes: readonly FamilyCode[]): Promise<void> => {
  for (const one of codes) await town.forget(one);
};

describe("A batch", () => {
  it("debits each family once, for what is due by its day; bad debtors are left out and stop nobody", async () => {
    const [good, part, suspended, awaited, slowly, none, revoked] = Array.from({ length: 7 }, someone);
    if (!good || !part || !suspended || !awaited || !slowly || !none || !revoked) throw new Error("Too few");
    for (const one of [good, part, suspended, awaited, slowly, revoked]) await town.sign(one);
    await payAtDesk(part, 1000);
    await town.revoke(revoked, `ALSH-${revoked}-1`);
    const operation = await town.begin(awaited, [november, december]);
    await plan(slowly);
    expect(await refused(town.preview(addDays(town.today(), 13)))).toMatchObject({ code: "notPossible" });
    expect(await refused(town.preview(id("PlainDate", "2027-02-07")))).toMatchObject({ code: "notPossible" });
    const seen = await town.preview(february);
    // November alone of the family that pays December in three times.
    expect(seen.sums).toEqual({ count: 4, total: 2160 + 1160 + 2160 + 720 });
    expect(seen.first).toEqual(seen.sums);
    expect(seen.left.map(({ familyCode, why }) => [familyCode, why]).sort()).toEqual(
      [
        [awaited, "awaited"],
        [awaited, "awaited"],
        [slowly, "plan"],
        [revoked, "revoked"],
        [revoked, "revoked"],
      ].sort(),
    );
    const key = newKey();
    const [made, again] = await Promise.all([
      town.prepare(february, key),
      town.prepare(february, key, town.world.another().table),
    ]);
    expect(made.batch.batch).toBe(again.batch.batch);
    expect(await town.batches()).toHaveLength(1);
    expect(await refused(town.prepare(addDays(february, 1), key))).toMatchObject({ code: "idempotencyKey.reused" });
    const { batch, sums, debits } = await town.look(made.batch.batch);
    expect([batch.state, sums]).toEqual(["ready", seen.sums]);
    expect(debits.map(({ familyCode, amount }) => [familyCode, amount])).toEqual(
      [
        [good, 2160],
        [part, 1160],
        [suspended, 2160],
        [slowly, 720],
      ].sort(),
    );
    expect(await states(good)).toEqual(["debited", "debited"]);
    expect((await town.own(good)).accounts[0]?.coming).toMatchObject([{ on: february, amount: 2160 }]);

    // Nobody pays it online meanwhile, and nobody is debited twice.
    expect(await refused(town.begin(good, [november]))).toMatchObject({ code: "notPossible" });
    const payable = (await town.payable(good)).accounts.find(({ accountId }) => accountId === till.id);
    expect(payable?.invoices.map(({ debitedOn }) => debitedOn)).toEqual([february, february]);
    expect(await refused(town.prepare(february))).toMatchObject({ code: "notPossible" });

    const { xml, name } = await town.file(batch.batch);
    expect(name).toBe(`${batch.batch}.xml`);
    expect(pain008Faults(xml)).toEqual([]);

    expect(await refused(town.settleBatch(batch.batch))).toMatchObject({ code: "notPossible" });
    // One bank refuses before the day: that never counted.
    await town.sendBack(batch.batch, suspended, "AC04");
    await town.sendBack(batch.batch, suspended, "AC04");
    expect(await refused(town.sendBack(batch.batch, suspended, "AM04"))).toMatchObject({ code: "notPossible" });
    expect(await dues(suspended)).toEqual([720, 1440]);
    expect(await town.payments(suspended)).toEqual([]);
    expect((await town.own(suspended)).accounts[0]?.mandate).toMatchObject({ standing: "suspended" });
    // One family pays November at the desk all the same.
    await payAtDesk(good, 720);

    reach(february);
    await Promise.all([town.settleBatch(batch.batch), town.settleBatch(batch.batch, town.world.another().table)]);
    expect((await town.look(batch.batch)).batch.state).toBe("settled");
    expect(await dues(good)).toEqual([0, 0]);
    const entry = (await town.payments(good)).find(({ means }) => means === "sepa");
    expect(entry).toMatchObject({ kind: "payment", amount: 2160, over: 720, on: february });
    expect(await dues(slowly)).toEqual([0, 1440]);

    // What was too much is given back, a debit is not taken back at the desk.
    expect(
      await refused(
        desk()["payment.reverse"]({
          ...town.from,
          session: staffSession,
          params: { familyCode: good, name: entry?.name ?? "" },
          body: { idempotencyKey: newKey(), reason: "Erreur" },
        }),
      ),
    ).toMatchObject({ code: "notPossible" });
    await desk()["payment.refund"]({
      ...town.from,
      session: staffSession,
      params: { familyCode: good, name: entry?.name ?? "" },
      body: { idempotencyKey: newKey(), reason: "Virement du 12 mars" },
    });

    // A bank sends one back after the money came: due again, no fee, the mandate goes on.
    await town.sendBack(batch.batch, part, "AM04");
    expect(await dues(part)).toEqual([0, 1160]);
    const [back] = (await town.payments(part)).filter(({ kind }) => kind === "reversal");
    expect(back).toMatchObject({
      amount: 1160,
      means: "sepa",
      of: debitName({ batch: batch.batch, familyCode: part }),
    });
    expect((await town.own(part)).accounts[0]?.mandate?.standing).toBe("active");
    expect((await town.invoices(part))[1]?.settlement?.failed?.how).toBe("returned");
    expect((await town.look(batch.batch)).returned).toEqual({ count: 2, total: 1160 + 2160 });

    // The next batch debits it again, as a recurrent one; what was begun online meanwhile has expired.
    await town.result(awaited, operation);
    const next = await town.prepare(town.earliest());
    expect(next.debits.find(({ familyCode }) => familyCode === part)).toMatchObject({ amount: 1160, sequence: "RCUR" });
    expect(next.debits.find(({ familyCode }) => familyCode === suspended)).toBeUndefined();
    expect(next.batch.batch).toBe("ALSH-P2027-0002");
    expect(pain008Faults((await town.file(next.batch.batch)).xml)).toEqual([]);
    await town.callOff(next.batch.batch);
    await after(good, part, suspended, awaited, slowly, revoked);
  });

  it("that is called off leaves everything to pay as before", async () => {
    const family = someone();
    await town.sign(family);
    const { batch } = await town.prepare(soon());
    await town.callOff(batch.batch);
    const { batch: off, debits } = await town.look(batch.batch);
    expect([off.state, off.reason, debits.map(({ state }) => state)]).toEqual([
      "cancelled",
      "Mauvaise date",
      ["cancelled"],
    ]);
    expect(await states(family)).toEqual(["due", "due"]);
    expect(await refused(town.file(batch.batch))).toMatchObject({ code: "notPossible" });
    expect(await refused(town.settleBatch(batch.batch))).toMatchObject({ code: "notPossible" });
    expect(await refused(town.sendBack(batch.batch, family, "AM04"))).toMatchObject({ code: "notPossible" });
    await after(family);
  });

  it("tells each payer what is coming, called off or sent back, once each", async () => {
    const family = someone();
    const { table } = town.world;
    const record = (batch: DebitBatchId) => readRecord(table, keys.debit(batch, family));
    const tell = async (batch: DebitBatchId, before: Awaited<ReturnType<typeof record>>) => {
      const now = await record(batch);
      if (!now) throw new Error("No debit");
      for (const _ of [1, 2]) await tellDebit({ table, clock: town.clock }, { before, after: now });
      return now;
    };
    await town.sign(family);
    const first = (await town.prepare(soon())).batch;
    const made = await tell(first.batch, null);
    await town.callOff(first.batch);
    await tell(first.batch, made);
    const second = (await town.prepare(soon())).batch;
    const coming = await tell(second.batch, null);
    await town.sendBack(second.batch, family, "MD01");
    await tell(second.batch, coming);
    const mails = await mailsTo(table, family);
    expect(mails.map(({ kind }) => kind).sort()).toEqual([
      "debitCancelled",
      "debitComing",
      "debitComing",
      "debitReturned",
    ]);
    await after(family);
  });

  it("goes on after a mandate was signed anew: what a bank sends back of the old one leaves the new one in force", async () => {
    const family = someone();
    await town.sign(family);
    const { batch } = await town.prepare(soon());
    await town.sign(family, { iban: "DE89370400440532013000" });
    await town.sendBack(batch.batch, family, "MD01");
    expect((await readMandates(town.world.table, family)).map(({ state }) => state)).toEqual(["revoked", "active"]);
    await after(family);
  });
});

describe("A batch of more families than one call can do", () => {
  it("goes on from where the call before came to; of two at once neither does a family twice", async () => {
    const many = Array.from({ length: 5 }, someone);
    for (const one of many) await town.sign(one);
    const { table } = town.world;
    const dependencies = { table, clock: town.clock };
    const batch = id("DebitBatchId", "ALSH-P2027-9000");
    const stands = async () => {
      const found = await readBatch(table, batch);
      if (!found) throw new Error("No batch");
      return found;
    };
    const { noticeDays: _, ...creditor } = till.debit ?? { noticeDays: 0, id: "", name: "", iban: "", bic: "" };
    const head = { batch, accountId: till.id, accountName: till.name, creditor, dueOn: soon(), key: newKey() };
    const by = { login: staffSession.login, name: staffSession.displayName };
    await put(table, batchWrite({ ...head, state: "taking", at: town.clock(), by }).Put);
    let calls = 0;
    for (; (await stands()).state === "taking"; calls += 1) {
      const seen = await stands();
      await Promise.all([
        goOn(dependencies, seen, 2),
        goOn({ ...dependencies, table: town.world.another().table }, seen, 2),
      ]);
    }
    expect(calls).toBe(3);
    expect((await town.look(batch)).sums).toEqual({ count: 5, total: 5 * 2160 });
    const ready = await stands();
    await put(table, batchWrite({ ...ready, state: "settling" }, ready.revision).Put);
    for (calls = 0; (await stands()).state === "settling"; calls += 1) {
      const seen = await stands();
      await Promise.all([
        goOn(dependencies, seen, 2),
        goOn({ ...dependencies, table: town.world.another().table }, seen, 2),
      ]);
    }
    expect(calls).toBe(3);
    for (const one of many) {
      expect(await dues(one)).toEqual([0, 0]);
      expect(await town.payments(one)).toHaveLength(1);
    }
    await after(...many);
  });
});

describe("A process that dies", () => {
  /** A family with a mandate, and nobody else whom a batch would look at. */
  const ready = async (): Promise<FamilyCode> => {
    const family = someone();
    await town.sign(family);
    return family;
  };

  it("while a batch is prepared leaves each family whole, and the same act ends it", { timeout: 60_000 }, async () => {
    const other = town.world.another();
    const scenes = await everyDeath(other.faults, async (dying) => {
      const family = await ready();
      const key = newKey();
      const on = soon();
      await dying(() => town.prepare(on, key, other.table));
      const { batch, sums } = await town.prepare(on, key);
      expect([batch.state, sums]).toEqual(["ready", { count: 1, total: 2160 }]);
      expect(await states(family)).toEqual(["debited", "debited"]);
      await town.callOff(batch.batch);
      await after(family);
    });
    expect(scenes).toBeGreaterThan(4);
  });

  it("while the money is settled, or a batch called off, does each debit once", { timeout: 60_000 }, async () => {
    const other = town.world.another();
    for (const act of ["settleBatch", "callOff"] as const) {
      const scenes = await everyDeath(other.faults, async (dying) => {
        const family = await ready();
        const { batch } = await town.prepare(soon());
        reach(batch.dueOn);
        await dying(() => town[act](batch.batch, other.table));
        const stands = (await town.look(batch.batch)).batch;
        if (stands.state === "ready") await town[act](batch.batch);
        else await town.goOn(batch.batch);
        expect((await town.look(batch.batch)).batch.state).toBe(act === "settleBatch" ? "settled" : "cancelled");
        expect(await dues(family)).toEqual(act === "settleBatch" ? [0, 0] : [720, 1440]);
        expect((await town.payments(family)).map(({ amount }) => amount)).toEqual(act === "settleBatch" ? [2160] : []);
        await after(family);
      });
      expect(scenes).toBeGreaterThan(4);
    }
  });

  it("while a return is recorded takes the money back once", { timeout: 60_000 }, async () => {
    const other = town.world.another();
    const scenes = await everyDeath(other.faults, async (dying) => {
      const family = await ready();
      const { batch } = await town.prepare(soon());
      reach(batch.dueOn);
      await town.settleBatch(batch.batch);
      await dying(() => town.sendBack(batch.batch, family, "AC04", other.table));
      await town.sendBack(batch.batch, family, "AC04");
      expect(await dues(family)).toEqual([720, 1440]);
      expect((await town.payments(family)).map(({ kind, amount }) => [kind, amount]).sort()).toEqual([
        ["payment", 2160],
        ["reversal", 2160],
      ]);
      expect((await readMandates(town.world.table, family)).map(({ state }) => state)).toEqual(["suspended"]);
      await after(family);
    });
    expect(scenes).toBeGreaterThan(2);
  });
});
