/**
 * Le planning d’un accueil: its days, how full each is, which are closed. The days' records say it, a unit of reading each;
 * only where some places count in no limit that has a number does the day's roster, as long as its children are many,
 * say how many they are.
 */
import type { PlanningView, planningLook } from "../contract.ts";
import { limitsShowAll, placesOf, poolsAt } from "../../booking/rules/capacity.ts";
import type { Activity, Site } from "../../catalogue/rules/catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { closureOn } from "../../catalogue/rules/closures.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { runningOn, whySiteClosed } from "../../catalogue/site-days.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import { closureView, countUntoldOf } from "../../closure/closure-view.ts";
import { siteNow } from "../../closure/site-now.ts";
import { readClosuresProgress } from "../../closure/store/progress.ts";
import { readDays, type DayRecord } from "../../booking/store/day-record.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { siteViewOf } from "../../catalogue/site-view.ts";
import { requireSpan } from "../../http/period.ts";
import { readFullDays } from "../../booking/store/roster.ts";

type DayView = PlanningView["days"][number];

function poolViews(
  site: Site,
  running: readonly Activity[],
  date: PlainDate,
  { counters }: DayRecord,
): DayView["pools"] {
  return (
    poolsAt(site, running, date)
      // A limit without any number limits nothing.
      .filter((pool) => Number.isFinite(placesOf(pool, counters)))
      .map((pool) => {
        const counter = counters.get(pool.id);
        const { id, name, activity, capacity } = pool;
        return {
          id,
          name,
          ...(activity ? { activityId: activity.id, activityName: activity.name } : {}),
          used: counter?.used ?? 0,
          places: placesOf(pool, counters),
          ...(counter?.set === null || counter?.set === undefined ? {} : { set: counter.set }),
          ...(counter?.set === null ||
          counter?.set === undefined ||
          counter.set === capacity ||
          !Number.isFinite(capacity)
            ? {}
            : { usual: capacity }),
        };
      })
  );
}

/** Whether a place of a limit of that activity is taken. */
const isTaken = (activityId: Activity["id"], { counters }: DayRecord): boolean =>
  [...counters].some(([pool, { used }]) => used > 0 && pool.startsWith(`${activityId}/`));

/** Longest period shown at once: a month with the weeks around it, or two months. */
const mostDays = 62;

export function sitePlanning({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof planningLook>["planning.site"] {
  return async ({ params: { siteId }, query: { from, to } }) => {
    requireSpan({ from, to }, mostDays);
    const dates = daysFrom(from, to);
    const [{ catalogue, site }, recordOf, progress] = await Promise.all([
      siteNow({ table, catalogue: cache }, siteId),
      readDays(
        table,
        dates.map((date) => ({ siteId, date })),
        { consistent: true },
      ),
      readClosuresProgress(table, siteId),
    ]);
    const now = clock();
    const ahead = site.closures.filter(({ to: end }) => end >= localDate(now));
    const known = { progress, untold: await countUntoldOf(table, ahead, progress, now) };
    const editions = editionsOf(catalogue);
    const calendars: readonly SchoolCalendar[] = calendarsOf(catalogue, schoolZone);
    const activitiesOn = (date: PlainDate): readonly Activity[] =>
      editions.allOn(date).filter((activity) => activity.siteId === siteId);
    const hidden = dates.filter((date) => activitiesOn(date).some((activity) => !limitsShowAll(activity, site)));
    const rosters = await readFullDays(
      table,
      hidden.map((date) => ({ siteId, date })),
    );
    const dayView = (date: PlainDate): DayView => {
      const record = recordOf({ siteId, date });
      const { places } = rosters({ siteId, date });
      const activities = activitiesOn(date);
      const closed = whySiteClosed(activities, site, date, calendars);
      const closure = closureOn(site.closures, date);
      const taken = activities.filter(({ id }) => isTaken(id, record)).map(({ id }) => id);
      const claimed = new Set([...taken, ...places.map(({ activityId }) => activityId)]);
      const running = runningOn(activities, site, date, calendars, claimed);
      return {
        date,
        ...(closed === null ? {} : { closed }),
        ...(closure ? { closure: closureView(closure, known) } : {}),
        waiting: record.awaited && record.closed === null,
        ...(hidden.includes(date)
          ? { children: new Set(places.map(({ familyCode, childId }) => `${familyCode}/${childId}`)).size }
          : {}),
        pools: running.length === 0 ? [] : poolViews(site, running, date, record),
      };
    };
    return {
      body: {
        site: siteViewOf(site),
        days: dates.map(dayView),
        closures: site.closures.map((closure) => closureView(closure, known)),
      },
    };
  };
}
