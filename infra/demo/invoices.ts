/**
 * The families that one signs in as have invoices: every month of theirs that is over, but the latest, which is left for
 * whoever tries « Facturation ». Made by the run's own rules and store, at the beginning of the month that follows each.
 */
import { billingWorld } from "../../functions/billing/dependencies.ts";
import { archiveInvoice } from "../../functions/billing/follow/announce-invoices.ts";
import { stateFamilies } from "../../functions/billing/follow/run-billing.ts";
import { monthsBefore } from "../../functions/billing/rules/periods.ts";
import { sumOf } from "../../functions/billing/rules/statement.ts";
import { advanceRun, beginRun, readRuns } from "../../functions/billing/store/runs.ts";
import { readInvoices } from "../../functions/billing/store/statements.ts";
import { scopeOf } from "../../functions/billing/use-cases/decide-family.ts";
import type { Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { readHousehold } from "../../functions/family/store/families.ts";
import type { Bucket } from "../../functions/files/bucket.ts";
import { id, type FamilyCode, type PlainMonth } from "../../functions/kernel/ids.ts";
import { inParallel } from "../../functions/kernel/parallel.ts";
import { addDays, localToInstant } from "../../functions/kernel/time.ts";
import type { TownForFunctions } from "../../functions/kernel/town-for-functions.ts";
import { firstDayOf, monthOf } from "../../functions/quotient/rules/quotient.ts";
import type { Table } from "../../functions/table/table.ts";
import type { DemoBooking } from "./occupancy.ts";

interface InvoiceTools {
  readonly table: Table;
  readonly bucket: Bucket | null;
  readonly town: TownForFunctions;
}

/**
 * The months to bill, one after the other: from the first in which these families have bookings, before the first in which anybody
 * else has one, but the last.
 */
function monthsOf(bookings: readonly DemoBooking[], codes: ReadonlySet<FamilyCode>): readonly PlainMonth[] {
  const months = (own: boolean): readonly PlainMonth[] =>
    [
      ...new Set(
        bookings.filter(({ wanted }) => codes.has(wanted.familyCode) === own).map(({ wanted }) => monthOf(wanted.date)),
      ),
    ].sort();
  const [others = "9999-12"] = months(false);
  const own = months(true).filter((month) => month < others);
  const [first] = own;
  const last = own.at(-2);
  if (first === undefined || last === undefined) return [];
  const all = [first];
  for (let month = first; month < last;) all.push((month = monthsBefore(month, -1)));
  return all;
}

/** Bills these families month by month; nobody else owes anything for those months. */
export async function billPastMonths(
  { table, bucket, town }: InvoiceTools,
  catalogue: Catalogue,
  bookings: readonly DemoBooking[],
  codes: readonly FamilyCode[],
  families: number,
): Promise<void> {
  const world = billingWorld(table, catalogue, town);
  const households = (await Promise.all(codes.map((code) => readHousehold(table, code)))).filter((one) => one !== null);
  for (const period of monthsOf(bookings, new Set(codes))) {
    const at = localToInstant(addDays(firstDayOf(monthsBefore(period, -1)), 2), "09:00");
    const runs = await readRuns(table);
    // An earlier load has billed it.
    if (runs.some((run) => run.period === period && run.state === "done")) continue;
    const scope = scopeOf(period, runs);
    const { statements } = await stateFamilies(world, scope, households, () => at);
    const invoices = statements.filter(({ issued }) => issued);
    const run = await beginRun(
      table,
      period,
      { startedBy: id("Login", "AGENT.DEMO"), startedByName: "Guichet unique" },
      at,
    );
    const { invoices: issued } = await readInvoices(table, period, { after: null, limit: 100 });
    if (bucket)
      await inParallel(issued, 2, (statement) => archiveInvoice({ table, bucket, clock: () => at, town }, statement));
    await advanceRun(table, run, {
      state: "done",
      families,
      invoices: invoices.length,
      amount: sumOf(invoices.map(({ total }) => total)),
      waiting: statements.length - invoices.length,
      archived: bucket ? issued.length : 0,
    });
  }
}
