/** A child's share of days (booking/rules/caps.ts) once something of it has ended, whoever ended it. */
import { periodOf } from "../rules/caps.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { hasPlace, type ChildDay } from "../rules/child-day.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { ActivityId, FamilyCode } from "../../kernel/ids.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { giveSlotBack } from "../store/caps.ts";
import type { Table } from "../../table/table.ts";

/** The share counts that day no more, when the child has nothing left of the activity on it. */
export async function giveDayBack(
  table: Table,
  catalogue: Pick<Catalogue, "activities">,
  familyCode: FamilyCode,
  activityId: ActivityId,
  { childId, date, units }: ChildDay,
): Promise<void> {
  const caps = editionsOf(catalogue).on(activityId, date)?.caps;
  const stays = [...units].some(([unit, { status }]) => hasPlace(status) && unitOf(unit).activityId === activityId);
  if (caps && !stays)
    await giveSlotBack(
      table,
      { familyCode, childId, activityId, period: periodOf(caps.per, date), days: caps.days },
      date,
    );
}
