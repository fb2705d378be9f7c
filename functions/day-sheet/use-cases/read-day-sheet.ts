/**
 * La feuille du jour: who comes to a site on a day, as its roster shows, and who was there, as staff has noted. What is
 * booked this very second is not on the roster yet: of that, and of who came without a booking, the child's own day and
 * its household say the rest, one wave of reads later.
 */
import type { Attendance } from "../../attendance/rules/marks.ts";
import { readDayAttendance, type DayAttendance } from "../../attendance/store/attendance.ts";
import { markViewOf, rollCallOf } from "../../attendance/use-cases/views.ts";
import type { DaySheetView, Headcount, daySheetRoutes } from "../contract.ts";
import type { AbsenceKind } from "../../booking/rules/absences.ts";
import { placesOf } from "../../booking/rules/capacity.ts";
import type { Activity, Catalogue, Site, Unit } from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { Status } from "../../booking/rules/child-day.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { ageOn } from "../../family/rules/family.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { runningOn, whySiteClosed } from "../../catalogue/site-days.ts";
import { unitKey, unitOf, unitsOnDays, type ActivityUnit } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { readChildDays } from "../../booking/store/child-days.ts";
import { claimUnit } from "../../booking/store/day-record.ts";
import type { Claimant, DayRecord } from "../../booking/store/day-record.ts";
import { readPeople } from "../../family/store/people.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { cardAmong, readFullDays, type RosterCard, type TakenPlace } from "../../booking/store/roster.ts";

type SheetChild = DaySheetView["children"][number];

/** A unit of a child that day, with what is shown of it: its place, or that it was there without one. */
interface SheetClaim extends Claimant {
  readonly status: SheetChild["units"][number]["status"];
  readonly absence?: AbsenceKind;
  readonly card: RosterCard | null;
}

/** A claim whose booking is not written yet, or is being given up, is booked until the table says otherwise. */
function sheetStatus(status: Status | undefined, toPay: boolean): SheetClaim["status"] {
  if (status === "offered") return toPay ? "held" : "offered";
  return status === "pending" ? status : "booked";
}

const childName = ({ familyCode, childId }: Pick<Claimant, "familyCode" | "childId">): string =>
  `${familyCode}/${childId}`;

/** Units that somebody was noted at and has no place of. */
function unbooked(places: readonly TakenPlace[], noted: readonly Attendance[]): readonly Claimant[] {
  const booked = new Set(places.map((place) => `${childName(place)} ${claimUnit(place)}`));
  return noted.flatMap(({ familyCode, childId, marks }) =>
    [...marks.keys()]
      .filter((unit) => !booked.has(`${childName({ familyCode, childId })} ${unit}`))
      .map((unit) => ({ familyCode, childId, ...unitOf(unit) })),
  );
}

/** The places of a day, those that are given up already being nobody's; and who came without one. */
async function sheetClaims(
  table: BookingDependencies["table"],
  date: PlainDate,
  places: readonly TakenPlace[],
  { children: noted }: DayAttendance,
): Promise<readonly SheetClaim[]> {
  const standing = places.filter(({ shown }) => shown?.status !== "none");
  const guests = unbooked(standing, noted);
  const cards = new Map(standing.flatMap((place) => (place.shown?.card ? [[childName(place), place.shown.card]] : [])));
  const [people, readDay] = await Promise.all([
    readPeople(
      table,
      [...standing, ...guests].filter((claim) => !cards.has(childName(claim))),
    ),
    readChildDays(
      table,
      standing.filter(({ shown }) => !shown).map((claim) => ({ ...claim, date })),
    ),
  ]);
  const cardFor = (claim: Claimant): RosterCard | null => cards.get(childName(claim)) ?? cardAmong(people, claim);
  return [
    ...standing.map(({ shown, ...claim }): SheetClaim => {
      const own = shown ? undefined : readDay({ ...claim, date }).units.get(claimUnit(claim));
      const state = shown ?? own;
      const absence = typeof state?.absence === "object" ? state.absence.kind : state?.absence;
      return {
        ...claim,
        status: sheetStatus(state?.status, shown ? shown.held === true : own?.toPay !== undefined),
        ...(absence ? { absence } : {}),
        card: cardFor(claim),
      };
    }),
    ...guests.map((guest): SheetClaim => ({ ...guest, status: "none", card: cardFor(guest) })),
  ];
}

/** Under which head a child counts among those who were to come; null: it was not to. */
const headOf = ({ status, absence }: Pick<SheetClaim, "status" | "absence">): keyof Headcount | null =>
  status === "none" ? null : status === "booked" && absence !== undefined ? "absent" : status;

/** Each child under one head: who comes for one thing comes, whatever became of another. */
function headcountOf(claims: readonly SheetClaim[]): Headcount {
  const heads = new Map<string, Set<keyof Headcount>>();
  for (const claim of claims) {
    const head = headOf(claim);
    if (head) heads.set(childName(claim), (heads.get(childName(claim)) ?? new Set<keyof Headcount>()).add(head));
  }
  const count = { booked: 0, pending: 0, offered: 0, held: 0, absent: 0 };
  for (const own of heads.values()) {
    const first = (["booked", "pending", "offered", "held", "absent"] as const).find((head) => own.has(head));
    if (first) count[first] += 1;
  }
  return count;
}

/** Claims by child, in the order of the sheet's names. */
function sheetChildren(
  claims: readonly SheetClaim[],
  units: ReadonlyMap<string, ActivityUnit>,
  date: PlainDate,
  noted: ReadonlyMap<string, Attendance>,
): SheetChild[] {
  const byChild = new Map<string, SheetClaim[]>();
  for (const claim of claims) byChild.set(childName(claim), [...(byChild.get(childName(claim)) ?? []), claim]);
  const rows = [...byChild.values()].flatMap((own): SheetChild[] => {
    const [first] = own;
    if (!first) return [];
    const { card } = first;
    const attendance = noted.get(childName(first));
    const from = (claim: Claimant): string => units.get(claimUnit(claim))?.unit.from ?? "";
    const placed = [...own].sort((one, other) => from(one).localeCompare(from(other)));
    return [
      {
        childId: first.childId,
        familyCode: first.familyCode,
        // A child whose record is gone still has a place: the sheet must not lose it.
        firstName: card?.firstName ?? first.childId,
        lastName: card?.lastName ?? "Dossier introuvable",
        age: card ? ageOn(card.birthDate, date) : 0,
        ...(card?.grade === undefined ? {} : { grade: card.grade }),
        revision: attendance?.revision ?? 0,
        units: placed.map((claim) => {
          const unit = units.get(claimUnit(claim))?.unit;
          const mark = attendance?.marks.get(claimUnit(claim));
          return {
            activityId: claim.activityId,
            id: claim.unitId,
            name: unit?.name ?? claim.unitId,
            from: unit?.from ?? "",
            to: unit?.to ?? "",
            status: claim.status,
            ...(claim.absence ? { absence: claim.absence } : {}),
            ...(mark ? { mark: markViewOf(mark) } : {}),
          };
        }),
        ...(card?.guarded ? { guarded: true as const } : {}),
        contacts: (card?.contacts ?? []).map(({ name, phone }) => ({
          name,
          ...(phone === undefined ? {} : { phone }),
        })),
      },
    ];
  });
  return rows.sort(
    (one, other) =>
      one.lastName.localeCompare(other.lastName, "fr") || one.firstName.localeCompare(other.firstName, "fr"),
  );
}

/** Places of a unit that day: its own, or null when only limits that it shares count. */
function unitPlaces({ id }: Activity, unit: Unit, record: DayRecord, date: PlainDate): number | null {
  const usual = unit.placesOn.find((one) => one.date === date)?.places ?? unit.places;
  return usual === null ? null : placesOf({ id: `${id}/=${unit.id}`, capacity: usual }, record.counters);
}

function sheetUnits(
  running: readonly Activity[],
  record: DayRecord,
  claims: readonly SheetClaim[],
  date: PlainDate,
): DaySheetView["units"] {
  const own = (activity: Activity, unit: Unit): readonly SheetClaim[] =>
    claims.filter((claim) => claimUnit(claim) === unitKey(activity.id, unit.id));
  return running.flatMap((activity) =>
    activity.units.map((unit) => ({
      activityId: activity.id,
      activityName: activity.name,
      unitId: unit.id,
      name: unit.name,
      meal: unit.meal,
      count: headcountOf(own(activity, unit)),
      places: unitPlaces(activity, unit, record, date),
    })),
  );
}

interface SheetFacts {
  readonly catalogue: Catalogue;
  readonly calendars: readonly SchoolCalendar[];
  readonly site: Site;
  readonly date: PlainDate;
  readonly record: DayRecord;
  readonly claims: readonly SheetClaim[];
  readonly attendance: DayAttendance;
  readonly now: Instant;
}

function sheetOf({ catalogue, calendars, site, date, record, claims, attendance, now }: SheetFacts): DaySheetView {
  const activities = editionsOf(catalogue)
    .allOn(date)
    .filter(({ siteId }) => siteId === site.id);
  const units = unitsOnDays(catalogue)(date);
  const claimed = new Set(claims.map(({ activityId }) => activityId));
  // An activity that someone has a place in is on the sheet even when the day was closed since.
  const running = runningOn(activities, site, date, calendars, claimed);
  const closed = whySiteClosed(activities, site, date, calendars);
  return {
    site: { id: site.id, name: site.name, town: site.town },
    date,
    ...(closed === null ? {} : { closed }),
    rollCall: rollCallOf(attendance.day, date, now),
    units: sheetUnits(running, record, claims, date),
    meals: headcountOf(claims.filter((claim) => units.get(claimUnit(claim))?.unit.meal)),
    expected: headcountOf(claims),
    children: sheetChildren(
      claims,
      units,
      date,
      new Map(attendance.children.map((child) => [childName(child), child])),
    ),
  };
}

/** Of a day to come nothing is noted yet. */
const nobody: DayAttendance = { day: null, children: [] };

export function daySheet({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof daySheetRoutes>["day-sheet.read"] {
  return async ({ params: { siteId, date } }) => {
    const now = clock();
    const [catalogue, days, attendance] = await Promise.all([
      cache.latest(),
      readFullDays(table, [{ siteId, date }]),
      date > localDate(now) ? nobody : readDayAttendance(table, { siteId, date }),
    ]);
    const site = catalogue.sites.find(({ id }) => id === siteId);
    if (!site) throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
    const { record, places } = days({ siteId, date });
    const claims = await sheetClaims(table, date, places, attendance);
    const calendars = calendarsOf(catalogue, schoolZone);
    return { body: sheetOf({ catalogue, calendars, site, date, record, claims, attendance, now }) };
  };
}
