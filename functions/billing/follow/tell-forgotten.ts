/** Every night: months that are over and that nobody has billed wake whoever keeps the portal (the manifest's `rings`). */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Log } from "../../kernel/log.ts";
import { localDate } from "../../kernel/time.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import type { Table } from "../../table/table.ts";
import { forgottenMonths, forgottenCode, openMonths } from "../rules/periods.ts";
import { readRuns } from "../store/runs.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly log: Log;
}

/** Says them in the log; nothing in a town that bills nothing. */
export async function tellForgotten(
  { table, clock, log }: Dependencies,
  { accounts = [] }: Pick<Catalogue, "accounts">,
): Promise<void> {
  if (accounts.length === 0) return;
  const today = localDate(clock());
  const billed = (await readRuns(table)).map(({ period }) => period);
  const months = forgottenMonths(openMonths(monthOf(today)), billed, today);
  if (months.length > 0) log.warn(forgottenCode, { months });
}
