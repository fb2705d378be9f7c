/**
 * Every child's day of some dates, whatever the family: a walk over the whole table, which only a fault is worth. Days of
 * a site tell who is there by themselves; this is what they are held against when they disagree.
 */
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { id, type PlainDate } from "../../kernel/ids.ts";
import type { ChildDay } from "../rules/child-day.ts";
import { retried } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { childDayOf, type ChildDayKey } from "./child-days.ts";

/** A child's day with its household. */
export interface OwnDay {
  readonly familyCode: ChildDayKey["familyCode"];
  readonly day: ChildDay;
}

/** Parts of the table that are read at once. */
const segments = 4;

async function readSegment(table: Table, dates: ReadonlySet<PlainDate>, segment: number): Promise<readonly OwnDay[]> {
  const [first, last] = [[...dates].sort().at(0), [...dates].sort().at(-1)];
  const found: OwnDay[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const start = from;
    const page = await retried(() =>
      table.client.send(
        new ScanCommand({
          TableName: table.name,
          ConsistentRead: true,
          Segment: segment,
          TotalSegments: segments,
          FilterExpression: "#entity = :childDay AND #date BETWEEN :first AND :last",
          ExpressionAttributeNames: { "#entity": "entity", "#date": "date" },
          ExpressionAttributeValues: { ":childDay": "childDay", ":first": first, ":last": last },
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      ),
    );
    for (const item of page.Items ?? []) {
      const day = childDayOf(item);
      if (dates.has(day.date))
        found.push({ familyCode: id("FamilyCode", String(item["pk"]).split("#")[1] ?? ""), day });
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

/** Consistent, in no order. */
export async function readEveryChildDay(
  table: Table,
  dates: ReadonlySet<PlainDate>,
): Promise<ReadonlyMap<PlainDate, readonly OwnDay[]>> {
  if (dates.size === 0) return new Map();
  const parts = await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(table, dates, segment)));
  return Map.groupBy(parts.flat(), ({ day }) => day.date);
}
