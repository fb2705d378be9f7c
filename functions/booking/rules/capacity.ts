/**
 * Which limits a booking takes a place of, and how high each may go.
 *
 * A claim takes one place of each of its limits, all or none: of the unit, of the units that it contains, of the
 * activity (groups by age among them) and of the site. Each is a counter of the site's day.
 */
import type { Activity, PlacesOn, PoolRule, Site, Unit } from "../../catalogue/rules/catalogue.ts";
import { ageOn, type Child } from "../../family/rules/family.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { containedUnits } from "../../catalogue/rules/units.ts";

/**
 * Name of a counter within a site's day: `mercredis/=journee` (a unit), `mercredis/maternels` (an activity's limit),
 * `^accueil` (the site's).
 */
export type PoolId = `${string}/=${string}` | `${string}/${string}` | `^${string}`;

export interface Pool {
  readonly id: PoolId;
  /** Places on that day, unless staff has set that day's own number. */
  readonly capacity: number;
}

/** The lower of the places set and of what the adults on duty may have with them. */
export const ruleCapacity = ({ places, staff }: Pick<PoolRule, "places" | "staff">): number =>
  Math.min(places ?? Infinity, staff ? staff.adults * staff.ratio : Infinity);

const placesOnDay = (places: number, exceptions: readonly PlacesOn[], date: PlainDate): number =>
  exceptions.find((one) => one.date === date)?.places ?? places;

const ofAge = ({ ages }: PoolRule, age: number): boolean => age >= (ages?.from ?? 0) && age <= (ages?.to ?? Infinity);

/** Every limit of a unit that counts children of that age. */
function rulePools(
  activity: Activity,
  units: readonly Unit[],
  site: Site,
  date: PlainDate,
  age: number,
): readonly Pool[] {
  const pool = (rule: PoolRule, id: PoolId): Pool => ({
    id,
    capacity: placesOnDay(ruleCapacity(rule), rule.placesOn, date),
  });
  const wanted = new Set(units.flatMap((unit) => unit.pools));
  return [
    ...activity.pools
      .filter((rule) => wanted.has(rule.id) && ofAge(rule, age))
      .map((rule) => pool(rule, `${activity.id}/${rule.id}`)),
    ...site.pools
      .filter((rule) => activity.within.includes(rule.id) && ofAge(rule, age))
      .map((rule) => pool(rule, `^${rule.id}`)),
  ];
}

/**
 * The limits that a booking of this unit takes a place of, for that child on that day. None: places are not limited.
 */
export function poolsOf(
  activity: Activity,
  unit: Unit,
  site: Site,
  date: PlainDate,
  child: Pick<Child, "birthDate">,
): readonly Pool[] {
  const units = containedUnits(activity, unit);
  const own = units.flatMap(({ id, places, placesOn }): readonly Pool[] =>
    places === null ? [] : [{ id: `${activity.id}/=${id}`, capacity: placesOnDay(places, placesOn, date) }],
  );
  return [...own, ...rulePools(activity, units, site, date, ageOn(child.birthDate, date))];
}

/**
 * Whether the limits of an activity show all of its places that are taken: each unit takes a place of one that has a
 * number, whatever the child's age.
 */
export const limitsShowAll = (activity: Activity, site: Site): boolean =>
  activity.units.every((unit) => {
    const units = containedUnits(activity, unit);
    const wanted = new Set(units.flatMap(({ pools }) => pools));
    const rules = [
      ...activity.pools.filter(({ id }) => wanted.has(id)),
      ...site.pools.filter(({ id }) => activity.within.includes(id)),
    ];
    return (
      units.some(({ places }) => places !== null) ||
      rules.some((rule) => rule.ages === undefined && Number.isFinite(ruleCapacity(rule)))
    );
  });

/** Every limit that counts at a site on a day, for staff: of its activities' units, of the activities, of the site. */
export function poolsAt(
  site: Site,
  activities: readonly Activity[],
  date: PlainDate,
): readonly (Pool & { readonly name: string; readonly activity: Activity | null })[] {
  const pool = (rule: PoolRule, id: PoolId, activity: Activity | null) => ({
    id,
    name: rule.name,
    activity,
    capacity: placesOnDay(ruleCapacity(rule), rule.placesOn, date),
  });
  return [
    ...site.pools.map((rule) => pool(rule, `^${rule.id}`, null)),
    ...activities.flatMap((activity) => [
      ...activity.pools.map((rule) => pool(rule, `${activity.id}/${rule.id}`, activity)),
      ...activity.units.flatMap((unit) =>
        unit.places === null
          ? []
          : [
              {
                id: `${activity.id}/=${unit.id}` as const,
                name: unit.name,
                activity,
                capacity: placesOnDay(unit.places, unit.placesOn, date),
              },
            ],
      ),
    ]),
  ];
}

/** A day's counter as recorded. `set`: the number of places that staff has set for that day. */
export interface Counter {
  readonly used: number;
  readonly set: number | null;
}

/** Counters of a day as recorded: a limit that nobody has claimed from and that staff has not set is absent. */
export type Counters = ReadonlyMap<PoolId, Counter>;

/** Places of a limit on that day, taken or not. */
export const placesOf = ({ id, capacity }: Pool, counters: Counters): number => counters.get(id)?.set ?? capacity;

/**
 * Places left in the tightest limit of a claim, never negative, even when a number was lowered below what is used;
 * Infinity without any limit.
 */
export const placesLeft = (pools: readonly Pool[], counters: Counters): number =>
  Math.min(
    Infinity,
    ...pools.map((pool) => Math.max(0, placesOf(pool, counters) - (counters.get(pool.id)?.used ?? 0))),
  );

/** How many places become free when a limit has another number of them. */
export const freedPlaces = (
  counter: Counter | undefined,
  { before, after }: { readonly before: number; readonly after: number },
): number => Math.max(0, after - Math.max(before, counter?.used ?? 0));

/** How many of a limit's places were freed a moment ago and are kept for those who wait for one of that limit. */
export type Kept = (pool: PoolId) => number;

export const nothingKept: Kept = () => 0;

/** Places that somebody who does not wait may take: those of `placesLeft` that are not kept. */
export const placesOpen = (pools: readonly Pool[], counters: Counters, kept: Kept): number =>
  Math.min(Infinity, ...pools.map((pool) => Math.max(0, placesLeft([pool], counters) - kept(pool.id))));

/** Places of the limit that refuses, or of the tightest. */
export function placesInAll(pools: readonly Pool[], counters: Counters): number {
  const refusing = pools.filter((pool) => placesLeft([pool], counters) === 0);
  return Math.min(Infinity, ...(refusing.length > 0 ? refusing : pools).map((pool) => placesOf(pool, counters)));
}
