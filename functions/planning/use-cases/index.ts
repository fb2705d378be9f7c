import type { BookingDependencies, OfficeDependencies, PricingDependencies } from "../../booking/dependencies.ts";
import type { planningAct, planningLook } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { planningDay } from "./day.ts";
import { familyBookings } from "./family-bookings.ts";
import { setPlacesOf } from "./places.ts";
import { sitePlanning } from "./site-month.ts";

export const planningLookUseCases = (
  dependencies: OfficeDependencies & PricingDependencies,
): UseCases<typeof planningLook> => ({
  "planning.site": sitePlanning(dependencies),
  "planning.day": planningDay(dependencies),
  "planning.ofFamily": familyBookings(dependencies),
});

export const planningActUseCases = (dependencies: BookingDependencies): UseCases<typeof planningAct> => ({
  "planning.setPlaces": setPlacesOf(dependencies),
});
