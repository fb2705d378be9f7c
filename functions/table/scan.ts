/** Reading the whole table or an index, in segments side by side: for imports and repairs, never in a request. */
import { ScanCommand, type ScanCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Item } from "./batch.ts";
import { retried } from "./retry.ts";
import type { Table } from "./table.ts";

/** Parts that are read at once. */
const segments = 4;

type Scan = Omit<ScanCommandInput, "TableName" | "Segment" | "TotalSegments">;

async function readSegment(
  { name, client }: Table,
  Segment: number,
  scan: Scan,
  take: (item: Item) => void,
): Promise<void> {
  let start: Record<string, unknown> | undefined;
  do {
    const ExclusiveStartKey = start;
    const page = await retried(() =>
      client.send(
        new ScanCommand({
          TableName: name,
          Segment,
          TotalSegments: segments,
          ...scan,
          ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
        }),
      ),
    );
    for (const item of page.Items ?? []) take(item);
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Everything that passes the filter, in no order, as it comes: whoever takes it holds what it needs of it. */
export async function scanEach(table: Table, scan: Scan, take: (item: Item) => void): Promise<void> {
  await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(table, segment, scan, take)));
}

/** Everything that passes the filter, in no order. */
export async function scanAll(table: Table, scan: Scan): Promise<readonly Item[]> {
  const found: Item[] = [];
  await scanEach(table, scan, (item) => void found.push(item));
  return found;
}
