/**
 * Units of a child's day: which one contains which, and which cannot be had together.
 *
 * Two units exclude each other when the catalogue says so (a morning and the full day that contains it), or when their
 * hours overlap: a child is in one place at a time, whatever the activity and the site. Touching is not overlapping: a
 * morning until 13:30 and an afternoon from 13:30 make a day.
 */
import type { Activity, Catalogue, Unit } from "./catalogue.ts";
import { editionsOf } from "./editions.ts";
import { id, type ActivityId, type PlainDate, type UnitId, type UnitKey } from "../../kernel/ids.ts";

export const unitKey = (activityId: ActivityId, unitId: UnitId): UnitKey => `${activityId}/${unitId}`;

/** The two ids of a key. */
export function unitOf(key: UnitKey): { readonly activityId: ActivityId; readonly unitId: UnitId } {
  const [activity = "", unit = ""] = key.split("/");
  return { activityId: id("ActivityId", activity), unitId: id("UnitId", unit) };
}

/** A unit and every unit that it contains, directly or through another, each once. */
export function containedUnits(activity: Activity, unit: Unit): readonly Unit[] {
  const found = new Set([unit]);
  for (const one of found) for (const other of activity.units) if (one.implies.includes(other.id)) found.add(other);
  return [...found];
}

/** A unit with the edition of the activity that it belongs to. */
export interface ActivityUnit {
  readonly activity: Activity;
  readonly unit: Unit;
}

const overlap = (one: Unit, other: Unit): boolean => one.from < other.to && other.from < one.to;

export function incompatible(one: ActivityUnit, other: ActivityUnit): boolean {
  const sameActivity = one.activity.id === other.activity.id;
  if (sameActivity && one.unit.id === other.unit.id) return false;
  const excluded =
    sameActivity && (one.unit.excludes.includes(other.unit.id) || other.unit.excludes.includes(one.unit.id));
  return excluded || overlap(one.unit, other.unit);
}

/**
 * Units as they are on one day; those that have left the catalogue, as they were last: what is booked of them is still known,
 * and excludes what it excluded.
 */
export type UnitsByKey = ReadonlyMap<UnitKey, ActivityUnit>;

/** An edition's units, former ones first: who comes later is known better. */
const withFormer = (activity: Activity): readonly (readonly [UnitKey, ActivityUnit])[] =>
  [...(activity.former ?? []), ...activity.units].map((unit) => [unitKey(activity.id, unit.id), { activity, unit }]);

/** Units by the day that is asked about; made once for each set of editions. */
export function unitsOnDays(catalogue: Pick<Catalogue, "activities">): (date: PlainDate) => UnitsByKey {
  const editions = editionsOf(catalogue);
  const changes = [...new Set(catalogue.activities.map(({ effectiveFrom }) => effectiveFrom))].sort();
  const made = new Map<PlainDate | undefined, UnitsByKey>();
  return (date) => {
    const since = changes.findLast((change) => change <= date);
    const known = made.get(since);
    if (known) return known;
    const units = new Map([...catalogue.activities, ...editions.allOn(date)].flatMap(withFormer));
    made.set(since, units);
    return units;
  };
}

/** Units of the same activity that exclude a unit, for the page that shows them. */
export const excludedWithin = (activity: Activity, unit: Unit): readonly UnitId[] =>
  activity.units
    .filter((other) => incompatible({ activity, unit }, { activity, unit: other }))
    .map((other) => other.id);
