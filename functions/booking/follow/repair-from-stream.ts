/**
 * Repairs, from the table's stream, what a request left half-done when it died (a place claimed and not booked, a
 * booking given up whose place was not), and does what requests leave to it: rosters show what children's days say, and
 * what is over leaves the days' records (settle-day.ts).
 *
 * Every claim is looked at as it appears, with the children's days of the whole batch in one read, and nearly always has
 * its booking. Acting beside a request that is still alive does no harm: both do the same, once. Records may come twice
 * and out of order: what counts is what the records say now.
 */
import { owedOf, type ChildDay } from "../rules/child-day.ts";
import { id, readId, type UnitKey } from "../../kernel/ids.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { giveBackOwed } from "../store/give-back.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { childDayOf, readChildDays, type ChildDayKey } from "../store/child-days.ts";
import {
  dayName,
  dayOf,
  readDays,
  generationName,
  type DayRecord,
  type DaysByKey,
  type SiteDay,
} from "../store/day-record.ts";
import { shownAlike, sitesOf } from "../store/roster.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import { rostersOf, settleDay, still, type Shown } from "./settle-day.ts";
import type { RepairDependencies } from "./settle-claims.ts";
import type { Prepare, StreamRecord } from "../../stream/stream-record.ts";

export interface StreamRepairDependencies extends RepairDependencies {
  readonly catalogue: CatalogueCache;
}

/** Family of a record that stands in its partition. */
export const familyOf = ({ pk }: StreamRecord): ChildDayKey["familyCode"] => id("FamilyCode", pk.split("#")[1] ?? "");

/** Site and day of a record that says them. */
export const siteDayOf = (item: Readonly<Record<string, unknown>>): SiteDay => ({
  siteId: id("SiteId", String(item["siteId"])),
  date: id("PlainDate", String(item["date"])),
});

/** A site's day that was written: what was in flight then. */
interface DayWritten {
  readonly kind: "day";
  readonly day: SiteDay;
  readonly seen: DayRecord;
}

/** A child's day that was written. */
interface ChildDayWritten {
  readonly kind: "childDay";
  readonly key: ChildDayKey;
  /** Units that owe a place since. */
  readonly owes: readonly UnitKey[];
  /** Rosters that were to change with it. */
  readonly shows: readonly Shown["siteId"][];
}

type Work = DayWritten | ChildDayWritten;

/** What a record of the stream asks to look at. */
function workOf(record: StreamRecord): Work | null {
  const { entity, after, before } = record;
  if (!after) return null;
  if (entity === "day") {
    const seen = dayOf(after);
    return seen.claims.length + seen.releases.length > 0 ? { kind: "day", day: siteDayOf(after), seen } : null;
  }
  if (entity !== "childDay" || readId("FamilyCode", record.pk.split("#")[1] ?? "") === null) return null;
  const [day, old] = [childDayOf(after), before && childDayOf(before)];
  const owes = [...day.units.keys()].filter((unit) => {
    const owed = owedOf(day, unit);
    return owed !== null && owed.generation !== (old && owedOf(old, unit))?.generation;
  });
  const sites = new Set([...sitesOf(day), ...(old ? sitesOf(old) : [])]);
  const shows = [...sites].filter((site) => !shownAlike(old, day, site));
  return {
    kind: "childDay",
    key: { familyCode: familyOf(record), childId: day.childId, date: day.date },
    owes,
    shows,
  };
}

const ofFamilies = ({ seen: { claims, releases }, day: { date } }: DayWritten): readonly ChildDayKey[] =>
  [...claims, ...releases].map(({ familyCode, childId }) => ({ familyCode, childId, date }));

/** Whether what a unit owes has been given back already: whoever settles the site's record notes that, and shows it. */
function isBeingNoted(key: ChildDayKey, day: ChildDay, unit: UnitKey, recordOf: DaysByKey): boolean {
  const owed = owedOf(day, unit);
  if (!owed) return false;
  const name = generationName({ ...key, ...unitOf(unit), generation: owed.generation });
  return recordOf({ ...key, siteId: owed.siteId }).releases.some((one) => generationName(one) === name);
}

/** Gives back what a child's day owes, unless that is under way. */
async function giveBack(
  { table, log }: StreamRepairDependencies,
  key: ChildDayKey,
  day: ChildDay,
  units: readonly UnitKey[],
  recordOf: DaysByKey,
): Promise<void> {
  for (const unit of units) {
    const owed = owedOf(day, unit);
    if (!owed) continue;
    // Given back by whoever ended it, as nearly always: the site's own record in the stream does the rest.
    if (isBeingNoted(key, day, unit, recordOf)) continue;
    if ((await giveBackOwed(table, { ...key, siteId: owed.siteId }, unit)).given)
      log.info(repairMessages.placeReleased, { site: owed.siteId, date: key.date });
  }
}

/** Reads for the whole batch, then repairs record by record; a day that was written several times is looked at once. */
export function repairing(dependencies: StreamRepairDependencies): Prepare {
  const { table, catalogue } = dependencies;
  return async (records) => {
    const works = new Map(records.map((record) => [record, workOf(record)]));
    const days = [...works].flatMap(([record, work]) => (work?.kind === "day" ? [[record, work] as const] : []));
    const last = new Map(days.map(([record, { day }]) => [dayName(day), record]));
    const latest = days.filter(([record, { day }]) => last.get(dayName(day)) === record).map(([, work]) => work);
    const children = [...works.values()].filter((work) => work?.kind === "childDay");
    const [readDay, recordOf] = await Promise.all([
      readChildDays(table, [...latest.flatMap(ofFamilies), ...children.map(({ key }) => key)]),
      readDays(
        table,
        [
          ...latest.map(({ day }) => day),
          ...children.flatMap(({ key, owes, shows }) =>
            owes.length > 0 ? shows.map((siteId) => ({ siteId, date: key.date })) : [],
          ),
        ],
        { consistent: true },
      ),
    ]);
    /** What is about to be written again, since it is being noted that nothing is owed any more, waits for that. */
    const shownBy = ({ key, owes, shows }: ChildDayWritten): readonly Shown[] => {
      const day = readDay(key);
      const noted = new Set(
        owes.flatMap((unit) => (isBeingNoted(key, day, unit, recordOf) ? (owedOf(day, unit)?.siteId ?? []) : [])),
      );
      return shows
        .filter((siteId) => !noted.has(siteId))
        .map((siteId) => ({ familyCode: key.familyCode, siteId, day }));
    };
    const rosters = rostersOf(table);
    await rosters.load(children.flatMap(shownBy));
    return async (record) => {
      const work = works.get(record);
      if (work?.kind === "day" && latest.includes(work))
        await settleDay(
          dependencies,
          await catalogue.latest(),
          work.day,
          still(work.seen, recordOf(work.day)),
          readDay,
          rosters,
        );
      if (work?.kind !== "childDay") return;
      await giveBack(dependencies, work.key, readDay(work.key), work.owes, recordOf);
      await rosters.show(shownBy(work));
    };
  };
}
