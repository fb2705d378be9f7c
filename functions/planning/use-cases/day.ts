/**
 * Un jour d’un accueil: who waits, in the order of arrival and why, who has been offered a place, what staff has
 * changed of its places.
 */
import type { PlanningDayView, planningLook } from "../contract.ts";
import { excluder, whyNotThatDay } from "../../booking/rules/booking-rules.ts";
import { placesLeft, placesOf, poolsAt } from "../../booking/rules/capacity.ts";
import { heldElsewhere, placedUnits, type ChildDay } from "../../booking/rules/child-day.ts";
import type { Child } from "../../family/rules/family.ts";
import type { Instant, UnitKey } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { isRefusal, slotsOf, type Slots } from "../../booking/rules/slots.ts";
import { explainWaiting, type Awaits } from "../../waiting-list/words.fr.ts";
import { refusalWords } from "../../booking/words.fr.ts";
import { unitKey, unitOf } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { inHouseholds, readChildDays, type ChildDayKey } from "../../booking/store/child-days.ts";
import { claimUnit } from "../../booking/store/day-record.ts";
import { readDays, type DayRecord, type SiteDay } from "../../booking/store/day-record.ts";
import { readPeople, type People } from "../../family/store/people.ts";
import { readPlacesChanges, type PlacesChange } from "../../booking/store/places-changes.ts";
import { everAwaited, readWaitingList, type Waiting } from "../../booking/store/waiting-list.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { readExpiredOffers } from "../../history/store/expired-offers.ts";
import { siteNow } from "../../closure/site-now.ts";
import { siteViewOf } from "../../catalogue/site-view.ts";
import { readFullDays, type TakenPlace } from "../../booking/store/roster.ts";

/** What was read of the day. */
interface DayFacts {
  readonly slots: Slots;
  readonly record: DayRecord;
  readonly people: People;
  readonly dayOf: (waiting: Waiting) => ChildDay;
  /** What the child's other households hold that day. */
  readonly elsewhere: (waiting: Waiting) => readonly UnitKey[];
  readonly poolNames: ReadonlyMap<string, string>;
  readonly now: Instant;
}

const shownName = (child: Child | null, fallback: string): string =>
  child ? `${child.firstName} ${child.lastName}` : fallback;

/** What keeps one who waits from a place, by the very rules by which the list is walked. */
function awaits(waiting: Waiting, { slots, record, people, dayOf, elsewhere, poolNames, now }: DayFacts): Awaits {
  const child = people.child(waiting);
  const slot = slots.find(waiting);
  if (!child) return { kind: "notAllowed", sentence: "cet enfant ne figure plus dans les fiches famille." };
  if (isRefusal(slot)) return { kind: "notAllowed", sentence: refusalWords(slot, localDate(now), "staff").sentence };
  const why = whyNotThatDay(slot, child, now);
  if (why)
    return why.code === "tooLate"
      ? { kind: "tooLate", since: why.since }
      : { kind: "notAllowed", sentence: refusalWords(why, localDate(now), "staff").sentence };
  if (waiting.from !== undefined && now < waiting.from) return { kind: "beyondQuota", from: waiting.from };
  const excludes = excluder(slots.units(waiting.date), slot);
  const nameOf = (unit: UnitKey): string => slots.named(unit, waiting.date)?.unit.name ?? unit;
  const other = placedUnits(dayOf(waiting)).find(excludes);
  if (other) return { kind: "incompatible", unitName: nameOf(other) };
  const there = heldElsewhere(elsewhere(waiting), claimUnit(waiting), excludes);
  if (there) return { kind: "otherHousehold", unitName: nameOf(there) };
  const full = slot.poolsFor(child).filter((pool) => placesLeft([pool], record.counters) === 0);
  return full.length === 0
    ? { kind: "nothing" }
    : {
        kind: "full",
        limits: full.map((pool) => ({
          name: poolNames.get(pool.id) ?? pool.id,
          places: placesOf(pool, record.counters),
        })),
      };
}

type UnitWaitingList = PlanningDayView["units"][number];

function entriesOf(own: readonly Waiting[], facts: DayFacts): UnitWaitingList["entries"] {
  return own.map((waiting, index) => {
    const { arrival, familyCode, childId, at } = waiting;
    return {
      position: index + 1,
      arrival,
      familyCode,
      childId,
      since: at,
      childName: shownName(facts.people.child(waiting), childId),
      explanation: explainWaiting(index + 1, at, awaits(waiting, facts)),
    };
  });
}

const changeView = (
  { at, byName, pool, before, after, reason }: PlacesChange,
  names: DayFacts["poolNames"],
): PlanningDayView["changes"][number] => ({
  at,
  by: byName,
  pool,
  poolName: names.get(pool) ?? pool,
  reason,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** Changes of places shown: far more than a day ever sees. */
export const mostChanges = 50;
/** Expired offers shown: a contested day sees some dozens. */
const mostExpired = 100;

/**
 * The day's record, and the places of it that are kept for an offer, or may be: claims in flight are not told apart yet.
 * A roster is as long as its children are many: where nobody has ever waited, it has nothing to say.
 */
async function offersOf(
  table: BookingDependencies["table"],
  day: SiteDay,
): Promise<{ readonly record: DayRecord; readonly places: readonly TakenPlace[] }> {
  const [recordOf, awaited] = await Promise.all([
    readDays(table, [day], { consistent: true }),
    everAwaited(table, day),
  ]);
  if (!awaited) return { record: recordOf(day), places: [] };
  const { record, places } = (await readFullDays(table, [day]))(day);
  return { record, places: places.filter(({ shown }) => !shown || shown.status === "offered") };
}

export function planningDay(dependencies: BookingDependencies): UseCases<typeof planningLook>["planning.day"] {
  const { table, clock, schoolZone } = dependencies;
  return async ({ params: { siteId, date } }) => {
    const day = { siteId, date };
    const [{ catalogue, site }, { record, places }, queue, changes, expired] = await Promise.all([
      siteNow(dependencies, siteId),
      offersOf(table, day),
      readWaitingList(table, day),
      readPlacesChanges(table, day, mostChanges),
      readExpiredOffers(table, day, mostExpired),
    ]);
    const claims = places.map((place) => ({ ...place, date }));
    const [people, readDay] = await Promise.all([
      readPeople(table, [...queue, ...claims, ...expired]),
      readChildDays(table, [...queue, ...claims]),
    ]);
    const households = (waiting: Waiting): readonly ChildDayKey[] =>
      inHouseholds(waiting, people.child(waiting)?.sharedWith ?? []);
    const readElsewhere = await readChildDays(table, queue.flatMap(households));
    const slots = slotsOf(
      { ...catalogue, sites: catalogue.sites.map((one) => (one.id === siteId ? site : one)) },
      schoolZone,
    );
    const poolNames = new Map<string, string>(
      poolsAt(
        site,
        slots.activities(date).filter((activity) => activity.siteId === siteId),
        date,
      ).map(({ id: pool, name }) => [pool, name]),
    );
    const facts: DayFacts = {
      slots,
      record,
      people,
      poolNames,
      now: clock(),
      dayOf: readDay,
      elsewhere: (waiting) => households(waiting).map(readElsewhere).flatMap(placedUnits),
    };
    const waits = (waiting: Waiting): boolean => {
      const state = readDay(waiting).units.get(claimUnit(waiting));
      return state?.status === "waiting" && state.arrival === waiting.arrival;
    };
    const live = queue.filter(waits);
    const offered = claims.flatMap((claim) => {
      const state = readDay(claim).units.get(claimUnit(claim));
      return state?.status === "offered" && state.until !== undefined ? [{ ...claim, until: state.until }] : [];
    });
    const keys = [
      ...new Set<UnitKey>([...live, ...offered].map(({ activityId, unitId }) => unitKey(activityId, unitId))),
    ];
    const units = keys.map((key): UnitWaitingList => {
      const { activityId, unitId } = unitOf(key);
      const named = slots.named(key, date);
      const own = <T extends { readonly activityId: string; readonly unitId: string }>(
        all: readonly T[],
      ): readonly T[] => all.filter((one) => one.activityId === activityId && one.unitId === unitId);
      return {
        activityId,
        activityName: named?.activity.name ?? activityId,
        unitId,
        unitName: named?.unit.name ?? unitId,
        entries: entriesOf(own(live), facts),
        offered: own(offered).map((claim) => ({
          familyCode: claim.familyCode,
          childId: claim.childId,
          childName: shownName(people.child(claim), claim.childId),
          until: claim.until,
        })),
      };
    });
    return {
      body: {
        site: siteViewOf(site),
        date,
        units,
        expired: expired.map(({ unit, ...offer }) => {
          const named = slots.named(unit, date);
          const { activityId, unitId } = unitOf(unit);
          return {
            ...offer,
            childName: shownName(people.child(offer), offer.childId),
            unitName: named?.unit.name ?? unitId,
            activityName: named?.activity.name ?? activityId,
          };
        }),
        changes: changes.map((change) => changeView(change, poolNames)),
      },
    };
  };
}
