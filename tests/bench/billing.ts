/**
 * The run of a month over a whole town: beside a bare loop of the very writes that it makes, in flat memory, and what an
 * invoice costs in a small town and in a large one.
 */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { id } from "../../functions/kernel/ids.ts";
import { inParallel } from "../../functions/kernel/parallel.ts";
import { readRun } from "../../functions/billing/store/runs.ts";
import { readLinesFrom } from "../../functions/billing/store/statements.ts";
import { familyPartition } from "../../functions/table/keys.ts";
import { readRange, startingWith } from "../../functions/table/read.ts";
import type { Table } from "../../functions/table/table.ts";
import { transact, type Write } from "../../functions/table/transact.ts";
import { billedCatalogue, december, setBooked, stateMonth } from "../integration/billing/support.ts";
import { child, openWorld } from "../integration/booking/support.ts";
import { code, familyOf, putFamilies } from "../integration/reminder/support.ts";
import { megabytes, watchHeap } from "./heap.ts";
import { fact, print, type Line } from "./report.ts";

/** What a month may take for a thousand families on this machine, in seconds. */
const longest = 120;
/** How much dearer an invoice of a large town may be: nothing but noise. */
const dearer = 1.05;
/** Memory that a run may need beyond its start. */
const mostHeap = 64_000_000;

const days = ["2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23"];

async function putTown(table: Table, families: number): Promise<void> {
  const numbers = Array.from({ length: families }, (_, n) => n);
  const parts = Array.from({ length: Math.ceil(families / 100) }, (_, part) =>
    numbers.slice(part * 100, part * 100 + 100),
  );
  await inParallel(parts, 4, (part) =>
    putFamilies(
      table,
      part.map((n) => familyOf(n)),
    ),
  );
  await inParallel(numbers, 16, async (n) => {
    for (const date of days) await setBooked(table, code(n), child(1), date);
  });
}

/** Counts the capacity that everything through a client consumes. */
function countUnits(client: DynamoDBDocumentClient): () => number {
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
      const { output } = result;
      if ("ConsumedCapacity" in output)
        for (const one of [output.ConsumedCapacity].flat())
          units += one && "CapacityUnits" in one ? (one.CapacityUnits ?? 0) : 0;
      return result;
    },
    { step: "initialize", name: "units" },
  );
  return () => units;
}

interface Measured {
  readonly families: number;
  readonly invoices: number;
  readonly seconds: number;
  readonly unitsEach: number;
  readonly heap: number;
  /** The same writes, one transaction after the other as the run makes them, and nothing else. */
  readonly bareSeconds: number;
}

const secondsOf = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** Every record that the run has written for a family, to be written again under another name. */
async function writesOf(table: Table, families: number): Promise<readonly Write[]> {
  const all = await inParallel(
    Array.from({ length: families }, (_, n) => n),
    16,
    async (n) => {
      const written = await Promise.all(
        ["STATEMENT#", "BILLLINES#", "BILLACCOUNT#"].map((prefix) =>
          readRange(table, startingWith(familyPartition(code(n)), prefix)),
        ),
      );
      return written.flat().map((item): Write => ({
        Put: { Item: { ...item, pk: `BARE#${String(item["pk"])}`, sk: String(item["sk"]), entity: "statement" } },
      }));
    },
  );
  return all.flat();
}

async function measure(families: number): Promise<Measured> {
  const world = await openWorld(billedCatalogue());
  try {
    const { table } = world;
    await putTown(table, families);
    const units = countUnits(table.client);
    const grown = watchHeap();
    const seconds = await secondsOf(() => stateMonth(table, december));
    const spent = units();
    const heap = grown();
    const { invoices = 0 } = (await readRun(table, december)) ?? {};
    const sample = await readLinesFrom(table, code(0), id("PlainMonth", "2026-01"));
    if (sample.length !== 1) throw new Error("The first family has no invoice, or two");
    const writes = await writesOf(table, families);
    // As many at a time as the run writes with one page of families.
    const atOnce = 75;
    const bareSeconds = await secondsOf(async () => {
      for (let from = 0; from < writes.length; from += atOnce) await transact(table, writes.slice(from, from + atOnce));
    });
    return { families, invoices, seconds, unitsEach: spent / Math.max(1, invoices), heap, bareSeconds };
  } finally {
    await world.end();
  }
}

export async function measureBilling(
  families: number,
  [small, large]: readonly [small: number, large: number],
): Promise<readonly Line[]> {
  const one = await measure(families);
  const [few, many] = [await measure(small), await measure(large)];
  return print(`Billing: a month of ${families} families, four days each`, [
    {
      what: "invoices",
      measured: String(one.invoices),
      budget: `= ${families}`,
      ok: one.invoices === families,
    },
    {
      what: "the run",
      measured: `${one.seconds.toFixed(1)} s, ${(one.seconds / one.bareSeconds).toFixed(1)} × the bare loop of the same writes (${one.bareSeconds.toFixed(1)} s)`,
      budget: `≤ ${longest} s`,
      ok: one.seconds <= longest,
    },
    {
      what: `units an invoice, ${small} and ${large} families`,
      measured: `${few.unitsEach.toFixed(2)} and ${many.unitsEach.toFixed(2)}`,
      budget: `≤ ${dearer} × the small town's`,
      ok: many.unitsEach <= dearer * few.unitsEach && many.invoices === large,
    },
    {
      what: `heap beyond the start, ${large} families`,
      measured: megabytes(many.heap),
      budget: `≤ ${megabytes(mostHeap)}`,
      ok: many.heap <= mostHeap,
    },
    fact(`time of ${large} families`, `${many.seconds.toFixed(1)} s`),
  ]);
}
