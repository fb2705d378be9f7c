/**
 * La feuille du jour: who comes to a site on a day. The day's own claims say who; the children and their households say the rest.
 * Two waves of reads after the session's: names cannot be read before the claims are.
 */
import type { DaySheetView, staffRoutes } from "../contract/staff.ts";
import { placesInAll, poolsOf } from "../domain/capacity.ts";
import type { Activity, Catalogue, SchoolCalendar, Site, Unit } from "../domain/catalogue.ts";
import { ageOn } from "../domain/family.ts";
import type { PlainDate } from "../domain/ids.ts";
import { calendarsOf, whyClosed } from "../domain/school-calendar.ts";
import { nothingThatDay, refusalWords } from "../domain/sentences.fr.ts";
import { unitKey, unitsByKey, type ActivityUnit } from "../domain/units.ts";
import type { UseCases } from "../http/call.ts";
import { Problem } from "../http/problem.ts";
import { claimUnit, readDays, type Claim, type DayRecord } from "../store/days.ts";
import { readPeople, type People } from "../store/people.ts";
import type { StaffDependencies } from "./dependencies.ts";

type SheetChild = DaySheetView["children"][number];

/** Why the site receives nobody, when no activity runs: the reason of the one that would have, before a mere wrong weekday or period. */
function whySiteClosed(activities: readonly Activity[], site: Site, date: PlainDate, calendars: readonly SchoolCalendar[]): string | null {
  const reasons = activities.map((activity) => whyClosed(activity, site, date, calendars));
  if (reasons.some((reason) => reason === null)) return null;
  const own = reasons.find((reason) => reason && !["outsidePeriod", "otherWeekday", "schoolTime", "schoolHolidays"].includes(reason.code));
  return own ? refusalWords(own).sentence : nothingThatDay;
}

/** Claims by child, in the order of the sheet's names. */
function sheetChildren(claims: readonly Claim[], people: People, units: ReadonlyMap<string, ActivityUnit>, date: PlainDate): SheetChild[] {
  const byChild = new Map<string, Claim[]>();
  for (const claim of claims) {
    const name = `${claim.familyCode}/${claim.childId}`;
    byChild.set(name, [...(byChild.get(name) ?? []), claim]);
  }
  const rows = [...byChild.values()].flatMap((own): SheetChild[] => {
    const [first] = own;
    if (!first) return [];
    const child = people.child(first);
    const household = people.household(first.familyCode);
    const booked = own.map((claim) => ({ id: claim.unitId, from: units.get(claimUnit(claim))?.unit.from ?? "", name: units.get(claimUnit(claim))?.unit.name ?? claim.unitId }))
      .sort((one, other) => one.from.localeCompare(other.from));
    return [{
      childId: first.childId, familyCode: first.familyCode,
      // A child whose record is gone still has a place: the sheet must not lose it.
      firstName: child?.firstName ?? first.childId, lastName: child?.lastName ?? "Dossier introuvable",
      age: child ? ageOn(child.birthDate, date) : 0, ...(child?.grade === undefined ? {} : { grade: child.grade }),
      unitIds: booked.map(({ id }) => id), unitNames: booked.map(({ name }) => name),
      contacts: (household?.guardians ?? []).map(({ firstName, lastName, phone }) => ({ name: `${firstName} ${lastName}`, ...(phone === undefined ? {} : { phone }) })),
    }];
  });
  return rows.sort((one, other) => one.lastName.localeCompare(other.lastName, "fr") || one.firstName.localeCompare(other.firstName, "fr"));
}

function sheetUnits(running: readonly Activity[], record: DayRecord, date: PlainDate): DaySheetView["units"] {
  const booked = (activity: Activity, unit: Unit): number => record.claims.filter((claim) => claimUnit(claim) === unitKey(activity.id, unit.id)).length;
  return running.flatMap((activity) => activity.units.map((unit) => ({
    activityName: activity.name, unitId: unit.id, name: unit.name, meal: unit.meal, booked: booked(activity, unit),
    places: placesInAll(poolsOf(activity, unit, date), record.counters),
  })));
}

function sheetOf(catalogue: Catalogue, site: Site, date: PlainDate, record: DayRecord, people: People, calendars: readonly SchoolCalendar[]): DaySheetView {
  const activities = catalogue.activities.filter(({ siteId }) => siteId === site.id);
  const units = unitsByKey(catalogue);
  const claimed = new Set(record.claims.map(({ activityId }) => activityId));
  // An activity that someone has a place in is on the sheet even when the day was closed since.
  const running = activities.filter((activity) => claimed.has(activity.id) || whyClosed(activity, site, date, calendars) === null);
  const closed = whySiteClosed(activities, site, date, calendars);
  return {
    site: { id: site.id, name: site.name, town: site.town }, date, ...(closed === null ? {} : { closed }),
    units: sheetUnits(running, record, date),
    meals: new Set(record.claims.filter((claim) => units.get(claimUnit(claim))?.unit.meal).map(({ familyCode, childId }) => `${familyCode}/${childId}`)).size,
    children: sheetChildren(record.claims, people, units, date),
  };
}

export function daySheet({ table, catalogue: cache, schoolZone }: StaffDependencies): UseCases<typeof staffRoutes>["staff.daySheet"] {
  return async ({ params: { siteId, date } }) => {
    const [catalogue, days] = await Promise.all([cache.latest(), readDays(table, [{ siteId, date }], { consistent: true })]);
    const site = catalogue.sites.find(({ id }) => id === siteId);
    if (!site) throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
    const record = days({ siteId, date });
    const people = await readPeople(table, record.claims);
    return { body: sheetOf(catalogue, site, date, record, people, calendarsOf(catalogue, schoolZone)) };
  };
}
