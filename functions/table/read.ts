/** Reading one record, or a range of them. Many by key: batch.ts. */
import { GetCommand, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Item } from "./batch.ts";
import type { Key } from "./keys.ts";
import { retried } from "./retry.ts";
import type { Table } from "./table.ts";

/** The record, or null. Consistent unless said otherwise: it shows what was written a moment ago, and costs twice. */
export async function readRecord(
  { name, client }: Table,
  { pk, sk }: Key,
  { consistent = true }: { readonly consistent?: boolean } = {},
): Promise<Item | null> {
  const { Item } = await retried(() =>
    client.send(new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: consistent })),
  );
  return Item ?? null;
}

export type Range = Omit<QueryCommandInput, "TableName">;

/** The records of a partition whose names begin so; all of them without a beginning. */
export const startingWith = (pk: string, prefix?: string) =>
  prefix === undefined
    ? { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": pk } }
    : {
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
      };

/** The records of a partition from one name to another, both included. */
export const between = (pk: string, { from, to }: { readonly from: string; readonly to: string }) => ({
  KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
  ExpressionAttributeValues: { ":pk": pk, ":from": from, ":to": to },
});

export interface Page {
  readonly items: readonly Item[];
  /** How many there are, where only that was asked for. */
  readonly count: number;
  /** Where the next page begins; absent on the last one. */
  readonly next?: Record<string, unknown> | undefined;
}

/** One page of a range: up to its `Limit`, or a megabyte. */
export async function readPage({ name, client }: Table, range: Range): Promise<Page> {
  const {
    Items = [],
    Count = 0,
    LastEvaluatedKey,
  } = await retried(() => client.send(new QueryCommand({ TableName: name, ...range })));
  return { items: Items, count: Count, next: LastEvaluatedKey };
}

/** A range page by page, to its end. */
export async function* readPages(table: Table, range: Range): AsyncGenerator<Page> {
  let start = range.ExclusiveStartKey;
  do {
    const page = await readPage(table, start ? { ...range, ExclusiveStartKey: start } : range);
    yield page;
    start = page.next;
  } while (start);
}

/** A whole range. */
export async function readRange(table: Table, range: Range): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const { items } of readPages(table, range)) all.push(...items);
  return all;
}
