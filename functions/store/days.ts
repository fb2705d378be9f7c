/**
 * A site's day: the places taken, and by whom. The authority for capacity: one record a site and day.
 *
 *     pk SITE#<site>#DAY#<date>, sk DAY
 *     used:<pool>, cap:<pool>                          counters, written together, absent until the pool's first claim
 *     c:<family>/<child>/<activity>/<unit> = <turn>.<mark>    a claim: whose it is, its turn (domain/child-day.ts), its request
 *
 * A claim is one conditional update: the condition compares counters and looks for the same child and unit, so that neither one
 * child too many nor the same child twice can pass, whatever arrives at once. The capacity is written from the catalogue by the
 * first claim (`if_not_exists`), so that the condition finds it inside the record. Claims are attributes of their own rather than
 * a string set, because a set cannot say which turn and which request a claim belongs to, and a map needs a second write to exist.
 */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Counters, Pool, PoolId } from "../domain/capacity.ts";
import type { RequestMark } from "../domain/child-day.ts";
import { readId, type ActivityId, type ChildId, type FamilyCode, type PlainDate, type SiteId, type UnitId } from "../domain/ids.ts";
import { unitKey, type UnitKey } from "../domain/units.ts";
import { readAll, type Item } from "./batch.ts";
import { refusedItem } from "./refused.ts";
import { retried } from "./retry.ts";
import { keys, type Table } from "./table.ts";

export interface SiteDay {
  readonly siteId: SiteId;
  readonly date: PlainDate;
}

/** Whose a claim is. */
export interface Claimant {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
}

/** Which attempt at a booking a claim belongs to. */
export interface ClaimTag {
  readonly turn: number;
  readonly mark: RequestMark;
}

export type Claim = Claimant & ClaimTag;

/** A site's day as recorded. */
export interface DayRecord {
  readonly counters: Counters;
  readonly claims: readonly Claim[];
  readonly claimOf: (claimant: Claimant) => ClaimTag | null;
}

const claimPrefix = "c:";
const usedPrefix = "used:";
const capacityPrefix = "cap:";

const claimName = ({ familyCode, childId, activityId, unitId }: Claimant): string => `${claimPrefix}${familyCode}/${childId}/${activityId}/${unitId}`;
const tagText = ({ turn, mark }: ClaimTag): string => `${turn}.${mark}`;

function readTag(value: unknown): ClaimTag | null {
  const found = typeof value === "string" ? /^(\d+)\.(.+)$/.exec(value) : null;
  return found?.[1] && found[2] ? { turn: Number(found[1]), mark: found[2] } : null;
}

/** The claim that an attribute of a day's record is, or null when it is another attribute. */
export function readClaim(name: string, value: unknown): Claim | null {
  if (!name.startsWith(claimPrefix)) return null;
  const [family = "", child = "", activity = "", unit = ""] = name.slice(claimPrefix.length).split("/");
  const familyCode = readId("FamilyCode", family);
  const childId = readId("ChildId", child);
  const activityId = readId("ActivityId", activity);
  const unitId = readId("UnitId", unit);
  const tag = readTag(value);
  if (!familyCode || !childId || !activityId || !unitId || !tag) throw new Error(`A day's record holds a claim that cannot be read: ${name}`);
  return { familyCode, childId, activityId, unitId, ...tag };
}

const isPool = (text: string): text is PoolId => text.includes("/");

function readCounters(item: Item): Counters {
  const pools = Object.keys(item).filter((name) => name.startsWith(usedPrefix)).map((name) => name.slice(usedPrefix.length)).filter(isPool);
  return new Map(pools.map((pool) => [pool, { used: Number(item[usedPrefix + pool]), capacity: Number(item[capacityPrefix + pool]) }]));
}

function dayOf(item: Item): DayRecord {
  const claims = Object.entries(item).map(([name, value]) => readClaim(name, value)).filter((claim) => claim !== null);
  return { counters: readCounters(item), claims, claimOf: (claimant) => readTag(item[claimName(claimant)]) };
}

/** A day on which nobody has claimed anything. */
export const emptyDay: DayRecord = dayOf({});

export type DaysByKey = (day: SiteDay) => DayRecord;

/** Name of a site's day, for maps. */
export const dayName = ({ siteId, date }: SiteDay): string => keys.day(siteId, date).pk;

/** Reads days, which need not be distinct; a day without a record is empty. Consistent reads cost twice and show the caller its own last act. */
export async function readDays(table: Table, days: readonly SiteDay[], options: { readonly consistent: boolean }): Promise<DaysByKey> {
  const wanted = new Map(days.map((day) => [dayName(day), keys.day(day.siteId, day.date)]));
  const items = await readAll(table, [...wanted.values()], options);
  const found = new Map(items.map((item) => [String(item["pk"]), dayOf(item)]));
  return (day) => found.get(dayName(day)) ?? emptyDay;
}

export type ClaimOutcome =
  | { readonly kind: "claimed" }
  /** This child has a claim for this unit already: by this request, by another one, or one whose turn has passed. */
  | { readonly kind: "claimedBefore"; readonly tag: ClaimTag }
  | { readonly kind: "full"; readonly counters: Counters };

/** Takes one place of each pool for a child: all or none, never beyond the capacity, never twice for the same child and unit. */
export async function claimPlace(table: Table, day: SiteDay, claim: Claim, pools: readonly Pool[]): Promise<ClaimOutcome> {
  const names: Record<string, string> = { "#claim": claimName(claim), "#entity": "entity", "#site": "siteId", "#date": "date" };
  const values: Record<string, unknown> = { ":tag": tagText(claim), ":entity": "day", ":site": day.siteId, ":date": day.date, ":one": 1, ":zero": 0 };
  const sets = ["#claim = :tag", "#entity = :entity", "#site = :site", "#date = :date"];
  const conditions = ["attribute_not_exists(#claim)"];
  for (const [index, pool] of pools.entries()) {
    names[`#used${index}`] = usedPrefix + pool.id;
    names[`#cap${index}`] = capacityPrefix + pool.id;
    values[`:cap${index}`] = pool.capacity;
    sets.push(`#used${index} = if_not_exists(#used${index}, :zero) + :one`, `#cap${index} = if_not_exists(#cap${index}, :cap${index})`);
    // Both counters of a pool are written together, so that the one being absent means that no place of it is taken.
    conditions.push(`(attribute_not_exists(#used${index}) OR #used${index} < #cap${index})`);
  }
  try {
    await retried(() => table.client.send(new UpdateCommand({
      TableName: table.name, Key: keys.day(day.siteId, day.date),
      UpdateExpression: `SET ${sets.join(", ")}`, ConditionExpression: conditions.join(" AND "),
      ExpressionAttributeNames: names, ExpressionAttributeValues: values, ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    })));
    return { kind: "claimed" };
  } catch (error) {
    const item = refusedItem(error) ?? {};
    const tag = readTag(item[claimName(claim)]);
    return tag ? { kind: "claimedBefore", tag } : { kind: "full", counters: readCounters(item) };
  }
}

/** Gives back the places of exactly this claim; when it is gone already, nothing changes. True when this call released it. */
export async function releasePlace(table: Table, day: SiteDay, claim: Claim, pools: readonly PoolId[]): Promise<boolean> {
  const names: Record<string, string> = { "#claim": claimName(claim) };
  for (const [index, pool] of pools.entries()) names[`#used${index}`] = usedPrefix + pool;
  try {
    await retried(() => table.client.send(new UpdateCommand({
      TableName: table.name, Key: keys.day(day.siteId, day.date),
      UpdateExpression: `SET ${pools.map((_, index) => `#used${index} = #used${index} - :one`).join(", ")} REMOVE #claim`,
      ConditionExpression: "#claim = :tag", ExpressionAttributeNames: names, ExpressionAttributeValues: { ":tag": tagText(claim), ":one": 1 },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    })));
    return true;
  } catch (error) {
    refusedItem(error);
    return false;
  }
}

export const claimUnit = ({ activityId, unitId }: Claimant): UnitKey => unitKey(activityId, unitId);
