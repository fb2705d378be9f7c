/**
 * What follows when a site is closed, from the table's stream: each day is shut (no claim passes from then on), every
 * place and every position on its waiting list is ended, then each family is told once. Taken back, the days open again.
 *
 * A closure can be a month of several hundred bookings. It is done day by day, as many bookings a run as fit well
 * within a function's time; what is left is noted in the closure's own record, whose change comes back by the stream
 * and goes on from there. So nothing waits for a retry, and a process that dies anywhere leaves only work that the next
 * run does: every step done twice is done once.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { daysLeft } from "../../catalogue/rules/closures.ts";
import type { ClosureId, PlainDate, SiteId } from "../../kernel/ids.ts";
import { addDays, daysFrom, localDate } from "../../kernel/time.ts";
import { inParallel } from "../../kernel/parallel.ts";
import type { Item } from "../../table/batch.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { readChildDays } from "../../booking/store/child-days.ts";
import { readClosure, standing } from "../store/closures.ts";
import { reopenDays } from "../store/reopened-days.ts";
import { tellReopened } from "./tell-reopened.ts";
import {
  closureMailId,
  closureProgressOf,
  editionOf,
  noteProgress,
  readClosureProgress,
  readClosuresProgress,
} from "../store/progress.ts";
import { endPlace, endWaiting, readClosedByFamily, type ClosedBooking, type ClosureWork } from "../store/taken.ts";
import { readDays, type SiteDay } from "../../booking/store/day-record.ts";
import { shutDay } from "../../booking/store/day-settings.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { readPeople } from "../../family/store/people.ts";
import { readWaitingList, type Waiting } from "../../booking/store/waiting-list.ts";
import { giveDayBack } from "../../booking/use-cases/give-quota-back.ts";
import { bookingLines } from "../../booking/mail-lines.ts";
import { readFullDays } from "../../booking/store/roster.ts";
import { settleDay } from "../../booking/follow/settle-day.ts";
import type { RepairDependencies } from "../../booking/follow/settle-claims.ts";

export interface ClosureDependencies extends RepairDependencies {
  readonly catalogue: CatalogueCache;
  /** Places and positions ended in one run before the rest is left to the next; some seconds' work. */
  readonly most?: number;
}

const mostInARun = 400;
/** Child's days ended at once, after which the day's record is made small again. */
const width = 25;

/** What closures write to the log: stable codes, which alarms and tests name. */
export const closureMessages = {
  /** A run is over and left the rest to the next. Fields: site, closure, next. */
  goesOn: "closure.goesOn",
  /** All days are shut, all families told. Fields: site, closure, bookings, waiting, families. */
  done: "closure.done",
} as const;

/** Ends everything that stands on one day that has been shut. How much there was. */
async function emptyDay(dependencies: ClosureDependencies, work: ClosureWork, day: SiteDay): Promise<number> {
  const { table, catalogue: cache } = dependencies;
  const [days, queue, catalogue] = await Promise.all([
    readFullDays(table, [day]),
    readWaitingList(table, day),
    cache.latest(),
  ]);
  const { places } = days(day);
  const { date } = day;
  const readDay = await readChildDays(table, [...places.map((place) => ({ ...place, date })), ...queue]);
  for (let from = 0; from < places.length; from += width) {
    await inParallel(places.slice(from, from + width), width, async (place) => {
      const after = await endPlace(table, work, day, place, readDay({ ...place, date }));
      await giveDayBack(table, catalogue, place.familyCode, place.activityId, after);
    });
    await settleNow(dependencies, catalogue, day);
  }
  // After the places: an offer that was being made leaves somebody waiting.
  await inParallel(queue, width, (waiting) => endWaiting(table, work, waiting, readDay(waiting)));
  return places.length + queue.length;
}

/** The stream would do it, too late for so many in a row: each given back would be dearer than the one before. */
async function settleNow(dependencies: RepairDependencies, catalogue: Catalogue, day: SiteDay): Promise<void> {
  const { table } = dependencies;
  const record = (await readDays(table, [day], { consistent: true }))(day);
  const known = await readChildDays(
    table,
    [...record.claims, ...record.releases].map(({ familyCode, childId }) => ({ familyCode, childId, date: day.date })),
  );
  await settleDay(dependencies, catalogue, day, record, known);
}

/** Tells each family once what a closure took from it, and counts. `day`: on which it begins to be told. */
async function tell(
  { table, catalogue: cache, clock }: ClosureDependencies,
  { closure, edition }: ClosureWork,
  day: PlainDate,
): Promise<{ readonly bookings: number; readonly waiting: number; readonly families: number }> {
  const { siteId, id, kind, reason, from, to } = closure;
  const catalogue = await cache.latest();
  const siteName = catalogue.sites.find((site) => site.id === siteId)?.name ?? siteId;
  const count = { bookings: 0, waiting: 0, families: 0 };
  for await (const [familyCode, all] of readClosedByFamily(table, siteId, id)) {
    // What an earlier edition took was told then.
    const taken = all.filter((one) => one.edition === edition);
    if (taken.length === 0) continue;
    const waited = taken.filter(({ had }) => had === "waiting");
    const cancelled = taken.filter(({ had }) => had !== "waiting");
    const people = await readPeople(table, taken);
    const lines = (some: readonly ClosedBooking[]) => bookingLines(catalogue, people, some);
    await tellOnce(
      table,
      { familyCode, about: taken.map(({ childId }) => childId), mailId: closureMailId(id, edition), day },
      {
        kind: "closed",
        facts: { siteName, kind, reason, from, to, cancelled: lines(cancelled), waited: lines(waited) },
      },
      clock(),
    );
    count.bookings += cancelled.length;
    count.waiting += waited.length;
    count.families += 1;
  }
  return count;
}

/**
 * One run of a closure's consequences, from where the last one stopped. Nothing when they are done, or when it was
 * taken back.
 */
export async function closeDays(
  dependencies: ClosureDependencies,
  siteId: SiteId,
  closureId: ClosureId,
): Promise<void> {
  const { table, clock, log, most = mostInARun } = dependencies;
  const [closure, progress] = await Promise.all([
    readClosure(table, siteId, closureId),
    readClosureProgress(table, siteId, closureId),
  ]);
  if (!closure) return;
  const edition = editionOf(closure, progress);
  const known = progress?.edition === edition ? progress : null;
  if (known?.done) return;
  const work: ClosureWork = { closure, edition, at: clock() };
  let ended = 0;
  const today = localDate(work.at);
  // Days that are over stay as they took place: the catalogue's file may say of a closure when it has begun already.
  const first = closure.from < today ? today : closure.from;
  for (const date of daysFrom(known?.next ?? first, closure.to)) {
    const day = { siteId, date };
    await shutDay(table, day, closureId);
    // Taken back meanwhile: whoever saw that may have opened this day before it was shut.
    if (!(await readClosure(table, siteId, closureId))) return reopenDays(table, closure, [date]);
    ended += await emptyDay(dependencies, work, day);
    const next = addDays(date, 1);
    if (ended >= most && next <= closure.to) {
      await noteProgress(table, siteId, closureId, progress, { edition, next });
      log.info(closureMessages.goesOn, { site: siteId, closure: closureId, next });
      return;
    }
  }
  const telling = known?.telling ?? today;
  // Noted first: what is told now is found under that day, whatever dies and on whichever day it is taken up again.
  if (!known?.telling && !(await noteProgress(table, siteId, closureId, progress, { edition, telling }))) return;
  const done = await tell(dependencies, work, telling);
  if (await noteProgress(table, siteId, closureId, progress, { edition, telling, done }))
    log.info(closureMessages.done, { site: siteId, closure: closureId, ...done });
}

/**
 * A decision was made, changed or taken back, as the stream shows it. The days that it leaves open again, which families
 * are told of; then what it closes is closed.
 */
export async function followClosure(
  dependencies: ClosureDependencies,
  { before, after }: { readonly before: Item | null; readonly after: Item | null },
): Promise<void> {
  const [was, is] = [before && standing(before), after && standing(after)];
  if (was) {
    const dates = daysLeft(was, is);
    await reopenDays(dependencies.table, was, dates);
    await tellReopened(dependencies, was, dates, { takenBack: is === null });
  }
  if (is) await closeDays(dependencies, is.siteId, is.id);
}

/** A run has left work: on with it. */
export async function goOnWithClosure(dependencies: ClosureDependencies, record: Item): Promise<void> {
  const { siteId, closureId, next } = closureProgressOf(record);
  if (next !== undefined) await closeDays(dependencies, siteId, closureId);
}

/** Somebody joined the waiting list of a day while it closed: taken off it, and told like the others. */
export async function leaveClosedDay(
  dependencies: ClosureDependencies,
  waiting: Waiting,
  closureId: ClosureId,
): Promise<void> {
  const { table, clock } = dependencies;
  const { siteId } = waiting;
  const [closure, progress, readDay] = await Promise.all([
    readClosure(table, siteId, closureId),
    readClosureProgress(table, siteId, closureId),
    readChildDays(table, [waiting]),
  ]);
  if (!closure) return;
  const work: ClosureWork = { closure, edition: editionOf(closure, progress), at: clock() };
  await endWaiting(table, work, waiting, readDay(waiting));
  if (!progress?.done) return;
  const telling = progress.telling ?? localDate(work.at);
  await noteProgress(table, siteId, closureId, progress, {
    edition: work.edition,
    telling,
    done: await tell(dependencies, work, telling),
  });
}

/**
 * Takes up again every closure to come whose consequences are not over: what the stream has given up after its retries.
 * How many there were.
 */
export async function resumeClosures(
  dependencies: ClosureDependencies,
  { sites }: Pick<Catalogue, "sites">,
): Promise<number> {
  const { table, clock } = dependencies;
  const today = localDate(clock());
  let resumed = 0;
  for (const { id: siteId, closures } of sites) {
    const progress = await readClosuresProgress(table, siteId);
    for (const { id } of closures.filter(({ to }) => to >= today)) {
      if (progress.get(id)?.done) continue;
      resumed += 1;
      await closeDays(dependencies, siteId, id);
    }
  }
  return resumed;
}
