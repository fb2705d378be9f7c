import type { activitiesRoutes } from "../contract/activities.ts";
import type { BookingDependencies } from "../bookings/dependencies.ts";
import type { UseCases } from "../http/call.ts";
import { listBookings } from "./bookings.ts";
import { activityGrid } from "./grid.ts";
import { listActivities } from "./list.ts";
import { previewDays } from "./preview.ts";

export const activitiesUseCases = (dependencies: BookingDependencies): UseCases<typeof activitiesRoutes> => ({
  "activities.list": listActivities(dependencies),
  "activities.grid": activityGrid(dependencies),
  "bookings.preview": previewDays(dependencies),
  "bookings.list": listBookings(dependencies),
});
