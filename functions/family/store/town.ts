/**
 * Everyone whom the portal holds, read in a few large pages of the index: what an import compares its families with. One
 * such walk costs less than a question for each child, and shows doubles that no question by code would find.
 *
 * The index may be a moment behind the table. What is decided from it is written under conditions of its own.
 */
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId } from "../../kernel/ids.ts";
import { indexName } from "../../table/keys.ts";
import { retried } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";

const childOnFile = z.object({
  g1sk: branded("FamilyCode"),
  id: branded("ChildId"),
  firstName: z.string(),
  lastName: z.string(),
  birthDate: branded("PlainDate"),
  sharedWith: z.optional(z.readonly(z.array(branded("FamilyCode")))),
  version: z.int(),
});
export type ChildOnFile = z.infer<typeof childOnFile>;

/** Children by their code: one record for each of their households. */
export type TownOnFile = ReadonlyMap<ChildId, readonly ChildOnFile[]>;

/** Parts of the index that are read at once. */
const segments = 4;

async function readSegment(table: Table, segment: number): Promise<readonly ChildOnFile[]> {
  const found: ChildOnFile[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const start = from;
    const page = await retried(() =>
      table.client.send(
        new ScanCommand({
          TableName: table.name,
          IndexName: indexName,
          Segment: segment,
          TotalSegments: segments,
          FilterExpression: "#entity = :child",
          ProjectionExpression: "g1sk, id, firstName, lastName, birthDate, sharedWith, #version",
          ExpressionAttributeNames: { "#entity": "entity", "#version": "version" },
          ExpressionAttributeValues: { ":child": "child" },
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      ),
    );
    found.push(...(page.Items ?? []).map((item) => z.parse(childOnFile, item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

export async function readTown(table: Table): Promise<TownOnFile> {
  const parts = await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(table, segment)));
  return Map.groupBy(parts.flat(), ({ id }) => id);
}
