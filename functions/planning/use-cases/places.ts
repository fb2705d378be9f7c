/**
 * Fixer les places d’un jour. Lowered below what is booked, nobody loses a place: no further one is given until enough
 * are given up. Of two staff members who change the same number, the second is told what the first has done, and nothing
 * is overwritten unseen.
 */
import type { planningAct } from "../contract.ts";
import { freedPlaces, poolsAt, type PoolId } from "../../booking/rules/capacity.ts";
import type { Site } from "../../catalogue/rules/catalogue.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { readDays, type SiteDay } from "../../booking/store/day-record.ts";
import { changePlaces, readPlacesChanges } from "../../booking/store/places-changes.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { changedMeanwhile } from "../words.fr.ts";
import { mostChanges } from "./day.ts";

/** What is set for that limit now, and who set it when; the change is unknown when too many came since. */
async function standing(table: BookingDependencies["table"], day: SiteDay, pool: PoolId) {
  const [days, changes] = await Promise.all([
    readDays(table, [day], { consistent: true }),
    readPlacesChanges(table, day, mostChanges),
  ]);
  return { set: days(day).counters.get(pool)?.set ?? null, change: changes.find((one) => one.pool === pool) ?? null };
}

export function setPlacesOf({
  table,
  catalogue: cache,
  clock,
}: BookingDependencies): UseCases<typeof planningAct>["planning.setPlaces"] {
  return async ({ params: { siteId, date }, body: { pool: wanted, places, seen, reason }, session }) => {
    const now = clock();
    const [catalogue, days] = await Promise.all([
      cache.latest(),
      readDays(table, [{ siteId, date }], { consistent: true }),
    ]);
    const site: Site | undefined = catalogue.sites.find(({ id }) => id === siteId);
    if (!site) throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
    if (date < localDate(now))
      throw new Problem("request.invalid", {
        detail: "Ce jour est passé : ses places ne changent plus. Choisissez un jour à venir.",
        errors: [{ field: "date", message: "Ce jour est passé." }],
      });
    const activities = editionsOf(catalogue)
      .allOn(date)
      .filter((activity) => activity.siteId === siteId);
    const limit = poolsAt(site, activities, date).find(({ id }) => id === wanted);
    if (!limit)
      throw new Problem("request.invalid", {
        detail:
          "Cette limite de places n’existe pas pour cet accueil ce jour-là. Rechargez le planning et choisissez parmi celles qui s’affichent.",
        errors: [{ field: "pool", message: "Cette limite de places n’existe pas." }],
      });
    const { id: pool, capacity } = limit;
    const record = days({ siteId, date });
    const changed = await changePlaces(
      table,
      { siteId, date },
      {
        pool,
        at: now,
        by: session.login,
        byName: session.displayName,
        reason,
        ...(seen === null ? {} : { before: seen }),
        ...(places === null ? {} : { after: places }),
      },
      {
        ...record,
        frees: freedPlaces(record.counters.get(pool), { before: seen ?? capacity, after: places ?? capacity }),
      },
    );
    if (changed) return { body: undefined };
    const { set, change } = await standing(table, { siteId, date }, pool);
    // What was wanted stands: sent twice by a browser that lost the answer, or by two who meant the same.
    if (set === places) return { body: undefined };
    throw new Problem("changed", changedMeanwhile({ set, change, wanted: places, today: localDate(now) }));
  };
}
