/**
 * Claiming a place of a site's day and giving it back (what the record holds: day-record.ts).
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
import { placesLeft, placesOf, placesOpen, type Counters, type Pool } from "../rules/capacity.ts";
import type { Item } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import type { ClaimTag, Claimant, SiteDay, DayRecord, Updated, Claim, Release } from "./day-record.ts";
import {
  claimPrefix,
  releasePrefix,
  dayOf,
  isToBeWalked,
  updateDay,
  identity,
  claimName,
  usedPrefix,
  tagText,
  setPrefix,
  keptPrefix,
  keptFor,
  keeping,
  sameAwaits,
  freeToken,
  emptyDay,
  releaseName,
} from "./day-record.ts";

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
  return decideAndWrite<Pick<DayRecord, "awaits">, boolean>("A site's day", emptyDay, async (seen) => {
    const { sets, condition, names, values } = lowering(claim, seen);
    const { refused } = await updateDay(table, day, {
      UpdateExpression: `SET ${sets.join(", ")} REMOVE #claim`,
      ConditionExpression: `#claim = :tag AND ${condition}`,
      ExpressionAttributeNames: { ...names, "#claim": claimName(claim) },
      ExpressionAttributeValues: { ...values, ":tag": tag },
    });
    if (!refused) return { done: true };
    return refused[claimName(claim)] === tag ? { again: dayOf(refused) } : { done: false };
  });
}

/** What an act knows of the day that it gives a place back to. */
export type SeenDay = Pick<DayRecord, "fence" | "claimOf" | "awaits">;

/** What a place is given back under: whether its claim is still in flight, and who waits for what is freed. */
interface FreedFor {
  readonly standing: boolean;
  readonly awaiting: Pick<DayRecord, "awaits">;
}

/** `before`: it has been given back. `moved`: the child's day must be looked at again, with this record. */
type GivenBack = { readonly kind: "given" | "before" } | { readonly kind: "moved"; readonly record: DayRecord };

/**
 * Gives back the place of a booking that has ended, whether its claim is in flight or was taken out long ago. `seen`: the
 * day as it was at some time before the child's day was seen to owe this place.
 */
export async function giveBackPlace(table: Table, day: SiteDay, ended: Claim, seen: SeenDay): Promise<GivenBack> {
  const tag = tagText(ended, ended.activityId);
  const isTag = (own: ClaimTag | null): boolean => own !== null && tagText(own, ended.activityId) === tag;
  const first: FreedFor = { standing: isTag(seen.claimOf(ended)), awaiting: seen };
  // A claim goes and never comes back, and who waits for what changes seldom: it is looked at again a few times at most.
  return decideAndWrite<FreedFor, GivenBack>("A site's day", first, async ({ standing, awaiting }) => {
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
    if (!refused) return { done: { kind: "given" } };
    if (refused[releaseName(ended)] !== undefined) return { done: { kind: "before" } };
    const record = dayOf(refused);
    const stands = isTag(record.claimOf(ended));
    return stands === standing && !awaitsOther(record, awaiting)
      ? { done: { kind: "moved", record } }
      : { again: { standing: stands, awaiting: record } };
  });
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
