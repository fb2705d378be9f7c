import type { BookingDependencies } from "../booking/dependencies.ts";

/** What the use cases of planning need: they act on families' bookings by the same rules as families do. */
export type PlanningDependencies = BookingDependencies;
