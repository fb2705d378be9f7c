/** A child’s quota of days (booking/rules/quota.ts) once something of it has ended, whoever ended it. */
import { periodOf } from "../rules/quota.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { hasPlace, type ChildDay } from "../rules/child-day.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { ActivityId, FamilyCode } from "../../kernel/ids.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { giveQuotaDayBack } from "../store/quota.ts";
import type { Table } from "../../table/table.ts";

/** The quota counts that day no more, when the child has nothing left of the activity on it. */
export async function giveDayBack(
  table: Table,
  catalogue: Pick<Catalogue, "activities">,
  familyCode: FamilyCode,
  activityId: ActivityId,
  { childId, date, units }: ChildDay,
): Promise<void> {
  const quota = editionsOf(catalogue).on(activityId, date)?.quota;
  const stays = [...units].some(([unit, { status }]) => hasPlace(status) && unitOf(unit).activityId === activityId);
  if (quota && !stays)
    await giveQuotaDayBack(
      table,
      { familyCode, childId, activityId, period: periodOf(quota.per, date), days: quota.days },
      date,
    );
}
