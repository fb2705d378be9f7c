/** Reading the whole table or an index, in segments side by side: for imports and repairs, never in a request. */
import { ScanCommand, type ScanCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Item } from "./batch.ts";
import { retried } from "./retry.ts";
import type { Table } from "./table.ts";

/** Parts that are read at once. */
const segments = 4;

type Scan = Omit<ScanCommandInput, "TableName" | "Segment" | "TotalSegments">;

async function readSegment({ name, client }: Table, Segment: number, scan: Scan): Promise<readonly Item[]> {
  const found: Item[] = [];
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
    found.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return found;
}

/** Everything that passes the filter, in no order. */
export const scanAll = async (table: Table, scan: Scan): Promise<readonly Item[]> =>
  (await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(table, segment, scan)))).flat();
