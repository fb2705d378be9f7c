/**
 * A word on a booking that can no longer be taken back is done: one write of the child's day, and the place that it frees
 * is given back. Called by the schedule, or sooner by the page that said it; again, or by both at once, it is done once.
 */
import type { CatalogueCache } from "../../../catalogue/store/catalogue-cache.ts";
import { unitOf } from "../../../catalogue/rules/units.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { UnitKey } from "../../../kernel/ids.ts";
import type { Table } from "../../../table/table.ts";
import { owedOf, type RequestToken } from "../../rules/child-day.ts";
import { doWord } from "../../rules/decisions.ts";
import { expectRevision, readChildDays, type ChildDayKey } from "../../store/child-days.ts";
import { giveBackOwed } from "../../store/give-back.ts";
import { giveDayBack } from "../give-quota-back.ts";

export interface SettleWordDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

export async function settleWord(
  { table, catalogue: cache, clock }: SettleWordDependencies,
  key: ChildDayKey,
  unit: UnitKey,
  said: RequestToken,
): Promise<void> {
  const now = clock();
  const [catalogue, readDay] = await Promise.all([cache.latest(), readChildDays(table, [key])]);
  const { day } = await expectRevision(table, key, readDay(key), (current) => doWord(current, unit, said, now));
  const state = day.units.get(unit);
  // Done by this call, or by one that died after it.
  const owed = state?.status === "none" && state.requestToken === said ? owedOf(day, unit) : null;
  // The stream would do it too; done here, the place is free at once.
  if (owed && (await giveBackOwed(table, { ...key, siteId: owed.siteId }, unit)).given)
    await giveDayBack(table, catalogue, key.familyCode, unitOf(unit).activityId, day);
}
