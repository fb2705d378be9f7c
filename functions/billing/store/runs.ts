/**
 * The run of a month over all families: how far it is, for whoever goes on with it and for staff to see.
 *
 *     pk BILLING, sk RUN#<month>
 *     revision     grows at every write; each write expects the one it read, so that of two calls at once one goes on
 *     position     the next families to look at: bucket of the directory, and the last code done
 *     announced    the place in the index of invoices up to which PDFs are archived and mails written
 *
 * What keeps a family from being billed twice is its statement (store/statements.ts), not this record.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { Instant, Login, PlainMonth } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put, update } from "../../table/write.ts";
import { runStates } from "../rules/run-states.ts";

const billRun = lazily(() =>
  z.object({
    period: branded("PlainMonth"),
    state: z.enum(runStates),
    position: z.object({ bucket: z.int(), after: z.nullable(branded("FamilyCode")) }),
    announced: z.nullable(z.string()),
    families: z.int(),
    invoices: z.int(),
    /** Of the invoices. */
    amount: z.pipe(z.int(), z.transform(cents)),
    /** Statements below the threshold, or credits. */
    waiting: z.int(),
    /** Charges left out, since nobody could say their price. */
    unpriced: z.int(),
    archived: z.int(),
    /** Invoices whose payers have no e-mail: they go by post. */
    byPost: z.int(),
    revision: z.int(),
    /** Calls that it has taken so far. */
    part: z.int(),
    startedAt: branded("Instant"),
    startedBy: branded("Login"),
    startedByName: z.string(),
    at: branded("Instant"),
  }),
);
export type BillRun = z.infer<ReturnType<typeof billRun>>;

export const billRunOf = (item: Item): BillRun => z.parse(billRun(), item);

export async function readRun(table: Table, month: PlainMonth): Promise<BillRun | null> {
  const item = await readRecord(table, keys.billRun(month));
  return item && billRunOf(item);
}

/** Begins a run, or finds it begun. */
export async function beginRun(
  table: Table,
  period: PlainMonth,
  by: { readonly startedBy: Login; readonly startedByName: string },
  at: Instant,
): Promise<BillRun> {
  const run: BillRun = {
    period,
    state: "stating",
    position: { bucket: 0, after: null },
    announced: null,
    families: 0,
    invoices: 0,
    amount: cents(0),
    waiting: 0,
    unpriced: 0,
    archived: 0,
    byPost: 0,
    revision: 1,
    part: 1,
    startedAt: at,
    ...by,
    at,
  };
  const outcome = await put(table, { Item: { ...keys.billRun(period), entity: "billRun", ...run }, ...ifAbsent });
  return outcome.written ? run : billRunOf(outcome.stands ?? {});
}

export type RunChange = Partial<Omit<BillRun, "period" | "revision" | "startedAt" | "startedBy" | "startedByName">>;

/** The run as it goes on; null when another call has taken it further meanwhile. */
export async function advanceRun(table: Table, run: BillRun, change: RunChange): Promise<BillRun | null> {
  const facts = { ...change, revision: run.revision + 1 };
  const names = Object.keys(facts);
  const { written } = await update(table, {
    Key: keys.billRun(run.period),
    ConditionExpression: "#revision = :known",
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
      ":known": run.revision,
    },
  });
  return written ? { ...run, ...facts } : null;
}

/** Every run, latest month first. */
export async function readRuns(table: Table): Promise<readonly BillRun[]> {
  const items = await readRange(table, {
    ...startingWith(keys.billingPartition, keys.billRunPrefix),
    ConsistentRead: true,
  });
  return items.map(billRunOf).reverse();
}
