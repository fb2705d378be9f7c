/**
 * Slots freed places of a site's day to those who wait, in the order in which they came.
 *
 * A place that is freed marks the day (`freed`, `kept:`), and nobody else's claim takes what is kept until the list has
 * been walked: so that the order is kept, and no place is withheld once it has been. Walking twice, or beside another
 * walk, offers nothing twice: an offer's claim bears the number of arrival that it is made to.
 */
import { offeredUntil, excluder, whyNotThatDay, whySuspended } from "../../booking/rules/booking-rules.ts";
import { placesLeft, type Counters, type Pool } from "../../booking/rules/capacity.ts";
import { heldElsewhere, offerToken, placedUnits, generationOf, type ChildDay } from "../../booking/rules/child-day.ts";
import { isRefusal, slotsOf, type Slots } from "../../booking/rules/slots.ts";
import { bookUnit } from "../../booking/store/bookings.ts";
import { inHouseholds, readChildDays } from "../../booking/store/child-days.ts";
import { claimUnit } from "../../booking/store/day-record.ts";
import { isToBeWalked, readDays, type DayRecord, type SiteDay } from "../../booking/store/day-record.ts";
import { markWalked } from "../../booking/store/awaited.ts";
import { cardAmong } from "../../booking/store/roster.ts";
import { readPeople, type People } from "../../family/store/people.ts";
import { readWaitingListPage, removeWaiting, type Waiting } from "../../booking/store/waiting-list.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import type { RepairDependencies } from "../../booking/follow/settle-claims.ts";

export interface WalkDependencies extends RepairDependencies {
  readonly catalogue: CatalogueCache;
}

/** Entries read at once. */
const page = 100;

interface Walk {
  readonly dependencies: WalkDependencies;
  readonly day: SiteDay;
  readonly slots: Slots;
  counters: Counters;
  offered: number;
}

/** Counters once these places are taken. */
const taken = (counters: Counters, pools: readonly Pool[]): Counters =>
  new Map([
    ...counters,
    ...pools.map(
      ({ id }) => [id, { set: null, ...counters.get(id), used: (counters.get(id)?.used ?? 0) + 1 }] as const,
    ),
  ]);

/** Offers a place to one who waits, when one is free for it. What it goes on waiting for; null: it does not. */
async function offerTo(walk: Walk, waiting: Waiting, known: ChildDay, people: People): Promise<readonly Pool[] | null> {
  const {
    dependencies: { table, clock, log },
    day,
    slots,
  } = walk;
  const state = known.units.get(claimUnit(waiting));
  if (state?.status !== "waiting" || state.arrival !== waiting.arrival) {
    // It left, or has its place already.
    await removeWaiting(table, waiting);
    return null;
  }
  const now = clock();
  const child = people.child(waiting);
  const slot = slots.find(waiting);
  if (!child || isRefusal(slot)) return [];
  const pools = slot.poolsFor(child);
  if (waiting.from !== undefined && now < waiting.from) return pools;
  const until = offeredUntil(slot, now);
  if (until === null || whyNotThatDay(slot, child, now) || placesLeft(pools, walk.counters) === 0) return pools;
  const household = people.household(waiting.familyCode);
  // The place is for who may take it; this family keeps its rank.
  if (household && whySuspended(slot, { household }, now)) return pools;
  const excludes = excluder(slots.units(day.date), slot);
  const { familyCode, childId, activityId, unitId, arrival } = waiting;
  const key = { familyCode, childId, date: day.date };
  const households = child.sharedWith ?? [];
  const others = inHouseholds(key, households);
  const elsewhere = others.map(await readChildDays(table, others)).flatMap(placedUnits);
  // Judged before the place is claimed: a claim that is given back frees it anew, and the walk would never end.
  if (placedUnits(known).some(excludes) || heldElsewhere(elsewhere, claimUnit(waiting), excludes)) return pools;
  const card = cardAmong(people, waiting);
  const wanted = {
    ...key,
    ...day,
    activityId,
    unitId,
    pools,
    excludes,
    as: "offered",
    until,
    households,
    card,
  } as const;
  const { outcome } = await bookUnit(table, wanted, known, {
    requestToken: offerToken(arrival, generationOf(known, claimUnit(waiting))),
    at: now,
  });
  if (outcome.kind === "full") walk.counters = outcome.counters;
  if (outcome.kind !== "booked") return pools;
  walk.counters = taken(walk.counters, pools);
  walk.offered += 1;
  log.info(repairMessages.placeOffered, { site: day.siteId, date: day.date });
  await removeWaiting(table, waiting);
  return null;
}

/** Walks the whole list once. What each of those who go on waiting waits for. */
async function walkOnce(walk: Walk): Promise<readonly (readonly Pool[])[]> {
  const {
    dependencies: { table },
    day,
  } = walk;
  let after = 0;
  const awaits: (readonly Pool[])[] = [];
  for (;;) {
    const entries = await readWaitingListPage(table, day, { after, limit: page });
    const [readDay, people] = await Promise.all([readChildDays(table, entries), readPeople(table, entries)]);
    for (const waiting of entries) {
      const pools = await offerTo(walk, waiting, readDay(waiting), people);
      if (pools) awaits.push(pools);
    }
    if (entries.length < page) return awaits;
    after = entries.at(-1)?.arrival ?? after;
  }
}

/** Most walks in a row for one call: places freed faster than that bring the stream back anyway. */
const mostWalks = 5;

/**
 * Walks the waiting list of a day on which a place was freed; nothing when none was. Returns how many places were
 * offered.
 */
export async function walkWaitingList(dependencies: WalkDependencies, day: SiteDay): Promise<number> {
  const { table, catalogue, schoolZone } = dependencies;
  let offered = 0;
  for (let walks = 0; walks < mostWalks; walks += 1) {
    const record: DayRecord = (await readDays(table, [day], { consistent: true }))(day);
    if (!isToBeWalked(record)) return offered;
    const walk: Walk = {
      dependencies,
      day,
      slots: slotsOf(await catalogue.renewed(), schoolZone),
      counters: record.counters,
      offered: 0,
    };
    const awaits = record.closed ? null : await walkOnce(walk);
    offered += walk.offered;
    if (await markWalked(table, day, record, awaits)) return offered;
  }
  return offered;
}
