/** The connector of PayFiP against the simulator, which speaks the service's own SOAP over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { payFip, type PayFip } from "../../../functions/payment/payfip.ts";
import type { PaymentOrder } from "../../../functions/payment/rules/payfip.ts";
import { serve, type Listener } from "../../../infra/local/net.ts";
import { startPayfip, type Payfip } from "../../../infra/local/payfip/server.ts";
import { text } from "node:stream/consumers";

const minute = 60_000;
let moment = Date.parse("2026-12-31T23:30:00Z");
let simulator: Payfip;
let portal: Listener;
/** What the portal's own address of notifications has heard. */
let heard: string[] = [];
let payfip: PayFip;

beforeAll(async () => {
  simulator = await startPayfip({ now: () => moment, late: 50, silence: 200 });
  portal = await serve((request, response) => {
    void text(request).then((body) => {
      heard.push(`${request.method ?? ""} ${body}`);
      response.end();
    });
  });
  payfip = payFip(simulator.url);
});
afterAll(async () => {
  await Promise.all([simulator.close(), portal.close()]);
});

const order = (more: Partial<PaymentOrder> = {}): PaymentOrder => ({
  client: "006382",
  year: 2026,
  reference: "ENF2026000123",
  subject: "Facture ENF 2026 000123",
  amount: cents(3750),
  email: "a@exemple.fr",
  mode: "test",
  notifyAt: `${portal.url}/notification`,
  returnTo: `${portal.url}/paiement`,
  ...more,
});

async function created(more: Partial<PaymentOrder> = {}) {
  const answer = await payfip.create(order(more));
  if (answer.kind !== "created") throw new Error(`No operation: ${answer.kind}`);
  return answer.operation;
}

/** What the payer does: opens the page, decides. */
async function pay(operation: string, choice: Readonly<Record<string, string>> = {}): Promise<Response> {
  await (await fetch(`${simulator.url}/tpa/paiementws.web?idop=${operation}`)).text();
  return fetch(`${simulator.url}/tpa/paiementws.web`, {
    method: "POST",
    body: new URLSearchParams({ idop: operation, result: "P", notification: "never", then: "return", ...choice }),
    redirect: "manual",
  });
}

describe("an operation", () => {
  it("has no result until the payer has decided, then says what, for how much, of whom, and when in Paris", async () => {
    const operation = await created();
    expect(payfip.pageOf(operation)).toBe(`${simulator.url}/tpa/paiementws.web?idop=${operation}`);
    expect(await payfip.lookUp(operation)).toEqual({ kind: "noResult" });
    const back = await pay(operation);
    expect(back.headers.get("location")).toBe(`${portal.url}/paiement?idop=${operation}`);
    expect(await payfip.lookUp(operation)).toEqual({
      kind: "result",
      detail: {
        operation,
        outcome: { kind: "paid", means: "card" },
        client: "006382",
        reference: "ENF2026000123",
        amount: 3750,
        authorisation: operation.slice(0, 6),
        // Half past midnight there: of the next year.
        on: { date: "01012027", time: "0030" },
      },
    });
  });

  it.each([
    ["V", { kind: "paid", means: "debit" }],
    ["R", { kind: "refused", means: "card" }],
    ["Z", { kind: "refused", means: "debit" }],
    ["A", { kind: "cancelled" }],
    ["X", { kind: "other", letter: "X" }],
  ])("that ends by %s says so", async (result, outcome) => {
    const operation = await created();
    await pay(operation, { result });
    expect(await payfip.lookUp(operation)).toMatchObject({ kind: "result", detail: { outcome } });
  });

  it("is paid once, within a quarter of an hour, and forgotten at night without a result", async () => {
    const page = async (operation: string): Promise<string> =>
      (await fetch(`${simulator.url}/tpa/paiementws.web?idop=${operation}`)).text();
    const [once, late] = [await created(), await created()];
    await pay(once);
    expect((await pay(once, { result: "R" })).status).toBe(409);
    expect(await page(once)).toContain("P3");
    expect(await payfip.lookUp(once)).toMatchObject({ detail: { outcome: { kind: "paid" } } });
    moment += 16 * minute;
    expect(await page(late)).toContain("P4");
    moment += 24 * 60 * minute;
    expect(await payfip.lookUp(late)).toEqual({ kind: "unknownOperation" });
    expect(await payfip.lookUp(id("PayfipOperationId", "cc0cb210-1cd4-11ea-8cca-0213ad91a103"))).toEqual({
      kind: "unknownOperation",
    });
  });

  it("shows its payer who it is for, whatever its texts are made of", async () => {
    const operation = await created({ subject: "Facture" });
    const page = await (await fetch(payfip.pageOf(operation))).text();
    expect(page).toContain("37,50 €");
    expect(page).toContain("Simulateur de PayFiP");
  });
});

describe("a notification", () => {
  it.each([
    ["once", 1],
    ["never", 0],
    ["twice", 2],
    ["late", 1],
    ["forged", 1],
  ])("comes %s", async (notification, times) => {
    heard = [];
    const operation = await created();
    await pay(operation, { notification });
    if (notification === "late") expect(heard).toEqual([]);
    await expect
      .poll(async () => {
        await simulator.settled();
        return heard.length;
      })
      .toBe(times);
    const named = heard.filter((one) => one === `POST idop=${operation}`).length;
    expect(named).toBe(notification === "forged" ? 0 : times);
  });
});

describe("a fault", () => {
  it.each([
    ["000404", { kind: "refused", part: "client", code: "T2" }],
    ["000403", { kind: "refused", part: "client", code: "T4" }],
    ["000500", { kind: "away", why: "failed" }],
    ["000503", { kind: "away", why: "failed" }],
    ["000400", { kind: "away", why: "failed" }],
    ["000502", { kind: "away", why: "unreadable" }],
    ["000408", { kind: "away", why: "failed" }],
  ])("of account %s is an answer", async (client, answer) => {
    expect(await payfip.create(order({ client }))).toEqual(answer);
    expect(await payfip.account(client)).toEqual(answer);
  });

  it("of an order that cannot be is thrown before anything is sent", async () => {
    await expect(payfip.create(order({ amount: cents(99), reference: "x" }))).rejects.toThrow("reference, amount");
  });

  it("of a service that is down, that is nowhere, or that leads elsewhere is an answer", async () => {
    const set = (down: string) =>
      fetch(`${simulator.url}/panne`, { method: "POST", body: new URLSearchParams({ down }), redirect: "manual" });
    await set("yes");
    expect(await payfip.create(order())).toEqual({ kind: "away", why: "failed" });
    await set("");
    await created();
    expect(await payFip("http://127.0.0.1:1").create(order())).toEqual({ kind: "away", why: "failed" });
    const elsewhere = await serve((_, response) => void response.writeHead(302, { location: simulator.url }).end());
    expect(await payFip(elsewhere.url).create(order())).toEqual({ kind: "away", why: "failed" });
    await elsewhere.close();
  });

  it("of what no program of PayFiP sends is one of protocol", async () => {
    const asked = await fetch(`${simulator.url}/tpa/services/securite`, { method: "POST", body: "<x/>" });
    expect(asked.status).toBe(500);
    expect(await asked.text()).toContain("TechProtocolaireErreur");
  });
});

it("an account's settings are checked by its name at the treasury", async () => {
  expect(await payfip.account("006382")).toEqual({ kind: "known", names: ["COLLECTIVITE SIMULEE", "REGIE"] });
});
