/**
 * The nightly sweep over every coming day: settles what the stream has missed (a record that outlived its retries, a
 * stream that was off), takes out of each day's record what is over, has its roster show what children's days say, and
 * checks that each counter equals the places of the roster and of the claims in flight. A day that disagrees is said,
 * and put right (mend-day.ts).
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { owedOf } from "../../booking/rules/child-day.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import { readCatalogue } from "../../catalogue/store/catalogue.ts";
import { giveBackOwed } from "../../booking/store/give-back.ts";
import { readChildDays, type ChildDayKey } from "../../booking/store/child-days.ts";
import { claimUnit } from "../../booking/store/day-record.ts";
import { readDays, type Claim, type DayRecord, type Release, type SiteDay } from "../../booking/store/day-record.ts";
import { haveWalked } from "../../booking/store/awaited.ts";
import {
  cardAmong,
  readFullDays,
  sameCard,
  showCard,
  type FullDay,
  type TakenPlace,
} from "../../booking/store/roster.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import { endOffer } from "../../waiting-list/follow/end-offer.ts";
import { rostersOf, settleDay } from "../../booking/follow/settle-day.ts";
import { readPeople } from "../../family/store/people.ts";
import type { Table } from "../../table/table.ts";
import type { RepairDependencies } from "../../booking/follow/settle-claims.ts";
import { readEveryChildDay } from "../../booking/store/every-child-day.ts";
import { disagreementsOf, mendDay } from "./mend-day.ts";

export interface Sweep {
  readonly days: number;
  /** Places taken. */
  readonly places: number;
  readonly finished: number;
  readonly released: number;
  /** Counters that do not equal the places taken. */
  readonly disagreeing: number;
  /** Of those, how many were put right. */
  readonly mended: number;
}

/** Days read at once: bounds memory, whatever the length of the catalogue. */
const chunk = 100;

const nothing: Sweep = { days: 0, places: 0, finished: 0, released: 0, disagreeing: 0, mended: 0 };

function comingDays({ sites, activities }: Catalogue, today: PlainDate): readonly SiteDay[] {
  return sites.flatMap(({ id }) => {
    const last = activities
      .filter(({ siteId }) => siteId === id)
      .map(({ to }) => to)
      .sort()
      .at(-1);
    return last ? daysFrom(today, last).map((date) => ({ siteId: id, date })) : [];
  });
}

/** A day is read in two parts, between which somebody may book: what disagrees is looked at again before it is said. */
const mostLooks = 3;

/** Cards that say something else than the families' files. */
async function renewStaleCards(table: Table, day: SiteDay, entries: FullDay["entries"]): Promise<void> {
  const people = await readPeople(table, entries);
  for (const { card: shown, units, ...entry } of entries) {
    const card = cardAmong(people, entry);
    if (units.size > 0 && card && !sameCard(card, shown)) await showCard(table, { ...day, ...entry }, card);
  }
}

async function sweepDay(
  dependencies: RepairDependencies,
  catalogue: Catalogue,
  day: SiteDay,
  record: DayRecord,
): Promise<Sweep> {
  const { table, log } = dependencies;
  const { date } = day;
  const key = ({ familyCode, childId }: TakenPlace | Claim | Release): ChildDayKey => ({ familyCode, childId, date });
  const inFlight = [...record.claims, ...record.releases];
  const repaired = await settleDay(dependencies, catalogue, day, record, await readChildDays(table, inFlight.map(key)));
  let full = (await readFullDays(table, [day]))(day);
  const readDay = await readChildDays(table, full.places.map(key));
  for (const place of full.places) {
    const known = readDay(key(place));
    const unit = claimUnit(place);
    const { status, generation, until, siteId } = known.units.get(unit) ?? {};
    // An offer that its own schedule did not end.
    if (status === "offered" && generation !== undefined && until !== undefined && siteId !== undefined)
      await endOffer(dependencies, { ...key(place), unit, siteId, generation, until });
    // A place that the stream was to give back.
    const owed = owedOf(known, unit);
    if (owed && (await giveBackOwed(table, { ...key(place), siteId: owed.siteId }, unit)).given)
      log.info(repairMessages.placeReleased, { site: owed.siteId, date });
  }
  // What the stream was to show.
  const stale = full.entries.filter(({ revision, ...entry }) => readDay({ ...entry, date }).revision > revision);
  await rostersOf(table).show(
    stale.map(({ familyCode, childId }) => ({
      familyCode,
      siteId: day.siteId,
      day: readDay({ familyCode, childId, date }),
    })),
  );
  await renewStaleCards(table, day, full.entries);
  if (stale.length > 0) full = (await readFullDays(table, [day]))(day);
  let disagreeing = disagreementsOf(full);
  for (let looks = 1; disagreeing.length > 0 && looks < mostLooks; looks += 1) {
    full = (await readFullDays(table, [day]))(day);
    disagreeing = disagreementsOf(full);
  }
  for (const found of disagreeing) log.error(repairMessages.countersDisagree, { site: day.siteId, date, ...found });
  return { days: 1, places: full.places.length, ...repaired, disagreeing: disagreeing.length, mended: 0 };
}

const sum = (one: Sweep, other: Sweep): Sweep => ({
  days: one.days + other.days,
  places: one.places + other.places,
  finished: one.finished + other.finished,
  released: one.released + other.released,
  disagreeing: one.disagreeing + other.disagreeing,
  mended: one.mended + other.mended,
});

/**
 * Sweeps the coming days and logs what it counted. Running it twice, or beside requests, changes nothing that is in
 * order.
 */
export function sweep(dependencies: RepairDependencies): () => Promise<Sweep> {
  return async () => {
    const catalogue = await readCatalogue(dependencies.table);
    const days = comingDays(catalogue, localDate(dependencies.clock()));
    let total = nothing;
    const wrong: SiteDay[] = [];
    for (let from = 0; from < days.length; from += chunk) {
      const part = days.slice(from, from + chunk);
      const recorded = await readDays(dependencies.table, part, { consistent: true });
      for (const day of part) {
        const record = recorded(day);
        // A list that the stream gave up walking keeps places for nobody, and a schedule may have missed the moment
        // from which days beyond a quota are offered.
        if (record.awaited) await haveWalked(dependencies.table, day);
        if (!record.exists) continue;
        const swept = await sweepDay(dependencies, catalogue, day, record);
        if (swept.disagreeing > 0) wrong.push(day);
        total = sum(total, swept);
      }
    }
    const own = await readEveryChildDay(dependencies.table, new Set(wrong.map(({ date }) => date)));
    for (const day of wrong)
      total = sum(total, { ...nothing, mended: await mendDay(dependencies, day, own.get(day.date) ?? []) });
    dependencies.log.info(repairMessages.sweepDone, { ...total });
    return total;
  };
}
