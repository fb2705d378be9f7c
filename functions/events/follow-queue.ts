/** What the waiting lists make of the table's changes: walks where a place was freed or somebody joined, offers made and ended. */
import { placesLeft } from "../domain/capacity.ts";
import { statusOf, type ChildDay } from "../domain/child-day.ts";
import type { FamilyCode, Instant, SiteId } from "../domain/ids.ts";
import { isRefusal, offersOf } from "../domain/offers.ts";
import type { UnitKey } from "../domain/units.ts";
import type { ChildDayKey } from "../store/child-days.ts";
import { isBeingOffered, markQueued, readDays, type DayRecord, type SiteDay } from "../store/days.ts";
import { readPeople } from "../store/people.ts";
import { removeWaiting, type Waiting } from "../store/queue.ts";
import { leaveClosedDay } from "./close-days.ts";
import { walkQueue, type WalkDependencies } from "./walk-queue.ts";

/** A place that is kept for a child for a while. */
export interface OfferMade extends ChildDayKey {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly turn: number;
  readonly until: Instant;
}

export interface QueueDependencies extends WalkDependencies {
  /** Has `events/pass-on.ts` look at the offer when it ends. The same again is the same. */
  readonly endLater: (offer: OfferMade) => Promise<void>;
  /** Tells the family, once. */
  readonly tellOffer: (offer: OfferMade) => Promise<void>;
}

/** A day changed: when a place was freed and somebody waits, the list is walked. */
export async function followDay(dependencies: QueueDependencies, day: SiteDay, after: DayRecord): Promise<void> {
  if (isBeingOffered(after)) await walkQueue(dependencies, day);
}

/** Somebody joined: makes sure that the day knows, and that a place which was freed in between is offered. */
export async function followWaiting(dependencies: QueueDependencies, waiting: Waiting): Promise<void> {
  const { table, catalogue, schoolZone, clock } = dependencies;
  const { siteId, date } = waiting;
  const day = { siteId, date };
  const record = (await readDays(table, [day], { consistent: true }))(day);
  if (record.closed) return leaveClosedDay(dependencies, waiting, record.closed);
  const offer = offersOf(await catalogue.latest(), schoolZone).find(waiting);
  const child = (await readPeople(table, [waiting])).child(waiting);
  const mayBeFree = child && !isRefusal(offer) && (waiting.from === undefined || clock() >= waiting.from) && placesLeft(offer.poolsFor(child), record.counters) > 0;
  if (!record.queued || mayBeFree) await markQueued(table, day, { walk: Boolean(mayBeFree) });
}

/** A child's day changed: an offer that was made is told and ended in time, a rank that was left is removed. */
export async function followChildDay(dependencies: QueueDependencies, familyCode: FamilyCode, before: ChildDay | null, after: ChildDay): Promise<void> {
  const { childId, date } = after;
  for (const [unit, state] of after.units) {
    const old = before?.units.get(unit);
    const was = before ? statusOf(before, unit) : "none";
    if (state.status === "offered" && state.until !== undefined && (was !== "offered" || old?.turn !== state.turn)) {
      const offer: OfferMade = { familyCode, childId, date, unit, siteId: state.siteId, turn: state.turn, until: state.until };
      await dependencies.endLater(offer);
      await dependencies.tellOffer(offer);
    }
    if (old?.status === "waiting" && state.status !== "waiting" && old.ticket !== undefined) await removeWaiting(dependencies.table, { siteId: old.siteId, date, ticket: old.ticket });
  }
}

