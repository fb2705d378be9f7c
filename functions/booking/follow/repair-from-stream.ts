/**
 * Repairs, from the table's stream, what a request left half-done when it died: a place claimed and not booked, a
 * booking given up whose place was not.
 *
 * Every claim is looked at as it appears, with the child's days of the whole batch in one read, and nearly always has
 * its booking. Acting beside a request that is still alive does no harm: both do the same, once. Records may come twice
 * and out of order: what counts is what the child's day says now.
 */
import { id, readId } from "../../kernel/ids.ts";
import { releaseEnded } from "../store/bookings.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { childDayOf, readChildDays, type ChildDayKey } from "../store/child-days.ts";
import { readClaim, type Claim, type SiteDay } from "../store/days.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import { settle, type RepairDependencies } from "./settle-claims.ts";
import type { Prepare, StreamRecord } from "../../stream/stream-record.ts";

export interface StreamRepairDependencies extends RepairDependencies {
  readonly catalogue: CatalogueCache;
}

/** What one record of the stream asks to look at. */
interface Work {
  readonly claims: readonly (Claim & SiteDay)[];
  /** A child's day on which a unit was given up. */
  readonly ended: readonly ChildDayKey[];
}

const nothing: Work = { claims: [], ended: [] };

/** Family of a record that stands in its partition. */
export const familyOf = ({ pk }: StreamRecord): ChildDayKey["familyCode"] => id("FamilyCode", pk.split("#")[1] ?? "");

/** Site and day of a record that says them. */
export const siteDayOf = (item: Readonly<Record<string, unknown>>): SiteDay => ({
  siteId: id("SiteId", String(item["siteId"])),
  date: id("PlainDate", String(item["date"])),
});

function workOf(record: StreamRecord): Work {
  const { entity, after, before } = record;
  if (!after) return nothing;
  if (entity === "day") {
    const day = siteDayOf(after);
    const added = Object.entries(after).flatMap(([name, value]) =>
      value === before?.[name] ? [] : (readClaim(name, value) ?? []),
    );
    return { ...nothing, claims: added.map((claim) => ({ ...claim, ...day })) };
  }
  if (entity !== "childDay" || readId("FamilyCode", record.pk.split("#")[1] ?? "") === null) return nothing;
  const [day, old] = [childDayOf(after), before && childDayOf(before)];
  const ended = [...day.units].some(
    ([unit, { was, claim, generation }]) =>
      was !== undefined && !claim && generation !== old?.units.get(unit)?.generation,
  );
  return { ...nothing, ended: ended ? [{ familyCode: familyOf(record), childId: day.childId, date: day.date }] : [] };
}

/** Reads for the whole batch, then repairs record by record. */
export function repairing(dependencies: StreamRepairDependencies): Prepare {
  const { table, catalogue, log } = dependencies;
  return async (records) => {
    const works = new Map(records.map((record) => [record, workOf(record)]));
    const readDay = await readChildDays(
      table,
      [...works.values()].flatMap(({ claims, ended }) => [...claims, ...ended]),
    );
    return async (record) => {
      const { claims, ended } = works.get(record) ?? nothing;
      for (const claim of claims) await settle(dependencies, await catalogue.latest(), claim, claim, readDay(claim));
      for (const key of ended)
        for (const [unit, state] of readDay(key).units)
          if (await releaseEnded(table, key, unit, state))
            log.info(repairMessages.placeReleased, { site: state.siteId, date: key.date });
    };
  };
}
