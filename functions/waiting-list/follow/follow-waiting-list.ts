/**
 * What the waiting lists make of the table's changes: walks where a place was freed or somebody joined, offers made and
 * ended.
 */
import { freedPlaces, placesLeft, poolsAt, type Pool, type PoolId } from "../../booking/rules/capacity.ts";
import { hasPlace, statusOf, type ChildDay } from "../../booking/rules/child-day.ts";
import type { FamilyCode, Instant, PlainDate, SiteId, UnitKey } from "../../kernel/ids.ts";
import { isRefusal, slotsOf } from "../../booking/rules/slots.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import { inHouseholds, readChildDays, type ChildDayKey } from "../../booking/store/child-days.ts";
import { isToBeWalked, readDays, type DayRecord, type SiteDay } from "../../booking/store/day-record.ts";
import { haveWalked, knowsAwaited, noteAwaited } from "../../booking/store/awaited.ts";
import { readPeople } from "../../family/store/people.ts";
import { removeWaiting, type Waiting } from "../../booking/store/waiting-list.ts";
import { leaveClosedDay } from "../../closure/follow/close-days.ts";
import { walkWaitingList, type WalkDependencies } from "./walk-waiting-list.ts";

/** A place that is kept for a child for a while. */
export interface OfferMade extends ChildDayKey {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly generation: number;
  readonly until: Instant;
}

export interface WaitingListDependencies extends WalkDependencies {
  /** Has `entries/end-offers.ts` look at the offer when it ends. The same again is the same. */
  readonly endLater: (offer: OfferMade) => Promise<void>;
  /**
   * Has the list of that day walked at that moment, which no change in the table will tell. The same again is the same.
   */
  readonly walkLater: (day: SiteDay, at: Instant) => Promise<void>;
  /** Tells the family, once. */
  readonly tellOffer: (offer: OfferMade) => Promise<void>;
}

/** A day changed: when a place was freed and somebody waits, the list is walked. */
export async function followDay(dependencies: WaitingListDependencies, day: SiteDay, after: DayRecord): Promise<void> {
  if (isToBeWalked(after)) await walkWaitingList(dependencies, day);
}

/**
 * Somebody joined: makes sure that the day knows, and that a place which was freed in between is offered. One beyond
 * its quota is offered nothing before its time.
 */
export async function followWaiting(dependencies: WaitingListDependencies, waiting: Waiting): Promise<void> {
  const { table, catalogue, schoolZone, clock } = dependencies;
  const { siteId, date } = waiting;
  const day = { siteId, date };
  const record = (await readDays(table, [day], { consistent: true }))(day);
  if (record.closed) return leaveClosedDay(dependencies, waiting, record.closed);
  const slot = slotsOf(await catalogue.latest(), schoolZone).find(waiting);
  const child = (await readPeople(table, [waiting])).child(waiting);
  const due = waiting.from === undefined || clock() >= waiting.from;
  if (waiting.from !== undefined && !due) await dependencies.walkLater(day, waiting.from);
  if (!child || isRefusal(slot)) return;
  const pools = slot.poolsFor(child);
  const free = due && placesLeft(pools, record.counters) > 0;
  if (free || !knowsAwaited(record, pools)) await noteAwaited(table, day, pools, { free });
}

/** Days read at once. */
const chunk = 100;

/** A record of the catalogue that says numbers of places, as it was and as it is. */
export interface PlacesChanged {
  readonly siteId: SiteId;
  /** The last day that it speaks of; absent: the site's last. */
  readonly to?: PlainDate;
  /** The catalogue as it was before and as it is, from the one that was read. */
  readonly around: (catalogue: Catalogue) => { readonly was: Catalogue; readonly is: Catalogue };
}

/** Each limit of a site on a day, by its name. */
function limitsOn({ sites, activities }: Catalogue, { siteId, date }: SiteDay): ReadonlyMap<PoolId, Pool> {
  const site = sites.find(({ id }) => id === siteId);
  const there = editionsOf({ activities })
    .allOn(date)
    .filter((activity) => activity.siteId === siteId);
  return new Map(site ? poolsAt(site, there, date).map((pool) => [pool.id, pool]) : []);
}

/** How many places more each limit has of a day than before. */
function freedBy(
  was: Catalogue,
  is: Catalogue,
  day: SiteDay,
  { counters }: DayRecord,
): readonly (readonly [PoolId, number])[] {
  const before = limitsOn(was, day);
  return [...limitsOn(is, day).values()].map(({ id, capacity }) => {
    const counter = counters.get(id);
    const places = { before: counter?.set ?? before.get(id)?.capacity ?? 0, after: counter?.set ?? capacity };
    return [id, freedPlaces(counter, places)];
  });
}

/**
 * The catalogue's numbers of places changed: lists of coming days are walked, as they are for a number that staff sets
 * for one day.
 */
export async function followPlaces(
  { table, catalogue: cache, clock }: WaitingListDependencies,
  { siteId, to, around }: PlacesChanged,
): Promise<void> {
  const catalogue = await cache.renewed();
  const { was, is } = around(catalogue);
  const last =
    to ??
    catalogue.activities
      .filter((activity) => activity.siteId === siteId)
      .map((activity) => activity.to)
      .sort()
      .at(-1);
  const days = last ? daysFrom(localDate(clock()), last).map((date) => ({ siteId, date })) : [];
  for (let from = 0; from < days.length; from += chunk) {
    const part = days.slice(from, from + chunk);
    const recordOf = await readDays(table, part, { consistent: false });
    for (const day of part) {
      const record = recordOf(day);
      if (record.awaited) await haveWalked(table, day, record, freedBy(was, is, day, record));
    }
  }
}

/**
 * Sites where the child waits, by this household or another, and where what it has just given up elsewhere may have
 * stood in its way. The list of the site where it gave up is walked for the freed place anyway.
 */
async function sitesToLookAt(
  { table }: WaitingListDependencies,
  familyCode: FamilyCode,
  before: ChildDay | null,
  after: ChildDay,
): Promise<ReadonlySet<SiteId>> {
  const givenUp = new Set(
    [...after.units].flatMap(([unit, { status, siteId }]) =>
      status === "none" && before && hasPlace(statusOf(before, unit)) ? [siteId] : [],
    ),
  );
  if (givenUp.size === 0) return new Set();
  const key = { familyCode, childId: after.childId, date: after.date };
  const others = inHouseholds(key, (await readPeople(table, [key])).child(key)?.sharedWith ?? []);
  const days = [after, ...others.map(await readChildDays(table, others))];
  const waits = days
    .flatMap(({ units }) => [...units.values()])
    .filter(({ status }) => status === "waiting")
    .map(({ siteId }) => siteId);
  return new Set(waits.filter((siteId) => !givenUp.has(siteId)));
}

/**
 * A child's day changed: an offer that was made is told and ended in time, a position that was left is removed, a list is
 * walked that has become open to the child.
 */
export async function followChildDay(
  dependencies: WaitingListDependencies,
  familyCode: FamilyCode,
  before: ChildDay | null,
  after: ChildDay,
): Promise<void> {
  const { childId, date } = after;
  for (const [unit, state] of after.units) {
    const old = before?.units.get(unit);
    const was = before ? statusOf(before, unit) : "none";
    if (
      state.status === "offered" &&
      state.until !== undefined &&
      (was !== "offered" || old?.generation !== state.generation || old.until !== state.until)
    ) {
      const offer: OfferMade = {
        familyCode,
        childId,
        date,
        unit,
        siteId: state.siteId,
        generation: state.generation,
        until: state.until,
      };
      await dependencies.endLater(offer);
      // Whoever asked for a place that is to be paid has read that it is held.
      if (!state.toPay) await dependencies.tellOffer(offer);
    }
    if (old?.status === "waiting" && state.status !== "waiting" && old.arrival !== undefined)
      await removeWaiting(dependencies.table, { siteId: old.siteId, date, arrival: old.arrival, childId });
  }
  for (const siteId of await sitesToLookAt(dependencies, familyCode, before, after))
    await haveWalked(dependencies.table, { siteId, date });
}
