/**
 * La feuille du jour: who comes to a site on a day, as its roster shows. What is booked this very second is not on the
 * roster yet: of that, the child's own day and its household say the rest, one wave of reads later.
 */
import type { DaySheetView, Headcount, daySheetRoutes } from "../contract.ts";
import type { AbsenceKind } from "../../booking/rules/absences.ts";
import { placesOf } from "../../booking/rules/capacity.ts";
import type { Activity, Catalogue, Site, Unit } from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { Status } from "../../booking/rules/child-day.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { ageOn } from "../../family/rules/family.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { runningOn, whySiteClosed } from "../../catalogue/site-days.ts";
import { unitKey, unitsOnDays, type ActivityUnit } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { readChildDays } from "../../booking/store/child-days.ts";
import { claimUnit } from "../../booking/store/day-record.ts";
import { type Claim, type DayRecord } from "../../booking/store/day-record.ts";
import { readPeople } from "../../family/store/people.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { cardAmong, readFullDays, type RosterCard, type TakenPlace } from "../../booking/store/roster.ts";

type SheetChild = DaySheetView["children"][number];

/** A place of the day, with what is shown of it. */
interface SheetClaim extends Claim {
  readonly status: SheetChild["units"][number]["status"];
  readonly absence?: AbsenceKind;
  readonly card: RosterCard | null;
}

/** A claim whose booking is not written yet, or is being given up, is booked until the table says otherwise. */
const sheetStatus = (status: Status | undefined): SheetClaim["status"] =>
  status === "pending" || status === "offered" ? status : "booked";

/** The places of a day; those that are given up already are nobody's. */
async function sheetClaims(
  table: BookingDependencies["table"],
  date: PlainDate,
  places: readonly TakenPlace[],
): Promise<readonly SheetClaim[]> {
  const standing = places.filter(({ shown }) => shown?.status !== "none");
  const [people, readDay] = await Promise.all([
    readPeople(
      table,
      standing.filter(({ shown }) => !shown?.card),
    ),
    readChildDays(
      table,
      standing.filter(({ shown }) => !shown).map((claim) => ({ ...claim, date })),
    ),
  ]);
  return standing.map(({ shown, ...claim }): SheetClaim => {
    const state = shown ?? readDay({ ...claim, date }).units.get(claimUnit(claim));
    const absence = typeof state?.absence === "object" ? state.absence.kind : state?.absence;
    return {
      ...claim,
      status: sheetStatus(state?.status),
      ...(absence ? { absence } : {}),
      card: shown?.card ?? cardAmong(people, claim),
    };
  });
}

const headOf = ({ status, absence }: Pick<SheetClaim, "status" | "absence">): keyof Headcount =>
  status === "booked" && absence !== undefined ? "absent" : status;
const childName = ({ familyCode, childId }: Claim): string => `${familyCode}/${childId}`;

/** Each child under one head: who comes for one thing comes, whatever became of another. */
function headcountOf(claims: readonly SheetClaim[]): Headcount {
  const heads = new Map<string, Set<keyof Headcount>>();
  for (const claim of claims)
    heads.set(childName(claim), (heads.get(childName(claim)) ?? new Set<keyof Headcount>()).add(headOf(claim)));
  const count = { booked: 0, pending: 0, offered: 0, absent: 0 };
  for (const own of heads.values()) {
    const first = (["booked", "pending", "offered", "absent"] as const).find((head) => own.has(head));
    if (first) count[first] += 1;
  }
  return count;
}

/** Claims by child, in the order of the sheet's names. */
function sheetChildren(
  claims: readonly SheetClaim[],
  units: ReadonlyMap<string, ActivityUnit>,
  date: PlainDate,
): SheetChild[] {
  const byChild = new Map<string, SheetClaim[]>();
  for (const claim of claims) byChild.set(childName(claim), [...(byChild.get(childName(claim)) ?? []), claim]);
  const rows = [...byChild.values()].flatMap((own): SheetChild[] => {
    const [first] = own;
    if (!first) return [];
    const { card } = first;
    const from = (claim: Claim): string => units.get(claimUnit(claim))?.unit.from ?? "";
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
        units: placed.map(({ unitId: id, status, absence, ...claim }) => ({
          id,
          name: units.get(claimUnit({ ...claim, unitId: id }))?.unit.name ?? id,
          status,
          ...(absence ? { absence } : {}),
        })),
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
      activityName: activity.name,
      unitId: unit.id,
      name: unit.name,
      meal: unit.meal,
      count: headcountOf(own(activity, unit)),
      places: unitPlaces(activity, unit, record, date),
    })),
  );
}

function sheetOf(
  catalogue: Catalogue,
  site: Site,
  date: PlainDate,
  record: DayRecord,
  claims: readonly SheetClaim[],
  calendars: readonly SchoolCalendar[],
): DaySheetView {
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
    units: sheetUnits(running, record, claims, date),
    meals: headcountOf(claims.filter((claim) => units.get(claimUnit(claim))?.unit.meal)),
    expected: headcountOf(claims),
    children: sheetChildren(claims, units, date),
  };
}

export function daySheet({
  table,
  catalogue: cache,
  schoolZone,
}: BookingDependencies): UseCases<typeof daySheetRoutes>["day-sheet.read"] {
  return async ({ params: { siteId, date } }) => {
    const [catalogue, days] = await Promise.all([cache.latest(), readFullDays(table, [{ siteId, date }])]);
    const site = catalogue.sites.find(({ id }) => id === siteId);
    if (!site) throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
    const { record, places } = days({ siteId, date });
    const claims = await sheetClaims(table, date, places);
    return { body: sheetOf(catalogue, site, date, record, claims, calendarsOf(catalogue, schoolZone)) };
  };
}
