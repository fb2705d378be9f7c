import type { activitiesRoutes } from "../contract/look.ts";
import type { BookingDependencies } from "../dependencies.ts";
import type { UseCases } from "../../http/call.ts";
import { listBookings } from "./list-bookings.ts";
import { activityGrid } from "./grid.ts";
import { listActivities } from "./list-activities.ts";
import { previewDays } from "./preview.ts";

export const activitiesUseCases = (dependencies: BookingDependencies): UseCases<typeof activitiesRoutes> => ({
  "activities.list": listActivities(dependencies),
  "activities.grid": activityGrid(dependencies),
  "bookings.preview": previewDays(dependencies),
  "bookings.list": listBookings(dependencies),
});
