import type { bookingsRoutes } from "../contract/bookings.ts";
import type { UseCases } from "../http/call.ts";
import { acceptOffers } from "./accept.ts";
import { listActivities } from "./activities.ts";
import { askOffice, declareAbsences } from "./annotate.ts";
import { bookDays } from "./book.ts";
import { listBookings } from "./calendar.ts";
import { cancelDays } from "./cancel.ts";
import { changeDays } from "./change.ts";
import type { BookingDependencies } from "./dependencies.ts";
import { activityGrid } from "./grid.ts";
import { previewDays } from "./preview.ts";

export const bookingsUseCases = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes> => ({
  "activities.list": listActivities(dependencies),
  "activities.grid": activityGrid(dependencies),
  "bookings.book": bookDays(dependencies),
  "bookings.preview": previewDays(dependencies),
  "bookings.cancel": cancelDays(dependencies),
  "bookings.accept": acceptOffers(dependencies),
  "bookings.change": changeDays(dependencies),
  "bookings.absences": declareAbsences(dependencies),
  "bookings.ask": askOffice(dependencies),
  "bookings.list": listBookings(dependencies),
});
