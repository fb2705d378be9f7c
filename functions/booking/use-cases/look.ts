import type { bookingLook } from "../contract/look.ts";
import type { PricingDependencies } from "../dependencies.ts";
import type { UseCases } from "../../http/call.ts";
import { listBookings } from "./list-bookings.ts";
import { activityGrid } from "./grid.ts";
import { listActivities } from "./list-activities.ts";
import { previewDays } from "./preview.ts";

export const bookingLookUseCases = (dependencies: PricingDependencies): UseCases<typeof bookingLook> => ({
  "booking.activities": listActivities(dependencies),
  "booking.grid": activityGrid(dependencies),
  "booking.preview": previewDays(dependencies),
  "booking.list": listBookings(dependencies),
});
