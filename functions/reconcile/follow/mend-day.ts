/**
 * Puts right a site's day that disagrees with itself, which no process of today leaves behind: a place withheld by code
 * of before that gave up a booking whose claim had left the record (while functions were being replaced), a roster's
 * entry that was lost, a counter that somebody changed by hand.
 *
 * The children's days decide. First the roster shows what they say, all of it; then every place is a claim in flight or
 * stands there, and the counters are set to their number. What is booked or given back meanwhile moves counter and
 * places alike, so that their difference, taken while the record stood still, stays what is to be mended; the write
 * passes only while counters and fence are as they were then. Hence nothing is sold twice by mending either.
 */
import type { PoolId } from "../../booking/rules/capacity.ts";
import { emptyChildDay } from "../../booking/rules/child-day.ts";
import { readDays, type DayRecord, type SiteDay } from "../../booking/store/day-record.ts";
import { setCounters } from "../../booking/store/day-settings.ts";
import type { OwnDay } from "../../booking/store/every-child-day.ts";
import { placesAt, readFullDays, sameUnits, showOnRoster, type FullDay } from "../../booking/store/roster.ts";
import type { Log } from "../../kernel/log.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import type { Table } from "../../table/table.ts";

/** A limit whose counter differs from the number of places on it. */
export interface Disagreement {
  readonly pool: PoolId;
  readonly used: number;
  readonly places: number;
}

export function disagreementsOf({ record: { counters }, places }: FullDay): readonly Disagreement[] {
  const taken = new Map<PoolId, number>();
  for (const place of places) for (const pool of place.pools) taken.set(pool, (taken.get(pool) ?? 0) + 1);
  return [...new Set([...counters.keys(), ...taken.keys()])]
    .map((pool) => ({ pool, used: counters.get(pool)?.used ?? 0, places: taken.get(pool) ?? 0 }))
    .filter(({ used, places: found }) => used !== found);
}

/** Has the roster show each child's day: entries that are missing, late, or say something else. */
async function mendRoster(
  table: Table,
  { siteId, date }: SiteDay,
  entries: FullDay["entries"],
  own: readonly OwnDay[],
): Promise<void> {
  const name = (one: { readonly familyCode: string; readonly childId: string }): string =>
    `${one.familyCode} ${one.childId}`;
  const shown = new Map(entries.map((entry) => [name(entry), entry]));
  const days = new Map(
    own.map(({ familyCode, day }) => [name({ familyCode, childId: day.childId }), { familyCode, day }]),
  );
  // Shown, of a child's day that is gone: at the revision that is shown, for want of another.
  const gone = entries
    .filter((entry) => entry.units.size > 0 && !days.has(name(entry)))
    .map(({ familyCode, childId, revision }) => ({
      familyCode,
      day: { ...emptyChildDay(childId, date), revision },
    }));
  for (const { familyCode, day } of [...days.values(), ...gone]) {
    const { childId, revision } = day;
    const places = placesAt(day, siteId);
    const entry = shown.get(name({ familyCode, childId }));
    if (entry ? entry.revision > revision || sameUnits(entry.units, places) : places.size === 0) continue;
    await showOnRoster(table, { siteId, date, familyCode, childId }, day, null, { again: true });
  }
}

const still = (one: DayRecord, other: DayRecord): boolean => {
  const text = ({ counters, claims, releases, fence }: DayRecord): string =>
    JSON.stringify([[...counters], claims, releases, fence]);
  return text(one) === text(other);
};

/** Days that are being booked do not stand still: what is not mended now is mended the next night. */
const mostLooks = 5;

/** Puts a day right. How many counters were. `own`: every child's day of that date, as just read. */
export async function mendDay(
  { table, log }: { readonly table: Table; readonly log: Log },
  day: SiteDay,
  own: readonly OwnDay[],
): Promise<number> {
  await mendRoster(table, day, (await readFullDays(table, [day]))(day).entries, own);
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const full = (await readFullDays(table, [day]))(day);
    const wrong = disagreementsOf(full);
    if (wrong.length === 0) return 0;
    const after = (await readDays(table, [day], { consistent: true }))(day);
    if (!still(full.record, after)) continue;
    if (!(await setCounters(table, day, after, new Map(wrong.map(({ pool, places }) => [pool, places]))))) continue;
    for (const found of wrong) log.warn(repairMessages.counterMended, { site: day.siteId, date: day.date, ...found });
    return wrong.length;
  }
  return 0;
}
