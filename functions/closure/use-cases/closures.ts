/**
 * Fermer un accueil, et le rouvrir. The decision is all that a request writes: what it takes from families follows from
 * the table's stream.
 */
import type { closureAct, closureLook } from "../contract.ts";
import type { Closure } from "../../catalogue/rules/catalogue.ts";
import { covers } from "../../catalogue/rules/closures.ts";
import { id, type SiteId } from "../../kernel/ids.ts";
import { dayWithYear } from "../../kernel/dates.fr.ts";
import { daysBetween, daysFrom, localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { closeSite, readClosure, readDecision, reopenSite } from "../store/closures.ts";
import { reopenDays } from "../store/reopened-days.ts";
import { readClosureProgress } from "../store/progress.ts";
import { readWaitingList } from "../../booking/store/waiting-list.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { requireSpan } from "../../http/period.ts";
import { closureView, countUntoldOf } from "../closure-view.ts";
import { siteNow } from "../site-now.ts";
import { readFullDays } from "../../booking/store/roster.ts";

/** Longest closure: a year. */
const mostDays = 366;

const same = (one: Closure, other: Closure): boolean =>
  one.from === other.from && one.to === other.to && one.kind === other.kind && one.reason === other.reason;

export function closeDaysOf(dependencies: BookingDependencies): UseCases<typeof closureAct>["closure.close"] {
  const { table, clock } = dependencies;
  return async ({ params: { siteId }, body: { idempotencyKey, ...days }, session }) => {
    requireSpan(days, mostDays);
    const now = clock();
    // Named for its request: sent again, it is the same decision.
    const closure: Closure = { id: id("ClosureId", idempotencyKey), ...days };
    const before = await readDecision(table, siteId, closure.id);
    if (!before) {
      const { site } = await siteNow(dependencies, siteId);
      refusePast(closure, localDate(now));
      refuseOverlap(closure, site.closures);
      await closeSite(table, siteId, closure, { by: session.login, byName: session.displayName, at: now });
    }
    const decided = before ?? (await readDecision(table, siteId, closure.id)) ?? closure;
    if (!same(decided, closure))
      throw new Problem(
        "idempotencyKey.reused",
        "Cette fermeture a déjà été envoyée avec d’autres jours ou un autre motif. Rechargez le planning : vous verrez ce qui est fermé.",
      );
    const found = await readClosureProgress(table, siteId, closure.id);
    const progress = new Map(found ? [[closure.id, found]] : []);
    return { body: closureView(decided, { progress, untold: await countUntoldOf(table, [closure], progress, now) }) };
  };
}

function refusePast({ from }: Closure, today: Closure["from"]): void {
  if (from < today)
    throw new Problem("request.invalid", {
      detail: "Une fermeture commence aujourd’hui au plus tôt : les jours passés restent tels qu’ils ont eu lieu.",
      errors: [{ field: "from", message: "Ce jour est passé." }],
    });
}

/** One day has one reason: families are told once, and credited once. */
function refuseOverlap({ from, to }: Closure, others: readonly Closure[]): void {
  const other = others.find((one) => covers(one, from) || covers(one, to) || (from <= one.from && one.from <= to));
  if (other)
    throw new Problem("request.invalid", {
      detail: `Une fermeture existe déjà du ${dayWithYear(other.from)} au ${dayWithYear(other.to)} (${other.reason}). Choisissez d’autres jours, ou reprenez-la d’abord.`,
      errors: [{ field: "from", message: "Ces jours sont déjà fermés, en partie ou tous." }],
    });
}

export function reopenDaysOf(dependencies: BookingDependencies): UseCases<typeof closureAct>["closure.reopen"] {
  const { table, clock } = dependencies;
  return async ({ params: { siteId, closureId }, session }) => {
    const closure = await readClosure(table, siteId, closureId);
    const reopened = await reopenSite(table, siteId, closureId, {
      by: session.login,
      byName: session.displayName,
      at: clock(),
    });
    // Taken back before: a second press, or another staff member.
    if (!reopened && !(await readClosureProgress(table, siteId, closureId))?.round)
      throw new Problem("notFound", "Cette fermeture n’existe pas. Rechargez le planning.");
    // The stream does it too, and tells the families; done here, the days can be booked at once.
    if (closure) await reopenDays(table, closure, daysFrom(closure.from, closure.to));
    return { body: undefined };
  };
}

/** Days whose waiting lists are read at once. */
const width = 10;

export function previewClosure(dependencies: BookingDependencies): UseCases<typeof closureLook>["closure.preview"] {
  const { table } = dependencies;
  return async ({ params: { siteId }, query: { from, to } }) => {
    requireSpan({ from, to }, mostDays);
    const dates = daysFrom(from, to);
    const [, days] = await Promise.all([
      siteNow(dependencies, siteId),
      readFullDays(
        table,
        dates.map((date) => ({ siteId, date })),
      ),
    ]);
    const places = dates.flatMap((date) => days({ siteId, date }).places);
    const waiting = await waitingOn(
      table,
      siteId,
      dates.filter((date) => days({ siteId, date }).record.awaited),
    );
    const names = [...places, ...waiting];
    return {
      body: {
        days: daysBetween(from, to) + 1,
        bookings: places.length,
        waiting: waiting.length,
        children: new Set(names.map(({ familyCode, childId }) => `${familyCode}/${childId}`)).size,
        families: new Set(names.map(({ familyCode }) => familyCode)).size,
      },
    };
  };
}

const waitingOn = async (table: BookingDependencies["table"], siteId: SiteId, dates: readonly Closure["from"][]) =>
  (await inParallel(dates, width, (date) => readWaitingList(table, { siteId, date }))).flat();
