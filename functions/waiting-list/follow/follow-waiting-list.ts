/**
 * What the waiting lists make of the table's changes: walks where a place was freed or somebody joined, offers made and
 * ended.
 */
import { placesLeft } from "../../booking/rules/capacity.ts";
import { hasPlace, statusOf, type ChildDay } from "../../booking/rules/child-day.ts";
import type { FamilyCode, Instant, PlainDate, SiteId, UnitKey } from "../../kernel/ids.ts";
import { isRefusal, slotsOf } from "../../booking/rules/slots.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import { inHouseholds, readChildDays, type ChildDayKey } from "../../booking/store/child-days.ts";
import { isBeingOffered, noteAwaited, readDays, type DayRecord, type SiteDay } from "../../booking/store/days.ts";
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
  if (isBeingOffered(after)) await walkWaitingList(dependencies, day);
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
  const mayBeFree = due && child && !isRefusal(slot) && placesLeft(slot.poolsFor(child), record.counters) > 0;
  if (!record.awaited || mayBeFree) await noteAwaited(table, day, { walk: Boolean(mayBeFree) });
}

/** Days read at once. */
const chunk = 100;

/**
 * The catalogue's numbers of places changed: lists of coming days are walked, as they are for a number that staff sets
 * for one day.
 */
export async function followPlaces(
  { table, catalogue, clock }: WaitingListDependencies,
  { siteId, to }: { readonly siteId: SiteId; readonly to?: PlainDate },
): Promise<void> {
  const last =
    to ??
    (await catalogue.renewed()).activities
      .filter((activity) => activity.siteId === siteId)
      .map((activity) => activity.to)
      .sort()
      .at(-1);
  const days = last ? daysFrom(localDate(clock()), last).map((date) => ({ siteId, date })) : [];
  for (let from = 0; from < days.length; from += chunk) {
    const part = days.slice(from, from + chunk);
    const recordOf = await readDays(table, part, { consistent: false });
    for (const day of part) if (recordOf(day).awaited) await noteAwaited(table, day, { walk: true });
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
      (was !== "offered" || old?.generation !== state.generation)
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
      await dependencies.tellOffer(offer);
    }
    if (old?.status === "waiting" && state.status !== "waiting" && old.arrival !== undefined)
      await removeWaiting(dependencies.table, { siteId: old.siteId, date, arrival: old.arrival });
  }
  for (const siteId of await sitesToLookAt(dependencies, familyCode, before, after))
    await noteAwaited(dependencies.table, { siteId, date }, { walk: true });
}
