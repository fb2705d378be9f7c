/**
 * A child's day: what it holds, one record a child and day under its family.
 *
 *     pk FAMILY#<code>, sk DAY#<date>#<child>
 *     revision             grows at every write; each write expects the one it read
 *     u:<activity>/<unit>  one unit: site, turn, held or not, which request, when, who (domain/child-day.ts)
 *
 * Decisions are the domain's; a write that meets another one gets the record back with the refusal and decides again on it, without
 * a second read.
 */
import { QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../contract/brand.ts";
import {
  abandon, drop, emptyChildDay, hold, withUnit, type ChildDay, type End, type EndDecision, type Hold, type HoldDecision, type UnitState,
} from "../domain/child-day.ts";
import { readId, type ChildId, type FamilyCode, type PlainDate } from "../domain/ids.ts";
import { unitKey, type UnitKey } from "../domain/units.ts";
import { readAll, type Item } from "./batch.ts";
import { refusedItem } from "./refused.ts";
import { retried } from "./retry.ts";
import { familyPartition, keys, type Table } from "./table.ts";

const unitPrefix = "u:";
const unitState: z.ZodMiniType<UnitState> = z.object({
  siteId: branded("SiteId"), turn: z.int(), held: z.boolean(), mark: z.string(), at: branded("Instant"),
  by: z.optional(branded("Login")), was: z.optional(z.string()), spent: z.array(z.string()),
});
const childDay = z.object({ childId: branded("ChildId"), date: branded("PlainDate"), revision: z.int() });

function readUnitKey(name: string): UnitKey {
  const [activity = "", unit = ""] = name.slice(unitPrefix.length).split("/");
  const activityId = readId("ActivityId", activity);
  const unitId = readId("UnitId", unit);
  if (!activityId || !unitId) throw new Error(`A child's day holds a unit that cannot be read: ${name}`);
  return unitKey(activityId, unitId);
}

/** A child's day from its record. */
export function childDayOf(item: Item): ChildDay {
  const units = Object.entries(item).filter(([name]) => name.startsWith(unitPrefix));
  return { ...z.parse(childDay, item), units: new Map(units.map(([name, value]) => [readUnitKey(name), z.parse(unitState, value)])) };
}

/** Which child's day. */
export interface ChildDayKey {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly date: PlainDate;
}

/** Finds one of a family's days among those read. */
export const byChildAndDate = (days: readonly ChildDay[]): ((childId: ChildId, date: PlainDate) => ChildDay) => {
  const found = new Map(days.map((day) => [`${day.date}#${day.childId}`, day]));
  return (childId, date) => found.get(`${date}#${childId}`) ?? emptyChildDay(childId, date);
};

/** Every recorded day of a family's children from one date on, or to another one included; consistent, so that a family sees what it has just done. */
export async function readFamilyDays(table: Table, code: FamilyCode, { from, to }: { readonly from: PlainDate; readonly to?: PlainDate }): Promise<readonly ChildDay[]> {
  const days: ChildDay[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(new QueryCommand({
      TableName: table.name, ConsistentRead: true, KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      // "~" sorts after every character of a date and of a child's id.
      ExpressionAttributeValues: { ":pk": familyPartition(code), ":from": `DAY#${from}#`, ":to": to ? `DAY#${to}#~` : "DAY#~" }, ...(start ? { ExclusiveStartKey: start } : {}),
    }));
    days.push(...(page.Items ?? []).map(childDayOf));
    start = page.LastEvaluatedKey;
  } while (start);
  return days;
}

/** Children's days of any families, by key (need not be distinct); consistent. */
export async function readChildDays(table: Table, wanted: readonly ChildDayKey[]): Promise<(key: ChildDayKey) => ChildDay> {
  const name = (key: ChildDayKey): string => { const { pk, sk } = keys.childDay(key.familyCode, key.date, key.childId); return `${pk} ${sk}`; };
  const distinct = new Map(wanted.map((key) => [name(key), keys.childDay(key.familyCode, key.date, key.childId)]));
  const items = await readAll(table, [...distinct.values()], { consistent: true });
  const found = new Map(items.map((item) => [`${String(item["pk"])} ${String(item["sk"])}`, childDayOf(item)]));
  return (key) => found.get(name(key)) ?? emptyChildDay(key.childId, key.date);
}

/** A decision, and the day as it stands after it. */
export type Settled<D> = { readonly decision: D; readonly day: ChildDay };

/** A family's own requests are the only writers of a child's day: more in a row than this is not contention but a fault. */
const mostRevisions = 20;

/** Writes what the domain decides, expecting the revision that it decided on; when the day has changed meanwhile, decides again. */
async function expectRevision<D extends HoldDecision | EndDecision>(
  table: Table, { familyCode, childId, date }: ChildDayKey, known: ChildDay, unit: UnitKey, decide: (day: ChildDay) => D,
): Promise<Settled<D>> {
  let day = known;
  for (let tries = 0; tries < mostRevisions; tries += 1) {
    const decision = decide(day);
    if (decision.kind !== "write") return { decision, day };
    try {
      await retried(() => table.client.send(new UpdateCommand({
        TableName: table.name, Key: keys.childDay(familyCode, date, childId),
        UpdateExpression: "SET #unit = :state, #revision = :next, #entity = :entity, #child = :child, #date = :date",
        ConditionExpression: day.revision === 0 ? "attribute_not_exists(pk)" : "#revision = :revision",
        ExpressionAttributeNames: { "#unit": unitPrefix + unit, "#revision": "revision", "#entity": "entity", "#child": "childId", "#date": "date" },
        ExpressionAttributeValues: {
          ":state": decision.state, ":next": day.revision + 1, ":entity": "childDay", ":child": childId, ":date": date,
          ...(day.revision === 0 ? {} : { ":revision": day.revision }),
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      })));
      return { decision, day: withUnit(day, unit, decision.state) };
    } catch (error) {
      const item = refusedItem(error);
      day = item ? childDayOf(item) : emptyChildDay(childId, date);
    }
  }
  throw new Error(`A child's day changed ${mostRevisions} times while it was being written`);
}

/** Makes a booking of a claim, unless its turn has passed or a unit of that day excludes it. */
export const holdUnit = (table: Table, key: ChildDayKey, known: ChildDay, want: Hold): Promise<Settled<HoldDecision>> =>
  expectRevision(table, key, known, want.unit, (day) => hold(day, want));

/** Gives a booking up. */
export const dropUnit = (table: Table, key: ChildDayKey, known: ChildDay, end: End): Promise<Settled<EndDecision>> =>
  expectRevision(table, key, known, end.unit, (day) => drop(day, end));

/** Ends the turn of a claim that cannot become a booking. */
export const abandonUnit = (table: Table, key: ChildDayKey, known: ChildDay, end: End): Promise<Settled<EndDecision>> =>
  expectRevision(table, key, known, end.unit, (day) => abandon(day, end));
