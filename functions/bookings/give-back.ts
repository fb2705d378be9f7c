/** A child's share of days (domain/caps.ts) once something of it has ended, whoever ended it. */
import { periodOf } from "../domain/caps.ts";
import type { Catalogue } from "../domain/catalogue.ts";
import { hasPlace, type ChildDay } from "../domain/child-day.ts";
import { editionsOf } from "../domain/editions.ts";
import type { ActivityId, FamilyCode } from "../domain/ids.ts";
import { unitOf } from "../domain/units.ts";
import { giveSlotBack } from "../store/cap-slots.ts";
import type { Table } from "../store/table.ts";

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
