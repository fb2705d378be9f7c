/** When the family's children were there: what staff noted beside what was booked. */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { unitOf, unitsOnDays } from "../../catalogue/rules/units.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { requireSpan } from "../../http/period.ts";
import type { attendanceOwn } from "../contract/routes.ts";
import { readFamilyAttendance } from "../store/attendance.ts";
import { awaitedCertificates } from "./certificates.ts";
import { foreseeAbsences } from "./foresee.ts";
import { markViewOf } from "./views.ts";

/** Longest period that a page asks for: a school year. */
const mostDays = 400;

function ownAttendance({
  table,
  catalogue: cache,
}: BookingDependencies): UseCases<typeof attendanceOwn>["attendance.own"] {
  return async ({ session, query: { from, to } }) => {
    requireSpan({ from, to }, mostDays);
    const [{ hidden }, attended, catalogue] = await Promise.all([
      ownFamily(table, session),
      readFamilyAttendance(table, session.familyCode, { from, to }),
      cache.latest(),
    ]);
    const unitsOn = unitsOnDays(catalogue);
    const siteName = new Map(catalogue.sites.map(({ id, name }) => [id, name]));
    return {
      body: {
        days: attended
          .filter(({ childId }) => !hidden.has(childId))
          .flatMap(({ date, childId, siteId, marks }) =>
            [...marks].map(([unit, mark]) => ({
              date,
              childId,
              ...unitOf(unit),
              unitName: unitsOn(date).get(unit)?.unit.name ?? unitOf(unit).unitId,
              siteName: siteName.get(siteId) ?? siteId,
              mark: markViewOf(mark),
            })),
          ),
      },
    };
  };
}

export const attendanceOwnUseCases = (dependencies: BookingDependencies): UseCases<typeof attendanceOwn> => ({
  "attendance.own": ownAttendance(dependencies),
  "attendance.foresee": foreseeAbsences(dependencies),
  "attendance.certificates": awaitedCertificates(dependencies),
});
