/** Whether a household has booked, or waits, since a moment: what stands on a decision that is to be taken back. */
import type { AnyBooked } from "../../approval/rules/built-on.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { Table } from "../../table/table.ts";
import { readFamilyDays } from "./child-days.ts";

export const bookedSince =
  (table: Table): AnyBooked =>
  async ({ familyCode, childId, activityId, from, to, since }) =>
    (await readFamilyDays(table, familyCode, { from, ...(to === undefined ? {} : { to }) })).some(
      (day) =>
        (childId === undefined || day.childId === childId) &&
        [...day.units].some(
          ([unit, { status, at }]) =>
            status !== "none" && at >= since && (activityId === undefined || unitOf(unit).activityId === activityId),
        ),
    );
