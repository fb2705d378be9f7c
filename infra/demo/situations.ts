/**
 * What is under way on the first start, so that every page of both sites has something to show: who waits, a place that
 * is kept for a family, what staff is to approve, what families ask after the deadline, an absence. Made through the
 * stores that requests go through.
 */
import { excluder, slotOf } from "../../functions/booking/rules/booking-rules.ts";
import type { Activity, Catalogue, Unit } from "../../functions/catalogue/rules/catalogue.ts";
import {
  annotate,
  hasPlace,
  offerToken,
  statusOf,
  generationOf,
  type Asked,
  type ChildDay,
} from "../../functions/booking/rules/child-day.ts";
import { whyIneligible } from "../../functions/family/rules/eligibility.ts";
import type { Child } from "../../functions/family/rules/family.ts";
import { id, type FamilyCode, type Instant, type Login, type PlainDate } from "../../functions/kernel/ids.ts";
import { calendarsOf } from "../../functions/catalogue/rules/running-days.ts";
import { addDays, daysFrom, localDate, plusHours } from "../../functions/kernel/time.ts";
import { unitKey, unitsOnDays } from "../../functions/catalogue/rules/units.ts";
import { bookUnit } from "../../functions/booking/store/bookings.ts";
import type { Place, Wanted } from "../../functions/booking/store/place.ts";
import { expectRevision, readChildDays } from "../../functions/booking/store/child-days.ts";
import { emptyDay } from "../../functions/booking/store/day-record.ts";
import { joinWaitingList, removeWaiting } from "../../functions/booking/store/waiting-list.ts";
import type { Table } from "../../functions/table/table.ts";
import type { CastFamily } from "./cast.ts";
import { mayCome, type DemoFamily } from "./families.ts";
import type { DemoBooking } from "./occupancy.ts";
import { gatinais, tilleuls } from "./places.ts";
import { late } from "./school-days.ts";

/** Marks what the demo has done, so that loading again finds it done. */
const requestToken = "demotown";
const offerHours = 24;

export type Situation =
  | { readonly kind: "waiting"; readonly place: Place }
  | { readonly kind: "placed"; readonly wanted: Wanted }
  /** A rank on the waiting list, and the place that is then kept for it. */
  | { readonly kind: "offered"; readonly wanted: Wanted }
  | { readonly kind: "asked"; readonly place: Place; readonly asked: Pick<Asked, "what" | "to" | "reason"> }
  | { readonly kind: "absent"; readonly place: Place };

interface Town {
  readonly catalogue: Catalogue;
  readonly families: readonly DemoFamily[];
  readonly bookings: readonly DemoBooking[];
  /** Families that keep only what is made for them. */
  readonly apart: ReadonlySet<FamilyCode>;
  readonly now: Instant;
}

/** How many children wait for a full day. */
const waitingChildren = 3;
const takenOn = ({ bookings }: Town, { id: activityId }: Activity, unit: Unit, date: PlainDate): number =>
  bookings.filter(({ wanted }) => wanted.activityId === activityId && wanted.unitId === unit.id && wanted.date === date)
    .length;

/** Children who may come to a site that day and have nothing on it, of families that live their own life. */
function childrenFree(
  { families, bookings, apart }: Town,
  siteId: Place["siteId"],
  date: PlainDate,
): readonly { readonly familyCode: FamilyCode; readonly child: Child }[] {
  const busy = new Set(bookings.filter(({ wanted }) => wanted.date === date).map(({ wanted }) => wanted.childId));
  return families
    .filter(({ site, household }) => site.id === siteId && !apart.has(household.code))
    .flatMap(({ household: { code }, children }) =>
      children
        .filter((child) => mayCome(child, date) && !busy.has(child.id))
        .map((child) => ({ familyCode: code, child })),
    );
}

/** The next days on which an activity runs, too late for none of its units. */
function openDays(activity: Activity, { catalogue, now }: Town): readonly PlainDate[] {
  const site = catalogue.sites.find(({ id: siteId }) => siteId === activity.siteId);
  if (!site) return [];
  const calendars = calendarsOf(catalogue, "B");
  return daysFrom(addDays(localDate(now), 1), addDays(localDate(now), 120)).filter(
    (date) =>
      activity.from <= date &&
      date <= activity.to &&
      activity.units.every((unit) => {
        const slot = slotOf(activity, unit, site, date, calendars);
        return slot.closed === null && slot.bookBefore > plusHours(now, offerHours * 3);
      }),
  );
}

function wantedFor(
  { catalogue }: Town,
  activity: Activity,
  unit: Unit,
  date: PlainDate,
  familyCode: FamilyCode,
  child: Child,
  as: Wanted["as"],
): Wanted | null {
  const site = catalogue.sites.find(({ id: siteId }) => siteId === activity.siteId);
  if (!site || whyIneligible(activity, child, date)) return null;
  const { poolsFor } = slotOf(activity, unit, site, date, calendarsOf(catalogue, "B"));
  return {
    familyCode,
    childId: child.id,
    siteId: site.id,
    activityId: activity.id,
    unitId: unit.id,
    date,
    pools: poolsFor(child),
    excludes: excluder(unitsOnDays(catalogue)(date), { activity, unit }),
    as,
    households: child.sharedWith ?? [],
  };
}

const placeOf = ({ familyCode, childId, siteId, activityId, unitId, date }: Wanted): Place => ({
  familyCode,
  childId,
  siteId,
  activityId,
  unitId,
  date,
});

/** The Wednesdays of Les Tilleuls, with their full day. */
function fullDays({ catalogue, now }: Town): { readonly activity: Activity; readonly unit: Unit } | null {
  const activity = catalogue.activities.find(
    ({ siteId, kind, to }) => siteId === tilleuls.id && kind === "wednesday" && to >= localDate(now),
  );
  const [unit] = activity?.units ?? [];
  return activity && unit ? { activity, unit } : null;
}

const placed = (wanted: Wanted | null): readonly Situation[] => (wanted ? [{ kind: "placed", wanted }] : []);

/** On the first Wednesday whose full days are all taken: some wait, and one more of a family that signs in. */
function whoWaits(town: Town, three: DemoFamily): readonly Situation[] {
  const found = fullDays(town);
  if (!found) return [];
  const { activity, unit } = found;
  const full = openDays(activity, town).find(
    (date) => takenOn(town, activity, unit, date) >= (unit.places ?? Infinity),
  );
  if (full === undefined) return [];
  const own = three.children.slice(2, 3).map((child) => ({ familyCode: three.household.code, child }));
  return [...childrenFree(town, tilleuls.id, full).slice(0, waitingChildren), ...own].flatMap(
    ({ familyCode, child }): readonly Situation[] => {
      const wanted = wantedFor(town, activity, unit, full, familyCode, child, "booked");
      return wanted ? [{ kind: "waiting", place: placeOf(wanted) }] : [];
    },
  );
}

/** On the first Wednesday with room: a place that is kept for a child of a family that signs in. */
function whatIsOffered(town: Town, three: DemoFamily): readonly Situation[] {
  const found = fullDays(town);
  const [, child] = three.children;
  if (!found || !child) return [];
  const { activity, unit } = found;
  const date = openDays(activity, town).find(
    (day) =>
      takenOn(town, activity, unit, day) < (unit.places ?? Infinity) &&
      !town.bookings.some(({ wanted }) => wanted.childId === child.id && wanted.date === day),
  );
  const wanted =
    date === undefined ? null : wantedFor(town, activity, unit, date, three.household.code, child, "offered");
  return wanted ? [{ kind: "offered", wanted: { ...wanted, until: plusHours(town.now, offerHours) } }] : [];
}

/** Late evenings, which staff approves: of the family that signs in, and of two others. */
function whatIsToApprove(town: Town, three: DemoFamily): readonly Situation[] {
  const activity = town.catalogue.activities.find(
    ({ kind, to }) => kind === "eveningCare" && to >= localDate(town.now),
  );
  const unit = activity?.units.find(({ id: unitId }) => unitId === late);
  const [date] = activity ? openDays(activity, town) : [];
  if (!activity || !unit || date === undefined) return [];
  const others = childrenFree(town, tilleuls.id, date)
    .filter(({ child }) => !whyIneligible(activity, child, date))
    .slice(0, 2);
  const own = three.children
    .filter((child) => !whyIneligible(activity, child, date))
    .slice(0, 1)
    .map((child) => ({ familyCode: three.household.code, child }));
  return [...own, ...others].flatMap(({ familyCode, child }) =>
    placed(wantedFor(town, activity, unit, date, familyCode, child, "pending")),
  );
}

/** Of the next Wednesday at Le Gâtinais: a cancellation and a change that families ask of the office. */
function whatIsAsked(town: Town): readonly Situation[] {
  const today = localDate(town.now);
  const coming = town.bookings
    .map(({ wanted }) => wanted)
    .filter(({ siteId, date, familyCode }) => siteId === gatinais.id && date >= today && !town.apart.has(familyCode));
  const next = coming.map(({ date }) => date).sort()[0];
  const there = coming.filter(({ date }) => date === next);
  const [one] = there;
  const other = there.find(({ familyCode }) => familyCode !== one?.familyCode);
  const activity = town.catalogue.activities.find(({ id: activityId }) => activityId === other?.activityId);
  const later =
    activity &&
    openDays(activity, town).find(
      (date) =>
        date !== next && !town.bookings.some(({ wanted }) => wanted.childId === other?.childId && wanted.date === date),
    );
  return [
    ...(one
      ? [
          {
            kind: "asked",
            place: placeOf(one),
            asked: { what: "cancel", reason: "Nous serons chez les grands-parents." },
          } as const,
        ]
      : []),
    ...(other && later
      ? [
          {
            kind: "asked",
            place: placeOf(other),
            asked: {
              what: "change",
              to: { date: later, unit: unitKey(other.activityId, other.unitId) },
              reason: "Mon planning de travail a changé.",
            },
          } as const,
        ]
      : []),
  ];
}

/** Days of canteen and of morning care to come, of the family that comes all the time. */
const schoolDaysBooked = 6;

function whatIsBookedAroundSchool(town: Town, busy: DemoFamily): readonly Situation[] {
  return town.catalogue.activities
    .filter(({ kind, to }) => (kind === "canteen" || kind === "morningCare") && to >= localDate(town.now))
    .slice(0, 2)
    .flatMap((activity) => {
      const [unit] = activity.units;
      return openDays(activity, town)
        .slice(0, schoolDaysBooked)
        .flatMap((date) =>
          busy.children.flatMap((child) =>
            unit ? placed(wantedFor(town, activity, unit, date, busy.household.code, child, "booked")) : [],
          ),
        );
    });
}

/** An absence that is declared for the last day that the busy family has booked. */
function whoIsAbsent({ bookings }: Town, busy: DemoFamily): readonly Situation[] {
  const last = bookings
    .map(({ wanted }) => wanted)
    .filter(({ familyCode }) => familyCode === busy.household.code)
    .sort((one, other) => (one.date < other.date ? 1 : -1))[0];
  return last ? [{ kind: "absent", place: placeOf(last) }] : [];
}

/** All of it. `activated`: the families that one signs in as. */
export function demoSituations(town: Town, activated: readonly CastFamily[]): readonly Situation[] {
  const [three, , busy] = activated;
  return [
    ...(three
      ? [...whoWaits(town, three.family), ...whatIsOffered(town, three.family), ...whatIsToApprove(town, three.family)]
      : []),
    ...whatIsAsked(town),
    ...(busy ? [...whatIsBookedAroundSchool(town, busy.family), ...whoIsAbsent(town, busy.family)] : []),
  ];
}

/** Says something of a booking that stands, once. */
async function note(
  table: Table,
  place: Place,
  at: Instant,
  said: (by: Login) => Parameters<typeof annotate>[2],
): Promise<void> {
  const unit = unitKey(place.activityId, place.unitId);
  const known = (await readChildDays(table, [place]))(place);
  const state = known.units.get(unit);
  if (!state || !hasPlace(state.status)) throw new Error("The demo town speaks of a booking that is not there");
  if (state.asked || state.absence) return;
  const by = id("Login", place.familyCode);
  await expectRevision(table, place, known, (day: ChildDay) =>
    annotate(day, { requestToken, at, by, unit, siteId: place.siteId, generation: generationOf(day, unit) }, said(by)),
  );
}

/**
 * As the waiting list does it (waiting-list/follow/walk-waiting-list.ts), which may be faster: the same rank is offered the same place
 * once.
 */
async function offer(table: Table, wanted: Wanted, at: Instant): Promise<void> {
  const unit = unitKey(wanted.activityId, wanted.unitId);
  const known = (await readChildDays(table, [wanted]))(wanted);
  if (hasPlace(statusOf(known, unit))) return;
  const { arrival, day } = await joinWaitingList(
    table,
    wanted,
    known,
    { requestToken, at, by: id("Login", wanted.familyCode) },
    { pools: wanted.pools, seen: emptyDay },
  );
  if (arrival === null) return;
  await bookUnit(table, wanted, day, { requestToken: offerToken(arrival, generationOf(day, unit)), at });
  await removeWaiting(table, { ...wanted, arrival });
}

/** Brings one situation about; nothing when it is there. */
export async function makeSituation(table: Table, situation: Situation, at: Instant): Promise<void> {
  switch (situation.kind) {
    case "placed": {
      const { wanted } = situation;
      const { outcome } = await bookUnit(table, wanted, (await readChildDays(table, [wanted]))(wanted), {
        requestToken,
        at,
        by: id("Login", wanted.familyCode),
      });
      if (outcome.kind !== "booked") throw new Error(`A booking of the demo town ended as ${outcome.kind}`);
      return;
    }
    case "offered":
      return offer(table, situation.wanted, at);
    case "waiting": {
      const { place } = situation;
      await joinWaitingList(
        table,
        place,
        (await readChildDays(table, [place]))(place),
        { requestToken, at, by: id("Login", place.familyCode) },
        // What it waits for is noted by the stream.
        { pools: [], seen: emptyDay },
      );
      return;
    }
    case "asked":
      return note(table, situation.place, at, (by) => ({ asked: { ...situation.asked, at, by } }));
    case "absent":
      return note(table, situation.place, at, (by) => ({ absence: { kind: "justified", at, by } }));
  }
}
