/**
 * Noter: one tap for one child or many. Each child has a record of its own, so that a tap of one tablet never waits for,
 * nor loses, a tap of another; what cannot be noted of one child is said of that one, and the others are noted.
 */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { hasPlace, statusOf } from "../../booking/rules/child-day.ts";
import { readChildDays } from "../../booking/store/child-days.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { unitKey, unitsOnDays } from "../../catalogue/rules/units.ts";
import { readChildrenAt } from "../../family/store/people.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Instant, PlainDate, PlainMonth, SiteId, UnitKey } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { instantToLocal, localDate } from "../../kernel/time.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import type { ActSent, attendanceAct } from "../contract/routes.ts";
import type { Tap } from "../rules/marks.ts";
import { decideAttendance, isOver, readAttendances, type RollCallDay } from "../store/attendance.ts";
import {
  billedWords,
  futureTimeWords,
  notYetWords,
  overWords,
  refusedWords,
  unknownChildWords,
  unknownUnitWords,
} from "../words.fr.ts";
import { decideTap } from "./decide-tap.ts";
import { attendedChildOf } from "./views.ts";

/** The roll-call, and whether a month was billed: billing stands above it. */
export interface CallingDependencies extends BookingDependencies {
  readonly isBilled: (month: PlainMonth) => Promise<boolean>;
}

/** Children written at once. */
const width = 12;

/** Refuses a day on which nothing is noted: it is to come, or the night has closed it. */
function requireOpen(day: RollCallDay | null, date: PlainDate, now: Instant): void {
  if (date > localDate(now)) throw new Problem("notPossible", notYetWords(date));
  if (isOver(day)) throw new Problem("notPossible", overWords(date));
}

/** Refuses times that are still to come. */
function requirePast(act: ActSent, date: PlainDate, now: Instant): void {
  const local = instantToLocal(now);
  if (date < local.date) return;
  const times = act.what === "times" ? [act.arrived, act.left] : "time" in act ? [act.time] : [];
  if (times.some((time) => time !== undefined && time > local.time))
    throw new Problem("request.invalid", {
      detail: futureTimeWords(local.time),
      errors: [{ field: "act", message: "Cette heure n’est pas encore passée." }],
    });
}

/** Refuses an act without a word on what families were billed for: what it says is billed again. */
async function requireReason(
  { isBilled, now }: Pick<CallingDependencies, "isBilled"> & { readonly now: Instant },
  catalogue: Catalogue,
  date: PlainDate,
  units: readonly UnitKey[],
): Promise<void> {
  const month = monthOf(date);
  if (month >= monthOf(localDate(now))) return;
  const known = unitsOnDays(catalogue)(date);
  if (units.some((unit) => known.get(unit)?.activity.account !== undefined) && (await isBilled(month)))
    throw new Problem("reason.needed", billedWords(date));
}

/** Refuses units that the site does not have that day. */
function requireUnits(catalogue: Catalogue, siteId: SiteId, date: PlainDate, units: readonly UnitKey[]): void {
  if (!catalogue.sites.some(({ id }) => id === siteId))
    throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
  const known = unitsOnDays(catalogue)(date);
  if (units.some((unit) => known.get(unit)?.activity.siteId !== siteId))
    throw new Problem("request.invalid", {
      detail: unknownUnitWords,
      errors: [{ field: "children", message: "Prestation inconnue ici." }],
    });
}

export function noteAttendance({
  table,
  catalogue: cache,
  clock,
  isBilled,
}: CallingDependencies): UseCases<typeof attendanceAct>["attendance.note"] {
  return async ({ params: { siteId, date }, body: { tap: id, act, children, reason }, session }) => {
    const now = clock();
    const [catalogue, attendances, readDay] = await Promise.all([
      cache.latest(),
      readAttendances(table, { siteId, date }, children),
      readChildDays(
        table,
        children.map((child) => ({ ...child, date })),
      ),
    ]);
    const unitsOf = ({ units }: (typeof children)[number]) =>
      units.map(({ activityId, unitId }) => unitKey(activityId, unitId));
    requireUnits(catalogue, siteId, date, children.flatMap(unitsOf));
    requireOpen(attendances.day, date, now);
    requirePast(act, date, now);
    if (reason === undefined) await requireReason({ isBilled, now }, catalogue, date, children.flatMap(unitsOf));
    const placed = (child: (typeof children)[number], unit: UnitKey): boolean =>
      hasPlace(statusOf(readDay({ ...child, date }), unit));
    // Whoever has a place is known; of the others it is asked whether the household has such a child.
    const strangers = children.filter(
      (child) => attendances.of(child).revision === 0 && !unitsOf(child).some((unit) => placed(child, unit)),
    );
    const childOf = strangers.length > 0 ? await readChildrenAt(table, strangers) : null;
    const tap: Tap = {
      id,
      at: now,
      by: session.login,
      byName: session.displayName,
      ...(reason === undefined ? {} : { reason }),
    };
    return {
      body: {
        children: [
          ...(await inParallel(children, width, async (child) => {
            const known = attendances.of(child);
            if (strangers.includes(child) && !childOf?.(child))
              return { ...attendedChildOf(known), outcome: "refused" as const, sentence: unknownChildWords };
            const units = unitsOf(child).map((unit) => ({ unit, booked: placed(child, unit) }));
            const { outcome, attendance } = await decideAttendance(
              table,
              { siteId, date, familyCode: child.familyCode, childId: child.childId },
              known,
              decideTap(act, tap, units),
            );
            const shown = attendedChildOf(attendance);
            if (outcome.kind === "refused")
              return { ...shown, outcome: "refused" as const, sentence: refusedWords(outcome.why) };
            return { ...shown, outcome: outcome.kind === "unchanged" ? ("unchanged" as const) : ("noted" as const) };
          })),
        ],
      },
    };
  };
}
