import type { bookingsRoutes } from "../contract/act.ts";
import type { UseCases } from "../../http/call.ts";
import { acceptOffers } from "../../waiting-list/use-cases/accept-offers.ts";
import { askOffice, declareAbsences, unaskOffice } from "./annotate.ts";
import { bookDays } from "./book.ts";
import { cancelDays } from "./cancel.ts";
import { changeDays } from "./change.ts";
import type { BookingDependencies } from "../dependencies.ts";

export const bookingsUseCases = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes> => ({
  "bookings.book": bookDays(dependencies),
  "bookings.cancel": cancelDays(dependencies),
  "bookings.accept": acceptOffers(dependencies),
  "bookings.change": changeDays(dependencies),
  "bookings.absences": declareAbsences(dependencies),
  "bookings.ask": askOffice(dependencies),
  "bookings.unask": unaskOffice(dependencies),
});
