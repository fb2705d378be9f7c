/**
 * Tax certificates through the whole portal of this machine: the payer has one of each year in which something was paid, the same
 * one until something else is; the office has it too; nobody else does.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OwnInvoices } from "../../../functions/billing/contract/own.ts";
import type { CertifiableYears } from "../../../functions/tax-certificate/contract/views.ts";
import { problemIn, send, signIn, type SignedIn } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";

let demo: DemoPortal;
let staff: SignedIn;
let guardians: readonly SignedIn[];
beforeAll(async () => {
  demo = await startDemoPortal();
  const { login, password, totpSecret } = demo.staff;
  staff = await signIn(demo.url, login, password, totpSecret);
  guardians = await Promise.all(demo.guardians.map((one) => signIn(demo.url, one.login, one.password)));
});
afterAll(() => demo.end());

const call = (session: SignedIn, method: string, path: string, body?: unknown) =>
  send(demo.url, { method, path, cookies: session.cookies, ...(body === undefined ? {} : { body }) });
const read = async <T>(session: SignedIn, path: string, method = "GET"): Promise<T> => {
  const { status, text } = await call(session, method, path);
  expect([path, status]).toEqual([path, 200]);
  return JSON.parse(text) as T;
};
interface Made {
  readonly number: string;
  readonly url: string;
}
const familyOf = (rank: number): string => demo.guardians[rank]?.login.split(".")[0] ?? "";

/** The family whose invoices are the most, and something of which can be certified. */
async function someone(): Promise<{ readonly rank: number; readonly year: CertifiableYears["years"][number] }> {
  const lists = await Promise.all(guardians.map((one) => read<CertifiableYears>(one, "/api/tax-certificates")));
  const rank = lists.findIndex(({ years }) => years.some(({ total }) => total > 0));
  const year = lists[rank]?.years.find(({ total }) => total > 0);
  if (!year) throw new Error("Nobody of the demo town who signs in has paid for minding a young child");
  return { rank, year };
}

test("a certificate is made once, is the same until more is paid, and is the payer's and the office's", async () => {
  const { rank, year } = await someone();
  const session = guardians[rank];
  if (!session) throw new Error("Nobody signs in");
  expect(year.children.reduce((sum, { amount }) => sum + amount, 0)).toBe(year.total);
  const path = `/api/tax-certificates/${year.year}`;
  const ofFamily = `/api/staff/families/${familyOf(rank)}/tax-certificates`;

  // Two at once and the office are one certificate.
  const [one, other] = await Promise.all([read<Made>(session, path, "POST"), read<Made>(session, path, "POST")]);
  const office = await read<Made>(staff, `${ofFamily}/${year.year}`, "POST");
  expect(new Set([one.number, other.number, office.number])).toEqual(new Set([`AF-${year.year}-${familyOf(rank)}-1`]));
  expect((await read<CertifiableYears>(staff, ofFamily)).years).toContainEqual(year);
  const pdf = await fetch(one.url);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  const bytes = Buffer.from(await pdf.arrayBuffer());
  expect(bytes.toString("latin1")).toMatch(/^%PDF-1\.7/u);
  expect(Buffer.from(await (await fetch(office.url)).arrayBuffer()).equals(bytes)).toBe(true);

  // Somebody else's is not theirs, nor another adult's, nor that of who is signed out.
  const second = await demo.sessionAs(session, "2");
  expect(await read<CertifiableYears>(second, "/api/tax-certificates")).toEqual({ years: [] });
  expect((await call(second, "POST", path)).status).toBe(404);
  expect((await send(demo.url, { method: "POST", path })).status).toBe(401);
  expect((await call(session, "GET", ofFamily)).status).toBe(403);
  const nothing = await call(session, "POST", "/api/tax-certificates/2019");
  expect([nothing.status, problemIn(nothing).code]).toEqual([409, "notPossible"]);

  // More is paid: it is another one.
  const { statements } = await read<OwnInvoices>(session, "/api/invoices");
  const unpaid = statements.find(({ state }) => state.kind === "issued" && state.payment !== "paid" && state.due > 100);
  if (!unpaid) return;
  const today = new Date().toISOString().slice(0, 10);
  const entered = await call(staff, "POST", `/api/staff/families/${familyOf(rank)}/payments`, {
    idempotencyKey: "attestation-0000-0001",
    accountId: unpaid.accountId,
    periods: [unpaid.period],
    means: "cash",
    amount: 100,
    on: today,
  });
  expect([entered.status, entered.text.slice(0, 200)]).toEqual([201, entered.text.slice(0, 200)]);
  const again = await read<Made>(session, `/api/tax-certificates/${today.slice(0, 4)}`, "POST");
  const now = (await read<CertifiableYears>(session, "/api/tax-certificates")).years.find((each) =>
    today.startsWith(String(each.year)),
  );
  expect(now?.total).toBeGreaterThanOrEqual(year.total);
  expect(again.number).toMatch(new RegExp(`^AF-${today.slice(0, 4)}-${familyOf(rank)}-[12]$`, "u"));
  // The first one stands as it was given.
  expect(Buffer.from(await (await fetch(one.url)).arrayBuffer()).equals(bytes)).toBe(true);
});
