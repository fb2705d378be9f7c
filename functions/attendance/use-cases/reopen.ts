/** Rouvrir l’appel d’un jour que la nuit a fermé. What the night wrote stays until somebody corrects it. */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { attendanceAct } from "../contract/routes.ts";
import { isOver, readRollCallDay, writeRollCallDay, type RollCallDay } from "../store/attendance.ts";
import { notOverWords, tooOldWords } from "../words.fr.ts";
import { rollCallOf } from "./views.ts";

/** How many days back a roll-call may be opened again; the night looks as far back for those to close. */
export const reopenedWithin = 62;

export function reopenAttendance({
  table,
  catalogue: cache,
  clock,
}: BookingDependencies): UseCases<typeof attendanceAct>["attendance.reopen"] {
  return async ({ params: { siteId, date }, body: { reason }, session }) => {
    const now = clock();
    const [catalogue, known] = await Promise.all([cache.latest(), readRollCallDay(table, { siteId, date })]);
    if (!catalogue.sites.some(({ id }) => id === siteId))
      throw new Problem("notFound", "Cet accueil n’existe pas. Revenez à la liste des accueils.");
    if (date < addDays(localDate(now), -reopenedWithin)) throw new Problem("notPossible", tooOldWords(reopenedWithin));
    const day = await decideAndWrite<RollCallDay | null, RollCallDay>("A day's roll-call", known, async (read) => {
      if (!read || !isOver(read)) {
        // Pressed twice, it is open for that reason already.
        const last = read?.reopenings.at(-1);
        if (read && last?.by === session.login && last.reason === reason) return { done: read };
        throw new Problem("notPossible", notOverWords);
      }
      const reopening = { at: now, by: session.login, byName: session.displayName, reason };
      const result = await writeRollCallDay(table, { siteId, date }, read, {
        ...read,
        state: "reopened",
        reopenings: [...read.reopenings, reopening],
      });
      return "written" in result ? { done: result.written } : { again: result.stands };
    });
    return { body: rollCallOf(day, date, now) };
  };
}
