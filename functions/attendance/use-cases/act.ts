import type { UseCases } from "../../http/call.ts";
import type { attendanceAct } from "../contract/routes.ts";
import { noteAttendance, type CallingDependencies } from "./note.ts";
import { reopenAttendance } from "./reopen.ts";

export const attendanceActUseCases = (dependencies: CallingDependencies): UseCases<typeof attendanceAct> => ({
  "attendance.note": noteAttendance(dependencies),
  "attendance.reopen": reopenAttendance(dependencies),
});
