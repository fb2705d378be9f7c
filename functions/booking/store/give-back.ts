/** Giving back the place of a booking that has ended, or of a claim that never was one; see bookings.ts for the order. */
import { decideAndWrite } from "../../table/decide.ts";
import type { SiteId, UnitKey } from "../../kernel/ids.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { Table } from "../../table/table.ts";
import { type ChildDay, owedOf, paidBack } from "../rules/child-day.ts";
import { type ChildDayKey, readChildDays, expectRevision } from "./child-days.ts";
import { claimUnit, generationName, readDays, type ClaimTag } from "./day-record.ts";
import { giveBackPlace, releasePlace, type SeenDay } from "./days.ts";
import { type Place, claimantOf } from "./place.ts";

export const release = (table: Table, place: Place, tag: ClaimTag): Promise<boolean> =>
  releasePlace(table, place, { ...claimantOf(place), ...tag });

interface GivenBack {
  /** By this call. */
  readonly given: boolean;
  /** The child's day as it stands after it. */
  readonly day: ChildDay;
}

/** Gives back what a unit of a child's day owes, if it still does. */
export function giveBackOwed(
  table: Table,
  { familyCode, childId, date, siteId: toSite }: ChildDayKey & { readonly siteId: SiteId },
  unit: UnitKey,
): Promise<GivenBack> {
  const key = { familyCode, childId, date };
  return decideAndWrite<SiteId, GivenBack>("A place to be given back", toSite, async (siteId) => {
    // First the site's day, then the child's: what is owed after that was not given back before it.
    const record = (await readDays(table, [{ siteId, date }], { consistent: true }))({ siteId, date });
    const day = (await readChildDays(table, [key]))(key);
    const owed = owedOf(day, unit);
    if (!owed) return { done: { given: false, day } };
    if (owed.siteId !== siteId) return { again: owed.siteId };
    const ended = { ...key, ...unitOf(unit), ...owed };
    const gone = record.releases.some((one) => generationName(one) === generationName(ended));
    const { kind } = gone ? { kind: "before" as const } : await giveBackPlace(table, { siteId, date }, ended, record);
    if (kind === "moved") return { again: siteId };
    const after = await expectRevision(table, key, day, (current) => paidBack(current, unit, owed.generation));
    return { done: { given: kind === "given", day: after.day } };
  });
}

/** A child's day of which a unit owes nothing any more, so that it can be claimed again. */
export async function owingNothing(table: Table, place: Place, known: ChildDay): Promise<ChildDay> {
  const unit = claimUnit(place);
  const owed = owedOf(known, unit);
  return owed ? (await giveBackOwed(table, { ...place, siteId: owed.siteId }, unit)).day : known;
}

/**
 * Gives back what a unit owes once its generation has ended; the child's day after it. `seen`: the site's day as it was read
 * before that generation ended; null when it may have ended before: then both are looked at again.
 */
export async function giveBackEnded(
  table: Table,
  place: Place,
  day: ChildDay,
  seen: SeenDay | null,
): Promise<ChildDay> {
  const unit = claimUnit(place);
  const owed = owedOf(day, unit);
  if (!owed) return day;
  if (seen && owed.siteId === place.siteId) {
    const { kind } = await giveBackPlace(table, place, { ...claimantOf(place), ...owed }, seen);
    // That nothing is owed any more is noted by the stream.
    if (kind !== "moved") return day;
  }
  return (await giveBackOwed(table, { ...place, siteId: owed.siteId }, unit)).day;
}
