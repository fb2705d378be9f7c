/**
 * Billing through the whole portal of this machine: staff tries a month and bills it, the schedules that follow are fired, the
 * PDF is in the bucket, the payer has a mail and sees the invoice with its lines, and nobody else does.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BillingOverview, PreviewPage, RunView } from "../../../functions/billing/contract/office.ts";
import { familyView } from "../../../functions/family/contract.ts";
import type { OwnInvoices } from "../../../functions/billing/contract/own.ts";
import type { DetailView } from "../../../functions/billing/contract/views.ts";
import { lastDayOf } from "../../../functions/billing/rules/periods.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { readChildren } from "../../../functions/family/store/families.ts";
import { id, readId, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { daysFrom } from "../../../functions/kernel/time.ts";
import { firstDayOf } from "../../../functions/quotient/rules/quotient.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { mailTo } from "../../support/mailbox.ts";
import { problemIn, send, signIn, type SignedIn } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";
import { setBooked } from "./support.ts";

let demo: DemoPortal;
let table: Table;
let plain: DynamoDBClient;
let staff: SignedIn;
let guardians: readonly SignedIn[];
beforeAll(async () => {
  demo = await startDemoPortal();
  const { region, endpoints, tableName } = demo.portal.operator;
  plain = new DynamoDBClient({
    region,
    endpoint: endpoints.dynamodb,
    credentials: { accessKeyId: "operator", secretAccessKey: "local" },
  });
  table = openTable(tableName, plain);
  const { login, password, totpSecret } = demo.staff;
  staff = await signIn(demo.url, login, password, totpSecret);
  guardians = await Promise.all(demo.guardians.map((one) => signIn(demo.url, one.login, one.password)));
});
afterAll(async () => {
  plain.destroy();
  await demo.end();
});

const call = (session: SignedIn, method: string, path: string, body?: unknown) =>
  send(demo.url, { method, path, cookies: session.cookies, ...(body === undefined ? {} : { body }) });
const read = async <T>(session: SignedIn, path: string): Promise<T> => {
  const { status, text } = await call(session, "GET", path);
  expect([path, status]).toEqual([path, 200]);
  return JSON.parse(text) as T;
};
/** A dry run from its first family to its last. */
async function tried(period: string): Promise<readonly PreviewPage[]> {
  const pages: PreviewPage[] = [];
  for (let from: string | null = "0"; from !== null; from = pages.at(-1)?.next ?? null)
    pages.push(await read<PreviewPage>(staff, `/api/staff/billing/${period}/preview?from=${from}`));
  return pages;
}
/** Books four days of every child of the families who sign in, in the latest of these months that an activity runs in. */
async function bookSome(months: readonly PlainMonth[]): Promise<PlainMonth> {
  const { activities } = await readCatalogue(table);
  for (const period of months) {
    const first = firstDayOf(period);
    const activity = activities.find(
      ({ from, to, account }) => from <= first && first <= to && account === "regie-loisirs",
    );
    const unit = activity?.units[0];
    if (!activity || !unit) continue;
    for (const { login } of demo.guardians) {
      const familyCode = readId("FamilyCode", login.split(".")[0] ?? "");
      for (const { id: childId } of familyCode ? await readChildren(table, familyCode) : [])
        for (const date of daysFrom(first, lastDayOf(period)).slice(0, 4))
          await setBooked(table, familyCode ?? id("FamilyCode", login), childId, date, {
            activity: activity.id,
            unit: unit.id,
          });
    }
    return period;
  }
  throw new Error("No activity of the demo town ran in the last months");
}
const sum = (pages: readonly PreviewPage[], of: "invoices" | "amount"): number =>
  pages.flatMap(({ accounts }) => accounts).reduce((total, one) => total + one[of], 0);
/** Fires what the run has asked for, until nothing is left of it. */
async function follow(): Promise<void> {
  for (let rounds = 0; rounds < 20; rounds += 1) {
    await demo.portal.settled();
    const due = demo.portal
      .scheduled()
      .filter(({ functionName }) => functionName === "bill" || functionName === "announceInvoices");
    if (due.length === 0) return;
    for (const { name } of due) await demo.portal.fire(name);
  }
}

/** Everybody in town is looked at, three times. */
const whole = { timeout: 180_000 };

describe("A month", () => {
  test(
    "is tried, billed as it was tried, archived, announced to the payer and to nobody else, and never twice",
    whole,
    async () => {
      const { months, runs, accounts } = await read<BillingOverview>(staff, "/api/staff/billing");
      expect(accounts.map(({ name }) => name)).toEqual([
        "Régie des accueils de loisirs",
        "Restauration et accueils du matin et du soir",
      ]);
      const free = months.filter((month) => !runs.some(({ period }) => period === month));
      const period = await bookSome(free);
      const before = await demo.records();
      const pages = await tried(period);
      expect(
        [...(await demo.records()).keys()].filter((key) => /STATEMENT|BILL/u.test(key) && !before.has(key)),
      ).toEqual([]);
      expect(sum(pages, "invoices")).toBeGreaterThan(0);

      const [one, other] = await Promise.all([
        call(staff, "POST", `/api/staff/billing/${period}/run`),
        call(staff, "POST", `/api/staff/billing/${period}/run`),
      ]);
      expect([one.status, other.status]).toEqual([202, 202]);
      await follow();
      const run = (await read<BillingOverview>(staff, "/api/staff/billing")).runs.find(
        (each) => each.period === period,
      );
      expect(run).toMatchObject({
        state: "done",
        invoices: sum(pages, "invoices"),
        amount: sum(pages, "amount"),
        archived: sum(pages, "invoices"),
      } satisfies Partial<RunView>);
      // Once more changes nothing.
      await call(staff, "POST", `/api/staff/billing/${period}/run`);
      await follow();
      expect(sum(await tried(period), "invoices")).toBe(0);

      const lists = await Promise.all(guardians.map((session) => read<OwnInvoices>(session, "/api/invoices")));
      const mine = lists.findIndex(
        ({ opens, statements }) =>
          opens && statements.some((each) => each.period === period && each.state.kind === "issued"),
      );
      const statement = lists[mine]?.statements.find((each) => each.period === period && each.state.kind === "issued");
      const session = guardians[mine];
      if (statement?.state.kind !== "issued" || !session)
        throw new Error("Nobody of the demo who signs in has an invoice");
      const path = `/api/invoices/${period}/${statement.accountId}`;
      const detail = await read<DetailView>(session, path);
      expect(detail.lines.reduce((total, { amount }) => total + amount, 0)).toBe(statement.total);
      for (const { quantity, unitPrice, amount } of detail.lines) expect(quantity * unitPrice).toBe(amount);
      const { url } = await read<{ readonly url: string }>(session, `${path}/pdf`);
      const pdf = await fetch(url);
      expect(pdf.headers.get("content-type")).toBe("application/pdf");
      expect(Buffer.from(await pdf.arrayBuffer()).toString("latin1")).toMatch(/^%PDF-1\.7/u);

      const { guardians: adults } = familyView.parse(JSON.parse((await call(session, "GET", "/api/family")).text));
      const payer = adults.find((each) => each.payer);
      const mail = await mailTo(demo.portal.mailbox, payer?.email ?? "", "facture");
      expect(mail.subject).toMatch(/^Votre nouvelle facture est disponible/u);
      expect(mail.subject).not.toMatch(/[0-9€]/u);
      for (const { firstName } of statement.children) expect(mail.body.text).not.toContain(firstName);

      // Another family has no such invoice; nobody signed out reads anything.
      const stranger = guardians.find(
        (_, rank) =>
          rank !== mine &&
          !lists[rank]?.statements.some((each) => each.period === period && each.accountId === statement.accountId),
      );
      if (stranger) expect((await call(stranger, "GET", path)).status).toBe(404);
      expect((await send(demo.url, { method: "GET", path })).status).toBe(401);
    },
  );

  test("to come, or under way, or more than a year ago, is not billed, and nothing begins", async () => {
    for (const period of ["2199-01", new Date().toISOString().slice(0, 7), "2020-01"]) {
      const answer = await call(staff, "POST", `/api/staff/billing/${period}/run`);
      expect([period, answer.status]).toEqual([period, 409]);
      expect(problemIn(answer).code).toBe("notPossible");
    }
  });
});

describe("Another adult of the household", () => {
  test("sees the invoices only once the payer shares them, and cannot share them", async () => {
    const [payer] = guardians;
    if (!payer) throw new Error("Nobody signs in");
    const other = await demo.sessionAs(payer, "2");
    expect(await read<OwnInvoices>(other, "/api/invoices")).toMatchObject({
      payer: false,
      seen: false,
      statements: [],
      waiting: [],
    });
    expect((await call(other, "PUT", "/api/invoices/sharing", { shared: true })).status).toBe(409);
    expect((await call(payer, "PUT", "/api/invoices/sharing", { shared: true })).status).toBe(204);
    expect(await read<OwnInvoices>(other, "/api/invoices")).toMatchObject({ payer: false, shared: true, seen: true });
  });
});
