/**
 * The nightly sweep over every coming day: settles what the stream has missed (a record that outlived its retries, a
 * stream that was off) and checks that each counter equals its claims.
 */
import type { PoolId } from "../../booking/rules/capacity.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import { readCatalogue } from "../../catalogue/store/catalogue.ts";
import { readChildDays } from "../../booking/store/child-days.ts";
import { claimUnit, noteAwaited, readDays, type DayRecord, type SiteDay } from "../../booking/store/days.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import { endOffer } from "../../waiting-list/follow/end-offer.ts";
import { settle, type RepairDependencies } from "../../booking/follow/settle-claims.ts";

export interface Sweep {
  readonly days: number;
  readonly claims: number;
  readonly finished: number;
  readonly released: number;
  /** Counters that do not equal their claims. */
  readonly disagreeing: number;
}

/** Days read at once: bounds memory, whatever the length of the catalogue. */
const chunk = 100;

const nothing: Sweep = { days: 0, claims: 0, finished: 0, released: 0, disagreeing: 0 };

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

/**
 * Pools whose counter differs from the number of claims on them. A record is read whole, so this never happens in
 * passing.
 */
function disagreements({
  counters,
  claims,
}: DayRecord): readonly { readonly pool: PoolId; readonly used: number; readonly claims: number }[] {
  const claimed = new Map<PoolId, number>();
  for (const claim of claims) for (const pool of claim.pools) claimed.set(pool, (claimed.get(pool) ?? 0) + 1);
  const pools = new Set([...counters.keys(), ...claimed.keys()]);
  return [...pools]
    .map((pool) => ({ pool, used: counters.get(pool)?.used ?? 0, claims: claimed.get(pool) ?? 0 }))
    .filter(({ used, claims: found }) => used !== found);
}

async function sweepDay(
  dependencies: RepairDependencies,
  catalogue: Catalogue,
  day: SiteDay,
  record: DayRecord,
): Promise<Sweep> {
  const disagreeing = disagreements(record);
  for (const found of disagreeing)
    dependencies.log.error(repairMessages.countersDisagree, { site: day.siteId, date: day.date, ...found });
  const readDay = await readChildDays(
    dependencies.table,
    record.claims.map((claim) => ({ ...claim, date: day.date })),
  );
  let [finished, released] = [0, 0];
  for (const claim of record.claims) {
    const known = readDay({ ...claim, date: day.date });
    const outcome = await settle(dependencies, catalogue, day, claim, known);
    const { status, generation, until, siteId } = known.units.get(claimUnit(claim)) ?? {};
    // An offer that its own schedule did not end.
    if (status === "offered" && generation !== undefined && until !== undefined && siteId !== undefined)
      await endOffer(dependencies, { ...claim, date: day.date, unit: claimUnit(claim), siteId, generation, until });
    if (outcome === "finished") finished += 1;
    if (outcome === "released") released += 1;
  }
  return { days: 1, claims: record.claims.length, finished, released, disagreeing: disagreeing.length };
}

const sum = (one: Sweep, other: Sweep): Sweep => ({
  days: one.days + other.days,
  claims: one.claims + other.claims,
  finished: one.finished + other.finished,
  released: one.released + other.released,
  disagreeing: one.disagreeing + other.disagreeing,
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
    for (let from = 0; from < days.length; from += chunk) {
      const part = days.slice(from, from + chunk);
      const recorded = await readDays(dependencies.table, part, { consistent: true });
      for (const day of part) {
        const record = recorded(day);
        // A list that the stream gave up walking refuses everybody, and a schedule may have missed the moment from
        // which days beyond a quota are offered.
        if (record.awaited) await noteAwaited(dependencies.table, day, { walk: true });
        if (record.claims.length > 0 || record.counters.size > 0)
          total = sum(total, await sweepDay(dependencies, catalogue, day, record));
      }
    }
    dependencies.log.info(repairMessages.sweepDone, { ...total });
    return total;
  };
}
