/** Fermer et rouvrir le compte d’une famille, au guichet. */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { giveDayBack } from "../../booking/use-cases/give-quota-back.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { accountClosingRoutes } from "../contract.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { isSpent, type Act, type ChildDay } from "../../booking/rules/child-day.ts";
import type { FamilyCode, Instant, UnitKey } from "../../kernel/ids.ts";
import { instantToLocal, localDate } from "../../kernel/time.ts";
import { unitOf, unitsOnDays } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { endUnit } from "../../booking/store/bookings.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import { readDays, type DaysByKey } from "../../booking/store/day-record.ts";
import { beginAct, endAct } from "../../booking/store/office-acts.ts";
import { markClosed, markOpen } from "../store/closed-accounts.ts";
import { removeWaiting } from "../../booking/store/waiting-list.ts";
import { digestOf, requestTokenOf } from "../../booking/store/idempotency.ts";

/** Children's days ended at once. */
const width = 25;

/** Whether a unit is still to come: a child who is there already keeps its day. */
function isToCome({ date }: ChildDay, unit: UnitKey, catalogue: Catalogue, now: Instant): boolean {
  const today = instantToLocal(now);
  return (
    date > today.date ||
    (date === today.date && (unitsOnDays(catalogue)(date).get(unit)?.unit.from ?? "00:00") > today.time)
  );
}

/** Ends everything on one child's day; the day after it. `seen`: the sites' days as read since. */
async function endDay(
  { table }: BookingDependencies,
  catalogue: Catalogue,
  familyCode: FamilyCode,
  { known, seen }: { readonly known: ChildDay; readonly seen: DaysByKey },
  act: Act,
): Promise<ChildDay> {
  let day = known;
  for (const [unit, { status, siteId, arrival, requestToken }] of known.units) {
    // What an earlier run ended may not have been released.
    const begun = status === "none" && requestToken === act.requestToken;
    if (!begun && (status === "none" || !isToCome(known, unit, catalogue, act.at))) continue;
    const place = { familyCode, childId: known.childId, date: known.date, siteId, ...unitOf(unit) };
    const { day: after } = await endUnit(
      table,
      place,
      day,
      act,
      ["booked", "pending", "offered", "waiting"],
      seen(place),
    );
    day = after;
    if (arrival !== undefined) await removeWaiting(table, { siteId, date: known.date, arrival });
    await giveDayBack(table, catalogue, familyCode, place.activityId, day);
  }
  return day;
}

/**
 * Fermer le compte: from here on the family books nothing, and everything that it has to come is given up. Died
 * half-way and sent again, it goes on: what an earlier run ended bears its requestToken, and is counted with the rest. The family
 * is told what ended and why (booking/follow/tell-acts.ts).
 */
export function closeAccount(
  dependencies: BookingDependencies,
): UseCases<typeof accountClosingRoutes>["account-closing.close"] {
  const { table, catalogue: cache, clock } = dependencies;
  return async ({ params: { familyCode }, body: { idempotencyKey, reason }, session }) => {
    const now = clock();
    const [, catalogue] = await Promise.all([familyOf(table, familyCode), cache.latest()]);
    const act = {
      requestToken: requestTokenOf(idempotencyKey, digestOf("closeAccount", [reason])),
      at: now,
      by: session.login,
      reason,
    };
    await beginAct(table, familyCode, { ...act, kind: "accountClosed" });
    await markClosed(table, familyCode, { at: now, by: session.login, reason });
    const readOwn = (): Promise<readonly ChildDay[]> => readFamilyDays(table, familyCode, { from: localDate(now) });
    const end = async (days: readonly ChildDay[]): Promise<void> => {
      const seen = await readDays(
        table,
        days.flatMap(({ date, units }) => [...units.values()].map(({ siteId }) => ({ siteId, date }))),
        { consistent: true },
      );
      await inParallel(days, width, (day) => endDay(dependencies, catalogue, familyCode, { known: day, seen }, act));
    };
    await end(await readOwn());
    // What was being booked when the account was closed comes to its end too.
    const late = (await readOwn()).filter((day) =>
      [...day.units].some(([unit, { status }]) => status !== "none" && isToCome(day, unit, catalogue, now)),
    );
    await end(late);
    const days = await readOwn();
    const ended = days.flatMap(({ childId, date, units }) =>
      [...units].flatMap(([unit, state]) =>
        state.status === "none" && isSpent(state, act.requestToken) ? [{ childId, date, ...unitOf(unit) }] : [],
      ),
    );
    await endAct(table, familyCode, act.requestToken);
    return { body: { cancelled: ended.length } };
  };
}

/** Rouvrir le compte: the family may book again. What was given up does not come back by itself. */
export function reopenAccount({
  table,
}: BookingDependencies): UseCases<typeof accountClosingRoutes>["account-closing.reopen"] {
  return async ({ params: { familyCode } }) => {
    await familyOf(table, familyCode);
    await markOpen(table, familyCode);
    return { body: undefined };
  };
}
