/**
 * A site's day: the places taken, the authority for capacity. One record a site and day, as small on a day of a thousand
 * places as on one of ten.
 *
 *     pk SITE#<site>#DAY#<date>, sk DAY
 *     used:<pool>      counter of a limit, absent until its first claim
 *     set:<pool>       places that staff has set for that day instead of the catalogue's; written with `used`
 *     c:<family>/<child>/<activity>/<unit> = <generation>.<requestToken>!<id>.<limits>
 *                      a claim in flight: whose it is, its generation (booking/rules/child-day.ts), its request and attempt, the
 *                      limits that it counts in
 *     r:<family>/<child>/<activity>/<unit>/<generation>
 *                      a place given back, which the child's day may still owe
 *     fence            grows whenever a given-back place is taken out of the record
 *     closed           closure that shuts the day: no claim passes
 *     awaits           limits that those who wait would take a place of
 *     freed            a place was freed and the waiting list not walked since (a token, new each time)
 *     kept:<pool>      how many of a limit's places were freed since then while somebody waited for one of it
 *     queued           of a record from before there was `awaits`: somebody waits, and any limit may be awaited
 */
import { randomUUID } from "node:crypto";
import {
  type SiteId,
  type PlainDate,
  type FamilyCode,
  type ChildId,
  type ActivityId,
  type UnitId,
  type ClosureId,
  readId,
  type UnitKey,
} from "../../kernel/ids.ts";
import { type Item, readAll } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import type { DayState } from "../rules/booking-rules.ts";
import type { PoolId, Counters, Kept } from "../rules/capacity.ts";
import type { RequestToken } from "../rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";

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

/** Which attempt at a booking a claim belongs to, and the limits whose places it takes. */
export interface ClaimTag {
  readonly generation: number;
  readonly requestToken: RequestToken;
  /** Tells two claims of one request and generation apart. Absent of claims from before there were ids. */
  readonly id?: string | undefined;
  readonly pools: readonly PoolId[];
}

export type Claim = Claimant & ClaimTag;
/** A place that was given back: whose it was, of which generation. */
export type Release = Claimant & Pick<ClaimTag, "generation">;
/** A site's day as recorded. */
export interface DayRecord {
  /** Whether there is a record: nobody has ever claimed anything of a day without. */
  readonly exists: boolean;
  readonly counters: Counters;
  /** In flight: of all places taken, see store/roster.ts. */
  readonly claims: readonly Claim[];
  readonly releases: readonly Release[];
  readonly fence: number;
  readonly claimOf: (claimant: Claimant) => ClaimTag | null;
  readonly closed: ClosureId | null;
  /** Somebody waits, as far as the day knows. */
  readonly awaited: boolean;
  /** Limits that those who wait would take a place of; null when they are not known. */
  readonly awaits: ReadonlySet<PoolId> | null;
  /** Token of the last place freed since the waiting list was walked. */
  readonly freed: string | null;
  /** Limits of which places were freed since, those that nobody waits for among them. */
  readonly keptOf: ReadonlyMap<PoolId, number>;
}

export const claimPrefix = "c:";
export const releasePrefix = "r:";
export const usedPrefix = "used:";
export const setPrefix = "set:";
export const keptPrefix = "kept:";
/** What is awaited where no limit is: a day beyond the child's share of an activity without places. */
export const noLimit: PoolId = "^";
const claimantName = ({ familyCode, childId, activityId, unitId }: Claimant): string =>
  `${familyCode}/${childId}/${activityId}/${unitId}`;
export const claimName = (claimant: Claimant): string => claimPrefix + claimantName(claimant);
/** Name of a claimant's generation, for maps. */
export const generationName = (place: Release): string => `${claimantName(place)}/${place.generation}`;
export const releaseName = (release: Release): string => releasePrefix + generationName(release);
/** Limits by their names within the claim's own activity: every claim of a hot day carries them. */
const shortPool = (pool: PoolId, activityId: ActivityId): string =>
  pool.startsWith(`${activityId}/`) ? pool.slice(activityId.length + 1) : pool;
const longPool = (name: string, activityId: ActivityId): PoolId =>
  name.startsWith("^") ? `^${name.slice(1)}` : `${activityId}/${name}`;
export const tagText = ({ generation, requestToken, id, pools }: ClaimTag, activityId: ActivityId): string =>
  `${generation}.${requestToken}${id === undefined ? "" : `!${id}`}.${pools.map((pool) => shortPool(pool, activityId)).join(",")}`;
function readTag(value: unknown, activityId: ActivityId): ClaimTag | null {
  const [, generation, requestToken, id, pools] =
    typeof value === "string" ? (/^(\d+)\.([^.!]+)(?:!([^.]+))?\.(.*)$/.exec(value) ?? []) : [];
  if (generation === undefined || requestToken === undefined) return null;
  return {
    generation: Number(generation),
    requestToken,
    ...(id === undefined ? {} : { id }),
    pools: pools ? pools.split(",").map((name) => longPool(name, activityId)) : [],
  };
}

function readClaimant(text: string): Claimant | null {
  const [family = "", child = "", activity = "", unit = ""] = text.split("/");
  const familyCode = readId("FamilyCode", family);
  const childId = readId("ChildId", child);
  const activityId = readId("ActivityId", activity);
  const unitId = readId("UnitId", unit);
  return familyCode && childId && activityId && unitId ? { familyCode, childId, activityId, unitId } : null;
}

function readClaim(name: string, value: unknown): Claim {
  const claimant = readClaimant(name.slice(claimPrefix.length));
  const tag = claimant && readTag(value, claimant.activityId);
  if (!claimant || !tag) throw new Error(`A day's record holds a claim that cannot be read: ${name}`);
  return { ...claimant, ...tag };
}

function readRelease(name: string): Release {
  const claimant = readClaimant(name.slice(releasePrefix.length));
  const generation = Number(name.split("/").at(-1));
  if (!claimant || !Number.isInteger(generation))
    throw new Error(`A day's record holds a place given back that cannot be read: ${name}`);
  return { ...claimant, generation };
}

const isPool = (text: string): text is PoolId => text.includes("/") || text.startsWith("^");
/** Limits that have an attribute of that kind. */
const poolsNamed = (item: Item, prefix: string): readonly PoolId[] =>
  Object.keys(item)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter(isPool);
function readCounters(item: Item): Counters {
  return new Map(
    poolsNamed(item, usedPrefix).map((pool) => {
      const set = item[setPrefix + pool];
      return [pool, { used: Number(item[usedPrefix + pool]), set: typeof set === "number" ? set : null }];
    }),
  );
}

export function dayOf(item: Item): DayRecord {
  const named = (prefix: string) => Object.entries(item).filter(([name]) => name.startsWith(prefix));
  const closed = typeof item["closed"] === "string" ? readId("ClosureId", item["closed"]) : null;
  const { freed, awaits, queued } = item;
  return {
    exists: item["pk"] !== undefined,
    counters: readCounters(item),
    claims: named(claimPrefix).map(([name, value]) => readClaim(name, value)),
    releases: named(releasePrefix).map(([name]) => readRelease(name)),
    fence: Number(item["fence"] ?? 0),
    claimOf: (claimant) => readTag(item[claimName(claimant)], claimant.activityId),
    closed,
    awaited: queued === true || awaits instanceof Set,
    awaits: queued === true ? null : new Set(awaits instanceof Set ? [...awaits].map(String).filter(isPool) : []),
    freed: typeof freed === "string" ? freed : null,
    keptOf: new Map(poolsNamed(item, keptPrefix).map((pool) => [pool, Number(item[keptPrefix + pool])])),
  };
}

/** A day on which nobody has claimed anything. */
export const emptyDay: DayRecord = dayOf({});
/** What the rules ask of a day's record. */
export const dayState = (record: DayRecord): DayState => ({
  counters: record.counters,
  kept: keptFor(record),
  shut: record.closed !== null,
});
/** Whether a place may have been freed for somebody who waits: the list is to be walked. */
export const isToBeWalked = ({ awaited, freed }: Pick<DayRecord, "awaited" | "freed">): boolean =>
  awaited && freed !== null;
/** Whether somebody waits for a place of that limit, as far as the day knows. */
const isAwaited = ({ awaits }: Pick<DayRecord, "awaits">, pool: PoolId): boolean => awaits === null || awaits.has(pool);
/** What is kept for those who wait. Where it is not known what they wait for, it is everything. */
export const keptFor =
  (record: DayRecord): Kept =>
  (pool) => {
    if (!isToBeWalked(record)) return 0;
    return record.awaits === null ? Infinity : isAwaited(record, pool) ? (record.keptOf.get(pool) ?? 0) : 0;
  };
/** What the list is walked for: limits of which so many places were freed, as far as somebody waits for them. */
export function keeping(record: Pick<DayRecord, "awaits">, freed: readonly (readonly [PoolId, number])[]) {
  const kept = freed.filter(([pool, places]) => places > 0 && record.awaits?.has(pool));
  return {
    sets: kept.map((_, index) => `#kept${index} = if_not_exists(#kept${index}, :none) + :kept${index}`),
    names: Object.fromEntries(kept.map(([pool], index) => [`#kept${index}`, keptPrefix + pool])),
    values: {
      ...(kept.length > 0 ? { ":none": 0 } : {}),
      ...Object.fromEntries(kept.map(([, places], index) => [`:kept${index}`, places])),
    },
  };
}

/** That the same limits are awaited as when the record was seen. */
export const sameAwaits = ({ awaits }: Pick<DayRecord, "awaits">) =>
  awaits === null
    ? { condition: "attribute_exists(#queued)", names: { "#queued": "queued" }, values: {} }
    : awaits.size > 0
      ? { condition: "#awaits = :awaits", names: { "#awaits": "awaits" }, values: { ":awaits": awaits } }
      : { condition: "attribute_not_exists(#awaits)", names: { "#awaits": "awaits" }, values: {} };

export type DaysByKey = (day: SiteDay) => DayRecord;
/** Name of a site's day, for maps. */
export const dayName = ({ siteId, date }: SiteDay): string => keys.dayPartition(siteId, date);
/**
 * Reads days, which need not be distinct; a day without a record is empty. Consistent reads cost twice and show the
 * caller its own last act.
 */
export async function readDays(
  table: Table,
  days: readonly SiteDay[],
  options: { readonly consistent: boolean },
): Promise<DaysByKey> {
  const wanted = new Map(days.map((day) => [dayName(day), keys.day(day.siteId, day.date)]));
  const items = await readAll(table, [...wanted.values()], options);
  const found = new Map(items.map((item) => [String(item["pk"]), dayOf(item)]));
  return (day) => found.get(dayName(day)) ?? emptyDay;
}

/** What became of an update: `refused` is the record that refused its condition, `after` the one that it made. */
export interface Updated {
  readonly refused: Item | null;
  /** Empty unless `ReturnValues` asks for it. */
  readonly after: Item;
}

/** Updates a day's record under a condition. */
export async function updateDay(
  table: Table,
  { siteId, date }: SiteDay,
  one: Omit<Parameters<typeof update>[1], "Key">,
): Promise<Updated> {
  const outcome = await update(table, { Key: keys.day(siteId, date), ...one });
  return outcome.written ? { refused: null, after: outcome.after } : { refused: outcome.stands ?? {}, after: {} };
}

/** What every write that may make the record says of it. */
export const identity = {
  sets: ["#entity = :entity", "#site = :site", "#date = :date"],
  names: { "#entity": "entity", "#site": "siteId", "#date": "date" },
  values: ({ siteId, date }: SiteDay) => ({ ":entity": "day" satisfies Entity, ":site": siteId, ":date": date }),
} as const;
/** A token that no other freed place has. Six bytes: it is compared with one other, within seconds. */
export const freeToken = (): string => randomUUID().slice(0, 13);
export const claimUnit = ({ activityId, unitId }: Claimant): UnitKey => unitKey(activityId, unitId);
