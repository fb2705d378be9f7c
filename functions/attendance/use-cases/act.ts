import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { UseCases } from "../../http/call.ts";
import type { attendanceAct } from "../contract/routes.ts";
import { noteAttendance } from "./note.ts";
import { reopenAttendance } from "./reopen.ts";

export const attendanceActUseCases = (dependencies: BookingDependencies): UseCases<typeof attendanceAct> => ({
  "attendance.note": noteAttendance(dependencies),
  "attendance.reopen": reopenAttendance(dependencies),
});
