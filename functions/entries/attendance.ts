import { attendanceAct, attendanceLook, attendanceOwn } from "../attendance/contract/routes.ts";
import { attendanceActUseCases } from "../attendance/use-cases/act.ts";
import { attendanceLookUseCases } from "../attendance/use-cases/look.ts";
import { attendanceOwnUseCases } from "../attendance/use-cases/own.ts";
import { absenceRulesOf } from "../catalogue/store/absence-record.ts";
import type { CallingDependencies } from "../attendance/use-cases/note.ts";
import { readRun } from "../billing/store/runs.ts";
import { daySheetRoutes } from "../day-sheet/contract.ts";
import { daySheetUseCases } from "../day-sheet/use-cases/index.ts";
import { withAbsenceRules, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

const open = withAbsenceRules(absenceRulesOf);

export const handler = await serve<"attendance", WithCatalogue & Pick<CallingDependencies, "isBilled">>(
  async (opened) => ({
    ...(await open(opened)),
    isBilled: async (month) => (await readRun(opened.table, month)) !== null,
  }),
  {
    "attendance/look": served(attendanceLook, attendanceLookUseCases),
    "attendance/act": served(attendanceAct, attendanceActUseCases),
    "attendance/own": served(attendanceOwn, attendanceOwnUseCases),
    "day-sheet": served(daySheetRoutes, daySheetUseCases),
  },
);
