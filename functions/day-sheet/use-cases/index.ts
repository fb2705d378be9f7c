import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { daySheetRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { daySheet } from "./read-day-sheet.ts";

export const daySheetUseCases = (dependencies: BookingDependencies): UseCases<typeof daySheetRoutes> => ({
  "day-sheet.read": daySheet(dependencies),
});
