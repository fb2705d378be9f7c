/**
 * Every child's day of some dates, whatever the family: a walk over the whole table, which only a fault is worth. Days of
 * a site tell who is there by themselves; this is what they are held against when they disagree.
 */
import { id, type PlainDate } from "../../kernel/ids.ts";
import type { ChildDay } from "../rules/child-day.ts";
import type { Entity } from "../../table/entities.ts";
import { scanAll } from "../../table/scan.ts";
import type { Table } from "../../table/table.ts";
import { childDayOf, type ChildDayKey } from "./child-days.ts";

/** A child's day with its household. */
export interface OwnDay {
  readonly familyCode: ChildDayKey["familyCode"];
  readonly day: ChildDay;
}

/** Consistent, in no order. */
export async function readEveryChildDay(
  table: Table,
  dates: ReadonlySet<PlainDate>,
): Promise<ReadonlyMap<PlainDate, readonly OwnDay[]>> {
  if (dates.size === 0) return new Map();
  const [first, last] = [[...dates].sort().at(0), [...dates].sort().at(-1)];
  const items = await scanAll(table, {
    ConsistentRead: true,
    FilterExpression: "#entity = :childDay AND #date BETWEEN :first AND :last",
    ExpressionAttributeNames: { "#entity": "entity", "#date": "date" },
    ExpressionAttributeValues: { ":childDay": "childDay" satisfies Entity, ":first": first, ":last": last },
  });
  const days = items
    .map((item) => ({
      familyCode: id("FamilyCode", String(item["pk"]).split("#")[1] ?? ""),
      day: childDayOf(item),
    }))
    .filter(({ day }) => dates.has(day.date));
  return Map.groupBy(days, ({ day }) => day.date);
}
