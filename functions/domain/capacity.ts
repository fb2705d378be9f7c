/**
 * Which counters a booking takes a place from, and how high each may go.
 *
 * A claim takes one place of each of its pools, all or none. Today a unit has a pool of its own; nested capacities (site, age
 * group, activity) are more pools of the same claim, and need no other shape. Legal ratios that the places set must respect:
 * one adult for 8 children under 6 and for 12 from 6 on Wednesdays and in holidays (Code de l’action sociale et des familles,
 * art. R. 227-15), one for 14 and 18 around school with a PEDT (art. R. 227-16).
 */
import type { Activity, Unit } from "./catalogue.ts";
import type { PlainDate } from "./ids.ts";
import { unitKey, type UnitKey } from "./units.ts";

/** Name of a counter within a site's day: `mercredis/journee`. */
export type PoolId = `${string}/${string}`;

export interface Pool {
  readonly id: PoolId;
  /** Places on that day. */
  readonly capacity: number;
}

/** Counters that a claim for a unit took a place from: all that releasing it needs, even after the unit has left the catalogue. */
export const poolIdsOf = (unit: UnitKey): readonly PoolId[] => [unit];

/** The pools that a booking of this unit takes a place from, on that day. */
export function poolsOf(activity: Activity, unit: Unit, date: PlainDate): readonly Pool[] {
  const exception = unit.placesOn.find((one) => one.date === date);
  return poolIdsOf(unitKey(activity.id, unit.id)).map((id) => ({ id, capacity: exception?.places ?? unit.places }));
}

/** Counters of a day as recorded: a pool that nobody has claimed from yet is absent. */
export type Counters = ReadonlyMap<PoolId, { readonly used: number; readonly capacity: number }>;

/** Places left in the tightest pool of a claim; never negative, even when a capacity was lowered below what is used. */
export const placesLeft = (pools: readonly Pool[], counters: Counters): number =>
  Math.min(...pools.map(({ id, capacity }) => {
    const recorded = counters.get(id);
    return Math.max(0, recorded ? recorded.capacity - recorded.used : capacity);
  }));

/** Places that the day has for a claim of these pools, taken or not. */
export const placesInAll = (pools: readonly Pool[], counters: Counters): number =>
  Math.min(...pools.map(({ id, capacity }) => counters.get(id)?.capacity ?? capacity));
