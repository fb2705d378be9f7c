/** A family pays online: whatever the payer, the treasury and the network do, its invoices say what was paid, once. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dueOf, paymentStateOf } from "../../../functions/billing/rules/settlement.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { readForgeries } from "../../../functions/payment/store/forgeries.ts";
import { readOpenAttempts } from "../../../functions/payment/store/attempts.ts";
import { role, till } from "../billing/support.ts";
import { code } from "../reminder/support.ts";
import { december, november, openPayments, type Payments } from "./support.ts";

let town: Payments;
let families = 0;
beforeAll(async () => {
  town = await openPayments(30);
}, 60_000);
afterAll(() => town.end());

/** One whom nothing has happened to. */
const someone = () => code((families += 1));
const refused = async (attempt: Promise<unknown>): Promise<string> => {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`Not refused: ${String(error)}`);
  return `${error.code}: ${error.details.detail}`;
};
const stateOf = async (...of: Parameters<Payments["invoice"]>) => paymentStateOf(await town.invoice(...of));

describe("An invoice", () => {
  it("is paid by card or by debit, on the day that Paris had, with what the bank calls it", async () => {
    for (const [result, means] of [
      ["P", "card"],
      ["V", "debit"],
    ] as const) {
      const family = someone();
      const operation = await town.begin(family, [november]);
      expect(await stateOf(family, november)).toBe("awaited");
      await town.choose(operation, { result });
      expect(await town.result(family, operation)).toMatchObject({ state: "paid", amount: 720, over: 0, away: false });
      expect(await stateOf(family, november)).toBe("paid");
      expect(await town.payments(family)).toMatchObject([
        {
          name: operation,
          means,
          amount: 720,
          over: 0,
          on: "2027-01-10",
          reference: (await town.invoice(family, november)).issue?.reference,
          parts: [{ period: november, amount: 720 }],
        },
      ]);
      expect((await town.payments(family))[0]?.authorisation).toContain(operation.slice(0, 6));
    }
  });

  it("counts in the year that Paris was in when it was paid", async () => {
    const late = await openPayments(1);
    try {
      // Half past eleven at night in London, on New Year's Eve: half past midnight in Paris.
      late.pass((Date.parse("2027-12-31T23:30:00Z") - Date.parse(late.clock())) / 60_000);
      const operation = await late.begin(code(1), [november]);
      await late.choose(operation);
      await late.result(code(1), operation);
      expect((await late.payments(code(1)))[0]?.on).toBe("2028-01-01");
    } finally {
      await late.end();
    }
  });

  it("that was refused or given up says so, and is paid anew by a fresh operation", async () => {
    for (const [result, how] of [
      ["R", "refused"],
      ["Z", "refused"],
      ["A", "cancelled"],
    ] as const) {
      const family = someone();
      const first = await town.begin(family, [november]);
      await town.choose(first, { result });
      expect(await town.result(family, first)).toMatchObject({ state: how });
      const invoice = await town.invoice(family, november);
      expect([paymentStateOf(invoice), invoice.settlement?.failed?.how]).toEqual(["due", how]);
      const second = await town.begin(family, [november]);
      expect(second).not.toBe(first);
      await town.choose(second);
      await town.result(family, second);
      expect(await town.invoice(family, november)).toMatchObject({ settlement: { paid: 720 } });
      expect((await town.invoice(family, november)).settlement?.failed).toBeUndefined();
    }
  });

  it("whose tab was closed is settled by the notification, by a late one too, by twice the same, and by the schedule without any", async () => {
    for (const notification of ["once", "twice"] as const) {
      const family = someone();
      await town.choose(await town.begin(family, [november]), { notification });
      expect(await stateOf(family, november)).toBe("paid");
      expect(await town.payments(family)).toHaveLength(1);
    }
    const late = someone();
    await town.choose(await town.begin(late, [november]), { notification: "late" });
    await expect.poll(() => stateOf(late, november)).toBe("paid");
    const never = someone();
    await town.choose(await town.begin(never, [november]), { notification: "never" });
    expect(await stateOf(never, november)).toBe("awaited");
    town.pass(3);
    await town.reconcile();
    expect(await stateOf(never, november)).toBe("paid");
  });

  it("is settled once by the page, notifications and schedules at the same instant", async () => {
    const family = someone();
    const operation = await town.begin(family, [november, december]);
    await town.choose(operation);
    town.pass(3);
    await Promise.all([
      ...Array.from({ length: 4 }, () => town.result(family, operation, town.world.another().table)),
      ...Array.from({ length: 4 }, () => town.reconcile(town.world.another().table)),
    ]);
    expect(await town.payments(family)).toHaveLength(1);
    expect((await town.invoice(family, november)).settlement).toMatchObject({ paid: 720 });
    expect((await town.invoice(family, december)).settlement).toMatchObject({ paid: 1440 });
  });

  it("without a result waits for the treasury, then can be paid anew; one that was paid after all is shown for refund", async () => {
    const family = someone();
    const first = await town.begin(family, [november]);
    // The treasury's page is open; nobody pays the same invoice beside it.
    await (await fetch(town.service.pageOf(first))).text();
    expect(await refused(town.begin(family, [november]))).toMatch(
      /^notPossible: Un paiement de cette facture est en cours depuis/u,
    );
    expect(await town.result(family, first)).toMatchObject({ state: "waiting" });
    town.pass(16);
    const second = await town.begin(family, [november]);
    await town.choose(second);
    await town.result(family, second);
    expect(await stateOf(family, november)).toBe("paid");
    // The first one comes back an hour later, paid.
    town.pass(60);
    await town.decide(first, "P");
    await town.reconcile();
    expect(await town.attempt(first)).toMatchObject({ state: "paid", over: 720 });
    expect((await town.invoice(family, november)).settlement).toMatchObject({ paid: 720 });
    expect((await town.payments(family)).map(({ amount, over }) => [amount, over]).sort()).toEqual([
      [720, 0],
      [720, 720],
    ]);
    expect((await readOpenAttempts(town.world.table, "odd")).map(({ operation }) => operation)).toContain(first);
  });

  it("of which the treasury never says anything is to pay again after two hours, and nothing waits any more", async () => {
    const family = someone();
    const operation = await town.begin(family, [november]);
    town.pass(119);
    await town.reconcile();
    expect(await stateOf(family, november)).toBe("awaited");
    town.pass(2);
    await town.result(family, operation);
    expect((await town.invoice(family, november)).settlement?.failed?.how).toBe("expired");
    expect((await readOpenAttempts(town.world.table, "waiting")).map((one) => one.operation)).not.toContain(operation);
  });

  it("given up and paid after all, in the page that went back, is settled by the schedule", async () => {
    const family = someone();
    const operation = await town.begin(family, [november]);
    await town.choose(operation, { result: "A" });
    await town.result(family, operation);
    expect((await readOpenAttempts(town.world.table, "waiting")).map((one) => one.operation)).toContain(operation);
    town.pass(16);
    await town.reconcile();
    expect((await readOpenAttempts(town.world.table, "waiting")).map((one) => one.operation)).not.toContain(operation);
    expect(await town.attempt(operation)).toMatchObject({ state: "cancelled" });
  });

  it("paid by a means that nobody knows goes on waiting, and is for staff once it should have ended", async () => {
    const family = someone();
    const operation = await town.begin(family, [november]);
    await town.choose(operation, { result: "X" });
    await town.result(family, operation);
    expect(await stateOf(family, november)).toBe("awaited");
    town.pass(121);
    await town.reconcile();
    expect(await town.attempt(operation)).toMatchObject({ state: "unclear" });
    expect((await readOpenAttempts(town.world.table, "odd")).map((one) => one.operation)).toContain(operation);
  });
});

describe("Several invoices", () => {
  it("of a till are paid at once, under a reference of their own, oldest first", async () => {
    const family = someone();
    const operation = await town.begin(family, [december, november]);
    const attempt = await town.attempt(operation);
    expect(attempt).toMatchObject({ amount: 2160, invoices: [{ period: november }, { period: december }] });
    expect(attempt.reference).toMatch(/^ALSH[0-9]{10}P[0-9A-Z]{6,7}$/u);
    await town.choose(operation);
    await town.result(family, operation);
    expect((await town.payments(family))[0]?.parts).toMatchObject([
      { period: november, amount: 720 },
      { period: december, amount: 1440 },
    ]);
  });

  it("of the public accountant are paid one by one, by the reference that he knows", async () => {
    const family = someone();
    expect(await refused(town.begin(family, [november, december], { accountId: role.id }))).toMatch(
      /^notPossible: .*une par une/u,
    );
    const operation = await town.begin(family, [december], { accountId: role.id });
    expect(await town.attempt(operation)).toMatchObject({
      amount: 1600,
      reference: (await town.invoice(family, december, role.id)).issue?.reference,
    });
  });

  it("of which one was paid meanwhile: what is left over is for refund, no invoice gets more than it asks", async () => {
    const family = someone();
    const both = await town.begin(family, [november, december]);
    await (await fetch(town.service.pageOf(both))).text();
    town.pass(16);
    const one = await town.begin(family, [november]);
    await town.choose(one);
    await town.result(family, one);
    await town.decide(both, "P");
    expect(await town.result(family, both)).toMatchObject({ state: "paid", over: 720 });
    expect(dueOf(await town.invoice(family, november)) + dueOf(await town.invoice(family, december))).toBe(0);
    expect((await town.invoice(family, november)).settlement?.paid).toBe(720);
  });
});

describe("What a browser asks", () => {
  it("is refused, and nothing begins: another family's invoice, one that is paid, none, one twice, a month without one", async () => {
    const family = someone();
    const other = someone();
    const operation = await town.begin(other, [november]);
    await town.choose(operation);
    await town.result(other, operation);
    expect(await refused(town.begin(other, [november]))).toMatch(/^notPossible: Cette facture est déjà payée/u);
    expect(await refused(town.begin(family, [november, november]))).toMatch(/^notPossible/u);
    expect(await refused(town.begin(family, [id("PlainMonth", "2026-05")]))).toMatch(/^notFound/u);
    // What is below the threshold is no invoice yet.
    expect(await refused(town.begin(family, [november], { accountId: role.id }))).toMatch(/^notFound/u);
    expect(await refused(town.begin(family, [november], { online: false }))).toMatch(
      /^notPossible: .*ne se paie pas depuis/u,
    );
    expect(await refused(town.result(family, operation))).toMatch(/^notFound/u);
    expect((await town.invoice(family, november)).settlement).toBeUndefined();
  });

  it("at the same instant twice begins once", async () => {
    const family = someone();
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => town.begin(family, [november], { table: town.world.another().table })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Problem);
  });

  it("shows what is due by account, and how it is paid with the portal's own way and without", async () => {
    const family = someone();
    const { accounts } = await town.payable(family);
    expect(
      accounts.map(({ accountId, together, how, invoices }) => [
        accountId,
        together,
        how.kind,
        invoices.map(({ due }) => due),
      ]),
    ).toEqual(
      expect.arrayContaining([
        [till.id, true, "online", [720, 1440]],
        [role.id, false, "online", [1600]],
      ]),
    );
    const without = await town.payable(family, false);
    expect(without.accounts.map(({ how }) => how)).toEqual([
      { kind: "treasury", address: "https://www.payfip.gouv.fr", client: "002045" },
      { kind: "treasury", address: "https://www.payfip.gouv.fr", client: "002045" },
    ]);
  });
});

describe("The treasury", () => {
  it("that is away begins nothing and loses nothing: what was paid before is settled once it is back", async () => {
    const [family, other] = [someone(), someone()];
    const operation = await town.begin(family, [november]);
    await town.choose(operation);
    const power = (down: string) =>
      fetch(`${town.simulator.url}/panne`, { method: "POST", body: new URLSearchParams({ down }) });
    await power("yes");
    try {
      expect(await town.result(family, operation)).toMatchObject({ state: "waiting", away: true });
      expect(await refused(town.begin(other, [november]))).toMatch(/^notPossible: .*ne répond pas/u);
      expect((await town.invoice(other, november)).settlement).toBeUndefined();
      town.pass(200);
      await town.reconcile();
      expect(await stateOf(family, november)).toBe("awaited");
    } finally {
      await power("");
    }
    await town.reconcile();
    expect(await stateOf(family, november)).toBe("paid");
  });

  it("in whose name anybody speaks is not believed: nothing is paid, and the day says how often", async () => {
    const family = someone();
    const operation = await town.begin(family, [november]);
    const before = (await readForgeries(town.world.table))[0]?.count ?? 0;
    const notified = (body: { readonly idop?: string; readonly idOp?: string }) =>
      town.useCases(town.world.table)["payment.notified"]({ ...town.from, session: null, body });
    for (const idop of ["0f1e2d3c-0000-4000-8000-000000000000", operation, operation.toUpperCase()])
      await notified({ idop });
    await notified({ idOp: operation });
    expect((await readForgeries(town.world.table))[0]).toMatchObject({
      count: before + 1,
      date: town.clock().slice(0, 10),
    });
    expect(await stateOf(family, november)).toBe("awaited");
    expect(await town.payments(family)).toEqual([]);
  });
});
