import type { bookingsRoutes } from "../contract/bookings.ts";
import type { UseCases } from "../http/call.ts";
import { listActivities } from "./activities.ts";
import { bookDays } from "./book.ts";
import { listBookings } from "./calendar.ts";
import { cancelDays } from "./cancel.ts";
import type { BookingDependencies } from "./dependencies.ts";
import { activityGrid } from "./grid.ts";

export const bookingsUseCases = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes> => ({
  "activities.list": listActivities(dependencies),
  "activities.grid": activityGrid(dependencies),
  "bookings.book": bookDays(dependencies),
  "bookings.cancel": cancelDays(dependencies),
  "bookings.list": listBookings(dependencies),
});
