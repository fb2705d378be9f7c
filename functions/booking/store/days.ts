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
 *
 * A claim is one conditional update: the condition compares counters and looks for the same child and unit, so that
 * neither one child too many nor the same child twice can pass, whatever arrives at once. Until a freed place has been
 * offered to those who wait, nobody else's claim takes it: of a limit that is awaited, as many places are kept as were
 * freed (`kept:`), and whatever is free beside them, there or in other limits, is anybody's. A condition cannot add two
 * attributes: a claim first asks that nothing that it wants be kept, and where something is, asks again with the numbers
 * that it saw, which hold as long as `freed` says the same. The catalogue's number of places
 * travels with the claim, so that a new catalogue holds at once without touching any day; a number that staff sets for
 * a day stands in the record and wins. Claims are attributes of their own rather than a string set, because a set
 * cannot say which generation and which request a claim belongs to, and a map needs a second write to exist.
 *
 * Once the child's day and the roster (store/roster.ts) hold the booking, its claim is taken out: every counted place is
 * a claim here or stands in the roster. What that costs is proof: a place whose claim is gone can be given back twice
 * unless something says that it was. So a release leaves its name (`r:`) until the child's day owes nothing any more,
 * and whoever releases shows that no name was taken out (`fence`) since it saw the child's day owe: however late it
 * comes, it meets the name or a moved fence. A record of before, whose claims all stand in it, is one with many in
 * flight: nothing else tells them apart.
 */
import { randomUUID } from "node:crypto";
import type { DayState } from "../rules/booking-rules.ts";
import {
  placesLeft,
  placesOf,
  placesOpen,
  type Counters,
  type Kept,
  type Pool,
  type PoolId,
} from "../rules/capacity.ts";
import type { RequestToken } from "../rules/child-day.ts";
import {
  readId,
  type ActivityId,
  type ChildId,
  type ClosureId,
  type FamilyCode,
  type PlainDate,
  type SiteId,
  type UnitId,
  type UnitKey,
} from "../../kernel/ids.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { readAll, type Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { update, type Update } from "../../table/write.ts";

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

const claimPrefix = "c:";
const releasePrefix = "r:";
const usedPrefix = "used:";
const setPrefix = "set:";
const keptPrefix = "kept:";

/** What is awaited where no limit is: a day beyond the child's share of an activity without places. */
const noLimit: PoolId = "^";

const claimantName = ({ familyCode, childId, activityId, unitId }: Claimant): string =>
  `${familyCode}/${childId}/${activityId}/${unitId}`;
const claimName = (claimant: Claimant): string => claimPrefix + claimantName(claimant);
/** Name of a claimant's generation, for maps. */
export const generationName = (place: Release): string => `${claimantName(place)}/${place.generation}`;
const releaseName = (release: Release): string => releasePrefix + generationName(release);

/** Limits by their names within the claim's own activity: every claim of a hot day carries them. */
const shortPool = (pool: PoolId, activityId: ActivityId): string =>
  pool.startsWith(`${activityId}/`) ? pool.slice(activityId.length + 1) : pool;
const longPool = (name: string, activityId: ActivityId): PoolId =>
  name.startsWith("^") ? `^${name.slice(1)}` : `${activityId}/${name}`;

const tagText = ({ generation, requestToken, id, pools }: ClaimTag, activityId: ActivityId): string =>
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
const keptFor =
  (record: DayRecord): Kept =>
  (pool) => {
    if (!isToBeWalked(record)) return 0;
    return record.awaits === null ? Infinity : isAwaited(record, pool) ? (record.keptOf.get(pool) ?? 0) : 0;
  };

/** What the list is walked for: limits of which so many places were freed, as far as somebody waits for them. */
function keeping(record: Pick<DayRecord, "awaits">, freed: readonly (readonly [PoolId, number])[]) {
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
const sameAwaits = ({ awaits }: Pick<DayRecord, "awaits">) =>
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
interface Updated {
  readonly refused: Item | null;
  /** Empty unless `ReturnValues` asks for it. */
  readonly after: Item;
}

/** Updates a day's record under a condition. */
async function updateDay(
  table: Table,
  { siteId, date }: SiteDay,
  one: Omit<Parameters<typeof update>[1], "Key">,
): Promise<Updated> {
  const outcome = await update(table, { Key: keys.day(siteId, date), ...one });
  return outcome.written ? { refused: null, after: outcome.after } : { refused: outcome.stands ?? {}, after: {} };
}

/** What every write that may make the record says of it. */
const identity = {
  sets: ["#entity = :entity", "#site = :site", "#date = :date"],
  names: { "#entity": "entity", "#site": "siteId", "#date": "date" },
  values: ({ siteId, date }: SiteDay) => ({ ":entity": "day" satisfies Entity, ":site": siteId, ":date": date }),
} as const;

/** A token that no other freed place has. Six bytes: it is compared with one other, within seconds. */
const freeToken = (): string => randomUUID().slice(0, 13);

/**
 * Claims and releases beyond which a record is crowded: some kilobyte, one write unit. Whoever makes a booking of a
 * claim then takes it out itself, so that no crowd, which comes faster than the stream looks, makes the record grow.
 */
const crowd = 6;

const inFlight = (item: Item): number =>
  Object.keys(item).filter((name) => name.startsWith(claimPrefix) || name.startsWith(releasePrefix)).length;

export type ClaimOutcome =
  | { readonly kind: "claimed"; readonly crowded: boolean }
  /** This child has a claim for this unit already: by this request, by another one, or one whose generation has passed. */
  | { readonly kind: "claimedBefore"; readonly tag: ClaimTag }
  | { readonly kind: "full"; readonly counters: Counters }
  /** A place was freed and goes to those who wait. */
  | { readonly kind: "beingOffered" }
  | { readonly kind: "closed" };

export interface ClaimWish {
  readonly claim: Claimant & Omit<ClaimTag, "pools">;
  readonly pools: readonly Pool[];
  /** The claim is for one who waits: a freed place is meant for it. */
  readonly fromQueue?: boolean;
}

/** Times that a claim is made again beside places that are kept, while more are freed and offered. */
const mostLooks = 5;

/**
 * Takes one place of each limit for a child: all or none, never beyond the capacity, never twice for the same child and
 * unit, and never one that is kept for somebody else.
 */
export async function claimPlace(table: Table, day: SiteDay, wish: ClaimWish): Promise<ClaimOutcome> {
  let seen: DayRecord | null = null;
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const { refused, after } = await tryClaim(table, day, wish, seen);
    if (!refused) return { kind: "claimed", crowded: inFlight(after) > crowd };
    const record = dayOf(refused);
    const why = whyRefused(record, wish);
    if (why) return why;
    seen = record;
  }
  return { kind: "beingOffered" };
}

/** `seen`: some of the limits have places that are kept, and others. */
function tryClaim(table: Table, day: SiteDay, wish: ClaimWish, seen: DayRecord | null): Promise<Updated> {
  const { claim, pools } = wish;
  const tag = { ...claim, pools: pools.map(({ id }) => id) };
  const free = seen && isToBeWalked(seen) ? besideKept(wish, seen) : withoutKept(wish);
  return updateDay(table, day, {
    UpdateExpression: `SET ${["#claim = :tag", ...identity.sets, ...pools.map((_, index) => `#used${index} = if_not_exists(#used${index}, :zero) + :one`)].join(", ")}`,
    ConditionExpression: ["attribute_not_exists(#claim)", "attribute_not_exists(#closed)", ...free.conditions].join(
      " AND ",
    ),
    ExpressionAttributeNames: {
      "#claim": claimName(claim),
      "#closed": "closed",
      ...identity.names,
      ...Object.fromEntries(pools.map(({ id }, index) => [`#used${index}`, usedPrefix + id])),
      ...free.names,
    },
    ExpressionAttributeValues: {
      ":tag": tagText(tag, claim.activityId),
      ...identity.values(day),
      ...(pools.length > 0 ? { ":one": 1, ":zero": 0 } : {}),
      ...free.values,
    },
    ReturnValues: "ALL_NEW",
  });
}

/** What a condition asks, with the names and values that it uses. */
interface Asked {
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** That each limit has a place, and that none of it is kept. */
function withoutKept({ pools, fromQueue = false }: ClaimWish): Asked {
  const conditions: string[] = [];
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  if (!fromQueue) {
    Object.assign(names, { "#queued": "queued", "#freed": "freed" });
    conditions.push("(attribute_not_exists(#queued) OR attribute_not_exists(#freed))");
  }
  for (const [index, pool] of pools.entries()) {
    names[`#set${index}`] = setPrefix + pool.id;
    // What staff has set was written with its counter, so that a comparison with a counter that is absent is never
    // needed there.
    const bySet = `#used${index} < #set${index}`;
    if (pool.capacity <= 0) conditions.push(bySet);
    else {
      values[`:places${index}`] = pool.capacity;
      conditions.push(
        `(${bySet} OR (attribute_not_exists(#set${index}) AND (attribute_not_exists(#used${index}) OR #used${index} < :places${index})))`,
      );
    }
    if (fromQueue) continue;
    Object.assign(names, { "#awaits": "awaits", [`#kept${index}`]: keptPrefix + pool.id });
    values[`:pool${index}`] = pool.id;
    conditions.push(`(attribute_not_exists(#kept${index}) OR NOT contains(#awaits, :pool${index}))`);
  }
  return { conditions, names, values };
}

/** That each limit has a place beside those that are kept, while nothing more is freed or offered than was seen. */
function besideKept({ pools }: ClaimWish, seen: DayRecord): Asked {
  const kept = keptFor(seen);
  return {
    conditions: [
      "#freed = :freed",
      ...pools.map((_, index) => `(attribute_not_exists(#used${index}) OR #used${index} < :open${index})`),
    ],
    names: { "#freed": "freed" },
    values: {
      ":freed": seen.freed,
      ...Object.fromEntries(
        pools.map((pool, index) => [`:open${index}`, placesOf(pool, seen.counters) - kept(pool.id)]),
      ),
    },
  };
}

/** Why a claim was refused; null when there are places beside those that are kept. */
function whyRefused(record: DayRecord, { claim, pools, fromQueue = false }: ClaimWish): ClaimOutcome | null {
  const { counters, closed } = record;
  const tag = record.claimOf(claim);
  if (tag) return { kind: "claimedBefore", tag };
  if (closed) return { kind: "closed" };
  if (fromQueue || placesLeft(pools, counters) === 0) return { kind: "full", counters };
  return placesOpen(pools, counters, keptFor(record)) > 0 ? null : { kind: "beingOffered" };
}

/** The update that lowers the counters of a claim, on a record that awaits what was seen, and what its condition asks. */
function lowering({ pools }: Pick<ClaimTag, "pools">, seen: Pick<DayRecord, "awaits">) {
  const kept = keeping(
    seen,
    pools.map((pool) => [pool, 1] as const),
  );
  const awaits = sameAwaits(seen);
  return {
    sets: ["#freed = :freed", ...pools.map((_, index) => `#used${index} = #used${index} - :one`), ...kept.sets],
    condition: awaits.condition,
    names: {
      "#freed": "freed",
      ...Object.fromEntries(pools.map((pool, index) => [`#used${index}`, usedPrefix + pool])),
      ...kept.names,
      ...awaits.names,
    },
    values: { ":freed": freeToken(), ...(pools.length > 0 ? { ":one": 1 } : {}), ...kept.values, ...awaits.values },
  };
}

/** Whether a record awaits other limits than when it was seen: what is freed is then freed for others. */
function awaitsOther(
  { awaits: one }: Pick<DayRecord, "awaits">,
  { awaits: other }: Pick<DayRecord, "awaits">,
): boolean {
  if (one === null || other === null) return one !== other;
  return one.size !== other.size || [...one].some((pool) => !other.has(pool));
}

/**
 * Gives back the places of exactly this claim in flight, which has not become a booking; when it is gone already, nothing
 * changes. True when this call released it.
 */
export async function releasePlace(table: Table, day: SiteDay, claim: Claim): Promise<boolean> {
  const tag = tagText(claim, claim.activityId);
  let seen: Pick<DayRecord, "awaits"> = emptyDay;
  for (;;) {
    const { sets, condition, names, values } = lowering(claim, seen);
    const { refused } = await updateDay(table, day, {
      UpdateExpression: `SET ${sets.join(", ")} REMOVE #claim`,
      ConditionExpression: `#claim = :tag AND ${condition}`,
      ExpressionAttributeNames: { ...names, "#claim": claimName(claim) },
      ExpressionAttributeValues: { ...values, ":tag": tag },
    });
    if (!refused) return true;
    if (refused[claimName(claim)] !== tag) return false;
    seen = dayOf(refused);
  }
}

/** What an act knows of the day that it gives a place back to. */
export type SeenDay = Pick<DayRecord, "fence" | "claimOf" | "awaits">;

/** `before`: it has been given back. `moved`: the child's day must be looked at again, with this record. */
type GivenBack = { readonly kind: "given" | "before" } | { readonly kind: "moved"; readonly record: DayRecord };

/**
 * Gives back the place of a booking that has ended, whether its claim is in flight or was taken out long ago. `seen`: the
 * day as it was at some time before the child's day was seen to owe this place.
 */
export async function giveBackPlace(table: Table, day: SiteDay, ended: Claim, seen: SeenDay): Promise<GivenBack> {
  const tag = tagText(ended, ended.activityId);
  const isTag = (own: ClaimTag | null): boolean => own !== null && tagText(own, ended.activityId) === tag;
  let standing = isTag(seen.claimOf(ended));
  let awaiting: Pick<DayRecord, "awaits"> = seen;
  // A claim goes and never comes back, and who waits for what changes seldom: it is looked at again a few times at most.
  for (;;) {
    const { sets, condition, names, values } = lowering(ended, awaiting);
    const proof = standing
      ? "#claim = :tag"
      : `(attribute_not_exists(#claim) OR #claim <> :tag) AND ${seen.fence === 0 ? "attribute_not_exists(#fence)" : "#fence = :fence"}`;
    const { refused } = await updateDay(table, day, {
      UpdateExpression: `SET ${[...sets, "#release = :yes"].join(", ")}${standing ? " REMOVE #claim" : ""}`,
      ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(#release) AND ${proof} AND ${condition}`,
      ExpressionAttributeNames: {
        ...names,
        "#claim": claimName(ended),
        "#release": releaseName(ended),
        ...(standing ? {} : { "#fence": "fence" }),
      },
      ExpressionAttributeValues: {
        ...values,
        ":tag": tag,
        ":yes": 1,
        ...(standing || seen.fence === 0 ? {} : { ":fence": seen.fence }),
      },
    });
    if (!refused) return { kind: "given" };
    if (refused[releaseName(ended)] !== undefined) return { kind: "before" };
    const record = dayOf(refused);
    const stands = isTag(record.claimOf(ended));
    if (stands === standing && !awaitsOther(record, awaiting)) return { kind: "moved", record };
    standing = stands;
    awaiting = record;
  }
}

/** What may leave a day's record: claims that have become bookings, places that nobody owes any more. */
interface Settled {
  readonly claims: readonly Claim[];
  readonly releases: readonly Release[];
}

/** Most that is taken out in one write. */
const mostTakenOut = 25;

/** Takes out of the record what has come to its end; counters stay as they are. What is gone already changes nothing. */
export async function takeOut(table: Table, day: SiteDay, { claims, releases }: Settled): Promise<void> {
  const all = [
    ...claims.map((claim) => ({ name: claimName(claim), value: tagText(claim, claim.activityId) })),
    ...releases.map((release) => ({ name: releaseName(release), value: 1 })),
  ];
  for (let from = 0; from < all.length; from += mostTakenOut) {
    let left = all.slice(from, from + mostTakenOut);
    while (left.length > 0) {
      const fenced = left.some(({ name }) => name.startsWith(releasePrefix));
      const { refused } = await updateDay(table, day, {
        UpdateExpression: `${fenced ? "SET #fence = if_not_exists(#fence, :zero) + :one " : ""}REMOVE ${left.map((_, index) => `#n${index}`).join(", ")}`,
        ConditionExpression: left.map((_, index) => `#n${index} = :v${index}`).join(" AND "),
        ExpressionAttributeNames: {
          ...Object.fromEntries(left.map(({ name }, index) => [`#n${index}`, name])),
          ...(fenced ? { "#fence": "fence" } : {}),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(left.map(({ value }, index) => [`:v${index}`, value])),
          ...(fenced ? { ":zero": 0, ":one": 1 } : {}),
        },
      });
      if (!refused) break;
      left = left.filter(({ name, value }) => refused[name] === value);
    }
  }
}

/**
 * Sets counters that disagree with the places taken, while the record is as it was `seen`; those who wait are looked at
 * again. Whether it was.
 */
export async function setCounters(
  table: Table,
  day: SiteDay,
  seen: Pick<DayRecord, "counters" | "fence" | "awaits">,
  wanted: ReadonlyMap<PoolId, number>,
): Promise<boolean> {
  const known = [...seen.counters];
  const set = [...wanted];
  const kept = keeping(
    seen,
    set.map(([pool, used]) => [pool, (seen.counters.get(pool)?.used ?? 0) - used] as const),
  );
  const { refused } = await updateDay(table, day, {
    UpdateExpression: `SET ${["#freed = :freed", ...set.map((_, index) => `#want${index} = :want${index}`), ...kept.sets].join(", ")}`,
    ConditionExpression: [
      "attribute_exists(pk)",
      seen.fence === 0 ? "attribute_not_exists(#fence)" : "#fence = :fence",
      ...known.map((_, index) => `#used${index} = :used${index}`),
      ...set.flatMap(([pool], index) => (seen.counters.has(pool) ? [] : [`attribute_not_exists(#want${index})`])),
    ].join(" AND "),
    ExpressionAttributeNames: {
      "#freed": "freed",
      "#fence": "fence",
      ...Object.fromEntries(known.map(([pool], index) => [`#used${index}`, usedPrefix + pool])),
      ...Object.fromEntries(set.map(([pool], index) => [`#want${index}`, usedPrefix + pool])),
      ...kept.names,
    },
    ExpressionAttributeValues: {
      ":freed": freeToken(),
      ...(seen.fence === 0 ? {} : { ":fence": seen.fence }),
      ...Object.fromEntries(known.map(([, { used }], index) => [`:used${index}`, used])),
      ...Object.fromEntries(set.map(([, used], index) => [`:want${index}`, used])),
      ...kept.values,
    },
  });
  return refused === null;
}

/**
 * The update that sets a limit's places for that day; null gives the catalogue's number back. Those who wait are looked
 * at again. `seen`: how many places that frees, of a record that awaits these limits. `stands`: only while that is what is
 * set; null: nothing is.
 */
export function placesUpdate(
  day: SiteDay,
  pool: PoolId,
  places: number | null,
  seen: Pick<DayRecord, "awaits"> & { readonly frees: number },
  stands?: number | null,
): Update {
  const kept = keeping(seen, [[pool, seen.frees]]);
  const sets = ["#used = if_not_exists(#used, :zero)", "#freed = :freed", ...identity.sets, ...kept.sets];
  return {
    Key: keys.day(day.siteId, day.date),
    UpdateExpression: places === null ? `SET ${sets.join(", ")} REMOVE #set` : `SET ${sets.join(", ")}, #set = :places`,
    ...(stands === undefined
      ? {}
      : { ConditionExpression: stands === null ? "attribute_not_exists(#set)" : "#set = :stands" }),
    ExpressionAttributeNames: {
      "#used": usedPrefix + pool,
      "#set": setPrefix + pool,
      "#freed": "freed",
      ...identity.names,
      ...kept.names,
    },
    ExpressionAttributeValues: {
      ":zero": 0,
      ":freed": freeToken(),
      ...identity.values(day),
      ...(places === null ? {} : { ":places": places }),
      ...kept.values,
      ...(stands === undefined || stands === null ? {} : { ":stands": stands }),
    },
  };
}

/** Shuts the day: from here on no claim passes. Twice is once. */
export async function shutDay(table: Table, day: SiteDay, closure: ClosureId): Promise<void> {
  await updateDay(table, day, {
    UpdateExpression: `SET #closed = :closure, ${identity.sets.join(", ")}`,
    ExpressionAttributeNames: { "#closed": "closed", ...identity.names },
    ExpressionAttributeValues: { ":closure": closure, ...identity.values(day) },
  });
}

/** Opens the day that this closure had shut; another closure's stays. */
export async function reopenDay(table: Table, day: SiteDay, closure: ClosureId): Promise<void> {
  await updateDay(table, day, {
    UpdateExpression: "REMOVE #closed SET #freed = :freed",
    ConditionExpression: "#closed = :closure",
    ExpressionAttributeNames: { "#closed": "closed", "#freed": "freed" },
    ExpressionAttributeValues: { ":closure": closure, ":freed": freeToken() },
  });
}

/** Whether the day knows that a place of each of these limits is awaited. */
export const knowsAwaited = ({ awaited, awaits }: DayRecord, pools: readonly Pool[]): boolean =>
  awaited && awaits !== null && (pools.length > 0 ? pools.every(({ id }) => awaits.has(id)) : awaits.has(noLimit));

/**
 * Notes that somebody waits who would take a place of each of these limits. `free`: one seems free for it, and is kept
 * while the list is walked.
 */
export async function noteAwaited(
  table: Table,
  day: SiteDay,
  pools: readonly Pool[],
  { free }: { readonly free: boolean },
): Promise<void> {
  const awaits: ReadonlySet<PoolId> = new Set(pools.length > 0 ? pools.map(({ id }) => id) : [noLimit]);
  const kept = keeping({ awaits }, free ? pools.map(({ id }) => [id, 1] as const) : []);
  const sets = [...identity.sets, ...kept.sets, ...(free ? ["#freed = :freed"] : [])];
  await updateDay(table, day, {
    UpdateExpression: `SET ${sets.join(", ")} ADD #awaits :awaits`,
    ExpressionAttributeNames: {
      "#awaits": "awaits",
      ...identity.names,
      ...kept.names,
      ...(free ? { "#freed": "freed" } : {}),
    },
    ExpressionAttributeValues: {
      ":awaits": awaits,
      ...identity.values(day),
      ...kept.values,
      ...(free ? { ":freed": freeToken() } : {}),
    },
  });
}

/**
 * Has the list of a day walked on which somebody waits. `freed`: limits that have so many places more since; they are
 * kept as far as they are awaited. Nothing on a day that nobody waits for.
 */
export async function haveWalked(
  table: Table,
  day: SiteDay,
  seen: Pick<DayRecord, "awaits"> = emptyDay,
  freed: readonly (readonly [PoolId, number])[] = [],
): Promise<void> {
  const kept = keeping(seen, freed);
  await updateDay(table, day, {
    UpdateExpression: `SET ${["#freed = :freed", ...kept.sets].join(", ")}`,
    ConditionExpression: "attribute_exists(#awaits) OR attribute_exists(#queued)",
    ExpressionAttributeNames: { "#freed": "freed", "#awaits": "awaits", "#queued": "queued", ...kept.names },
    ExpressionAttributeValues: { ":freed": freeToken(), ...kept.values },
  });
}

/**
 * Ends a walk of the waiting list, unless another place was freed meanwhile or another limit is awaited. `walked`: the
 * record as it was before; `awaits`: what those who go on waiting wait for; null when that was not looked at.
 */
export async function markWalked(
  table: Table,
  day: SiteDay,
  walked: DayRecord,
  awaits: readonly (readonly Pool[])[] | null,
): Promise<boolean> {
  const left = new Set((awaits ?? []).flatMap((pools) => (pools.length > 0 ? pools.map(({ id }) => id) : [noLimit])));
  const same = sameAwaits(walked);
  const kept = [...walked.keptOf.keys()];
  const gone = [
    "#freed",
    ...kept.map((_, index) => `#kept${index}`),
    ...(awaits === null ? [] : ["#queued", ...(left.size === 0 ? ["#awaits"] : [])]),
  ];
  const { refused } = await updateDay(table, day, {
    UpdateExpression: `${left.size > 0 ? "SET #awaits = :left " : ""}REMOVE ${gone.join(", ")}`,
    ConditionExpression: `#freed = :freed AND ${same.condition}`,
    ExpressionAttributeNames: {
      "#freed": "freed",
      ...same.names,
      ...Object.fromEntries(kept.map((pool, index) => [`#kept${index}`, keptPrefix + pool])),
      ...(awaits === null ? {} : { "#queued": "queued" }),
    },
    ExpressionAttributeValues: { ":freed": walked.freed, ...same.values, ...(left.size > 0 ? { ":left": left } : {}) },
  });
  return refused === null;
}

export const claimUnit = ({ activityId, unitId }: Claimant): UnitKey => unitKey(activityId, unitId);
