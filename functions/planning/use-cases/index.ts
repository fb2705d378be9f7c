import type { planningRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { closeDaysOf, previewClosing, reopenDaysOf } from "../../closure/use-cases/closures.ts";
import { planningDay } from "./day.ts";
import type { PlanningDependencies } from "../dependencies.ts";
import { familyBookings } from "./family-bookings.ts";
import { setPlacesOf } from "./places.ts";
import { sitePlanning } from "./site-month.ts";

export const planningUseCases = (dependencies: PlanningDependencies): UseCases<typeof planningRoutes> => ({
  "planning.site": sitePlanning(dependencies),
  "planning.setPlaces": setPlacesOf(dependencies),
  "planning.close": closeDaysOf(dependencies),
  "planning.reopen": reopenDaysOf(dependencies),
  "planning.closingPreview": previewClosing(dependencies),
  "planning.day": planningDay(dependencies),
  "planning.family": familyBookings(dependencies),
});
