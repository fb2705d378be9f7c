/** What was noted of a child, step by step: who, when, from what to what. */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { unitOf, unitsOnDays } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import type { attendanceLook } from "../contract/routes.ts";
import { told } from "../rules/marks.ts";
import { readAttendance } from "../store/attendance.ts";
import { markViewOf } from "./views.ts";

function attendanceSteps({
  table,
  catalogue: cache,
}: BookingDependencies): UseCases<typeof attendanceLook>["attendance.steps"] {
  return async ({ params }) => {
    const [catalogue, attendance] = await Promise.all([cache.latest(), readAttendance(table, params)]);
    const units = unitsOnDays(catalogue)(params.date);
    return {
      body: {
        steps: told(attendance).map(({ at, byName, what, reason, changes }) => ({
          at,
          ...(byName === undefined ? {} : { byName }),
          what,
          ...(reason === undefined ? {} : { reason }),
          changes: changes.map(({ unit, from, to }) => ({
            unitName: units.get(unit)?.unit.name ?? unitOf(unit).unitId,
            from: from && markViewOf(from),
            to: to && markViewOf(to),
          })),
        })),
      },
    };
  };
}

export const attendanceLookUseCases = (dependencies: BookingDependencies): UseCases<typeof attendanceLook> => ({
  "attendance.steps": attendanceSteps(dependencies),
});
