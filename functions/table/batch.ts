/** Reads many records by key: a hundred a request, all requests at once, asking again for what the table left out. */
import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
import { Busy } from "../kernel/busy.ts";
import { retried } from "./retry.ts";
import type { Key } from "./keys.ts";
import type { Table } from "./table.ts";

/** DynamoDB's limit. */
const most = 100;

export type Item = Readonly<Record<string, unknown>>;

async function readSome(table: Table, wanted: readonly Key[], consistent: boolean): Promise<readonly Item[]> {
  const found: Item[] = [];
  let left: Record<string, unknown>[] = wanted.map(({ pk, sk }) => ({ pk, sk }));
  await retried(async () => {
    const { Responses, UnprocessedKeys } = await table.client.send(
      new BatchGetCommand({ RequestItems: { [table.name]: { Keys: left, ConsistentRead: consistent } } }),
    );
    found.push(...(Responses?.[table.name] ?? []));
    left = UnprocessedKeys?.[table.name]?.Keys ?? [];
    if (left.length > 0) throw new Busy(`${left.length} records were left out`);
  });
  return found;
}

/** Records of these keys, those that exist, in no order. Keys must be distinct. */
export async function readAll(
  table: Table,
  wanted: readonly Key[],
  { consistent }: { readonly consistent: boolean },
): Promise<readonly Item[]> {
  const parts: (readonly Key[])[] = [];
  for (let from = 0; from < wanted.length; from += most) parts.push(wanted.slice(from, from + most));
  return (await Promise.all(parts.map((part) => readSome(table, part, consistent)))).flat();
}
