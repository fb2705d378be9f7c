/**
 * Once all families are stated: each invoice of the month is drawn and archived, and its payers are told by mail, in the
 * order of the numbers. An invoice is drawn from its records, which never change: whoever does a page again archives the same
 * file and writes the same mail. It goes no faster than SES lets the town send, all runs of the portal together.
 */
import type { Bucket } from "../../files/bucket.ts";
import { keepMade } from "../../files/made.ts";
import { readHousehold } from "../../family/store/families.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { PlainMonth } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { takeSendingTime } from "../../reminder/store/reminder-runs.ts";
import type { Table } from "../../table/table.ts";
import { invoiceFile } from "../invoice-file.ts";
import { drawInvoice } from "../pdf/draw.ts";
import { printedNumber } from "../rules/number.ts";
import { payersOf } from "../../family/rules/payers.ts";
import { dueOf } from "../rules/settlement.ts";
import { advanceRun, readRun, type BillRun } from "../store/runs.ts";
import { markArchived, readInvoices, readLines, type Statement } from "../store/statements.ts";
import { billingMessages, longestCall } from "./run-billing.ts";

export interface AnnounceDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly clock: Clock;
  /** Time that passes: seconds since 1970 with their fractions, and a wait of so many. */
  readonly stopwatch: { readonly seconds: () => number; readonly wait: (seconds: number) => Promise<void> };
  readonly log: Log;
  readonly town: TownForFunctions;
}

/** Invoices before the run notes how far it is. */
const pageSize = 20;

/** Draws an invoice and archives it, once. */
export async function archiveInvoice(
  { table, bucket, clock, town }: Pick<AnnounceDependencies, "table" | "bucket" | "clock" | "town">,
  statement: Statement,
): Promise<void> {
  const { issue, archived } = statement;
  if (!issue || archived) return;
  const lines = await readLines(table, statement);
  await keepMade(bucket, "invoices", invoiceFile(issue.number), await drawInvoice({ town, statement, issue, lines }));
  await markArchived(table, statement, clock());
}

interface Telling {
  readonly statement: Statement;
  /** Mails that its record becomes. */
  readonly readers: number;
}

async function tell({ table, clock }: AnnounceDependencies, { statement }: Telling): Promise<void> {
  const { familyCode, period, accountId, accountName, total, issue } = statement;
  if (!issue) return;
  await tellOnce(
    table,
    // Whom no mail reaches gets it by post: nobody has to be called.
    { familyCode, about: [], mailId: `invoice-${period}-${accountId}`, courtesy: true },
    {
      kind: "invoiceIssued",
      facts: {
        accountName,
        number: printedNumber(issue.number),
        total,
        dueOn: issue.dueOn,
        ...(dueOf(statement) === 0 ? { paid: true } : {}),
      },
    },
    clock(),
  );
}

/** Does one page and notes it; null when another call has done it, or too many other runs send at the moment. */
async function doPage(deps: AnnounceDependencies, run: BillRun): Promise<BillRun | "overtaken" | "later"> {
  const { table, clock, stopwatch, town } = deps;
  const { invoices, next } = await readInvoices(table, run.period, { after: run.announced, limit: pageSize });
  const tellings: Telling[] = [];
  for (const statement of invoices) {
    await archiveInvoice(deps, statement);
    const household = await readHousehold(table, statement.familyCode);
    const readers = household ? payersOf(household).filter(({ email }) => email !== undefined).length : 0;
    tellings.push({ statement, readers });
  }
  const told = tellings.filter(({ readers }) => readers > 0);
  const mails = told.reduce((sum, { readers }) => sum + readers, 0);
  const seconds = mails === 0 ? 0 : await takeSendingTime(table, mails / town.mailsPerSecond, stopwatch.seconds());
  if (seconds === null) return "later";
  if (seconds > 0) await stopwatch.wait(seconds);
  for (const telling of told) await tell(deps, telling);
  const further = await advanceRun(table, run, {
    archived: run.archived + invoices.length,
    byPost: run.byPost + tellings.length - told.length,
    at: clock(),
    ...(next === null ? { state: "done" } : { announced: next }),
  });
  return further ?? "overtaken";
}

/** One call: as much as fits, from where the last one stopped. Nothing when all are announced. */
export async function announceInvoices(
  deps: AnnounceDependencies,
  { period }: { readonly period: PlainMonth },
): Promise<void> {
  const { table, clock, stopwatch, log } = deps;
  const started = stopwatch.seconds();
  let run = await readRun(table, period);
  while (run?.state === "announcing") {
    const further = stopwatch.seconds() - started >= longestCall ? "later" : await doPage(deps, run);
    if (further === "later") {
      if (await advanceRun(table, run, { part: run.part + 1, at: clock() }))
        log.info(billingMessages.goesOn, { period });
      return;
    }
    if (further === "overtaken") {
      log.info(billingMessages.overtaken, { period });
      return;
    }
    run = further;
    if (run.state === "done") log.info(billingMessages.done, { period, invoices: run.archived });
  }
}
