/**
 * What waits for a staff member's word, in the order of the days that it is about (index gsi1). A record is in it while its
 * store gives it the key that `keys.approval` makes.
 */
import { readId, type PlainDate } from "../../kernel/ids.ts";
import { approvalsPartition, indexName } from "../../table/keys.ts";
import { readPage } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";

/** An entry of the index. */
export interface Awaiting {
  readonly date: PlainDate;
  readonly kind: string;
  /** What its subject finds the record by. */
  readonly reference: string;
}

/** Entries written before there were kinds name none, `<date>#<family>#<child>`: all of them are bookings. */
const kindBefore = "booking";
const isKind = (text: string): boolean => /^[a-z][A-Za-z]*$/u.test(text);

function entryOf(indexKey: unknown): Awaiting {
  const [day = "", ...parts] = String(indexKey).split("#");
  const [kind, ...reference] = isKind(parts[0] ?? "") ? parts : [kindBefore, ...parts];
  const date = readId("PlainDate", day);
  if (!date || kind === undefined || reference.length === 0)
    throw new Error("The index of approvals holds an entry that cannot be read");
  return { date, kind, reference: reference.join("#") };
}

/** One side of a day: those from it on, the next first, or those before it, the latest first. */
async function readSide(
  table: Table,
  side: "from" | "before",
  date: PlainDate,
  most: number,
): Promise<readonly Awaiting[]> {
  const { items } = await readPage(table, {
    IndexName: indexName,
    KeyConditionExpression: `g1pk = :approvals AND g1sk ${side === "from" ? ">=" : "<"} :date`,
    ExpressionAttributeValues: { ":approvals": approvalsPartition, ":date": date },
    ScanIndexForward: side === "from",
    Limit: most,
  });
  return items.map((item) => entryOf(item["g1sk"]));
}

/**
 * The first of them, those of today first; what nobody decided in time comes last. An index follows its table within
 * moments: whoever acts on a record reads it first.
 */
export async function readApprovals(table: Table, today: PlainDate, most: number): Promise<readonly Awaiting[]> {
  const toCome = await readSide(table, "from", today, most);
  return toCome.length === most
    ? toCome
    : [...toCome, ...(await readSide(table, "before", today, most - toCome.length))];
}
