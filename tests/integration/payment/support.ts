/**
 * A town whose families pay: invoices of two accounts, the simulator of the treasury, an address to which it notifies, and the
 * use cases as a function holds them, on a clock that the test moves.
 */
import { text } from "node:stream/consumers";
import { readStatement, type Statement } from "../../../functions/billing/store/statements.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { accountOf } from "../../../functions/catalogue/store/account-record.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type PayfipOperationId } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { payFip } from "../../../functions/payment/payfip.ts";
import { reconcilePayments } from "../../../functions/payment/follow/reconcile.ts";
import { readAttempt, type Attempt } from "../../../functions/payment/store/attempts.ts";
import { readPayments } from "../../../functions/payment/store/payments.ts";
import { notifiedUseCases } from "../../../functions/payment/use-cases/notified.ts";
import { payUseCases } from "../../../functions/payment/use-cases/pay.ts";
import type { Table } from "../../../functions/table/table.ts";
import type { Notification } from "../../../infra/local/payfip/page.ts";
import type { Result } from "../../../infra/local/payfip/operations.ts";
import { startPayfip } from "../../../infra/local/payfip/server.ts";
import { serve } from "../../../infra/local/net.ts";
import { silentLog } from "../../support/log.ts";
import { billedCatalogue, canteenId, role, setBooked, stateMonth, till } from "../billing/support.ts";
import { child, guardianOf, openWorld } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";

export const november = id("PlainMonth", "2026-11");
export const december = id("PlainMonth", "2026-12");

/** What a payer chooses on the treasury's page. */
export interface Choice {
  readonly result?: Result;
  readonly notification?: Notification;
}

/**
 * `families` families, each with three invoices: two of the till, of November (7.20) and December (14.40), and one of the
 * role (16.00), which is paid by itself.
 */
export async function openPayments(families: number, more: Partial<Catalogue> = {}) {
  let moment = Date.parse("2027-01-10T09:00:00Z");
  const clock = () => instantOf(moment);
  const billed = billedCatalogue();
  const [world, simulator] = await Promise.all([
    openWorld({ ...billed, ...more, accounts: [{ ...till, wallet: { most: cents(30_000) } }, role] }),
    startPayfip({ now: () => moment, late: 20, silence: 100 }),
  ]);
  const numbers = Array.from({ length: families }, (_, index) => index + 1);
  await putFamilies(
    world.table,
    numbers.map((number) => familyOf(number)),
  );
  for (const number of numbers) {
    for (const date of ["2026-11-18", "2026-12-02", "2026-12-09"])
      await setBooked(world.table, code(number), child(1), date);
    for (const date of ["2026-12-01", "2026-12-03", "2026-12-07", "2026-12-08"])
      await setBooked(world.table, code(number), child(1), date, { activity: canteenId });
  }
  await stateMonth(world.table, november, id("Instant", "2026-12-05T08:00:00Z"));
  await stateMonth(world.table, december, id("Instant", "2027-01-05T08:00:00Z"));

  const service = payFip(simulator.url);
  const catalogue = catalogueCache(() => readCatalogue(world.table, { accountOf }), clock);
  const settling = (table: Table) => ({ table, clock, payfip: service });
  const useCases = (table: Table, online = true) => {
    const common = { table, clock, log: silentLog, payfip: online ? { service, mode: "test" as const } : null };
    return { ...payUseCases({ ...common, catalogue, town: { name: "Pithiviers" } }), ...notifiedUseCases(common) };
  };
  /** What the portal's address of notifications does. */
  let notifiedBy = useCases(world.table);
  const viewer = { address: "192.0.2.1", portal: "", userAgent: "" };
  const shell = { cookies: new Map<string, string>(), viewer, params: undefined, query: undefined, body: undefined };
  const portal = await serve((request, response) => {
    const heard = async (): Promise<void> => {
      const idop = new URLSearchParams(await text(request)).get("idop") ?? "";
      await notifiedBy["payment.notified"]({ ...shell, session: null, body: { idop } });
      response.end();
    };
    heard().catch(() => response.destroy());
  });
  const from = { ...shell, viewer: { ...viewer, portal: portal.url } };
  const said = async (idop: PayfipOperationId, result: Result, notification: Notification): Promise<boolean> => {
    const { status } = await fetch(`${simulator.url}/tpa/paiementws.web`, {
      method: "POST",
      body: new URLSearchParams({ idop, result, notification, then: "close" }),
    });
    return status === 200;
  };

  return {
    world,
    simulator,
    service,
    clock,
    from,
    settling,
    useCases,
    /** Moves the clock on, the treasury's too. */
    pass: (minutes: number) => {
      moment += minutes * 60_000;
    },
    notifyThrough: (table: Table) => {
      notifiedBy = useCases(table);
    },
    begin: async (
      family: FamilyCode,
      periods: readonly Statement["period"][],
      {
        accountId = till.id,
        table = world.table,
        online = true,
      }: {
        readonly accountId?: Statement["accountId"];
        readonly table?: Table;
        readonly online?: boolean;
      } = {},
    ): Promise<PayfipOperationId> =>
      (
        await useCases(table, online)["payment.begin"]({
          ...from,
          session: guardianOf(family),
          body: { accountId, periods: [...periods] },
        })
      ).body.operation,
    result: async (family: FamilyCode, operation: PayfipOperationId, table = world.table) =>
      (await useCases(table)["payment.result"]({ ...from, session: guardianOf(family), params: { operation } })).body,
    payable: async (family: FamilyCode, online = true) =>
      (await useCases(world.table, online)["payment.payable"]({ ...from, session: guardianOf(family) })).body,
    /** The payer's word on the treasury's page, which is open: whether it was taken. */
    decide: (operation: PayfipOperationId, result: Result) => said(operation, result, "never"),
    /** What the payer does on the treasury's page. */
    choose: async (
      operation: PayfipOperationId,
      { result = "P", notification = "never" }: Choice = {},
    ): Promise<void> => {
      await (await fetch(`${simulator.url}/tpa/paiementws.web?idop=${operation}`)).text();
      await said(operation, result, notification);
      await simulator.settled();
    },
    reconcile: (table = world.table) => reconcilePayments({ ...settling(table), log: silentLog }),
    invoice: async (family: FamilyCode, period: Statement["period"], accountId = till.id): Promise<Statement> => {
      const found = await readStatement(world.table, { familyCode: family, period, accountId });
      if (!found) throw new Error(`${family} has no invoice of ${period}`);
      return found;
    },
    payments: (family: FamilyCode) => readPayments(world.table, family),
    attempt: async (operation: PayfipOperationId): Promise<Attempt> => {
      const found = await readAttempt(world.table, operation);
      if (!found) throw new Error("No such attempt");
      return found;
    },
    end: async () => {
      await Promise.all([simulator.close(), portal.close()]);
      await world.end();
    },
  };
}
export type Payments = Awaited<ReturnType<typeof openPayments>>;
