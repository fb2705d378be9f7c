import type { bookingAct } from "../contract/act.ts";
import type { UseCases } from "../../http/call.ts";
import { askOffice, declareAbsences, unaskOffice } from "./annotate.ts";
import { bookDays } from "./book.ts";
import { cancelDays } from "./cancel.ts";
import { changeDays } from "./change.ts";
import type { PricingDependencies } from "../dependencies.ts";

export const bookingActUseCases = (dependencies: PricingDependencies): UseCases<typeof bookingAct> => ({
  "booking.book": bookDays(dependencies),
  "booking.cancel": cancelDays(dependencies),
  "booking.change": changeDays(dependencies),
  "booking.absences": declareAbsences(dependencies),
  "booking.ask": askOffice(dependencies),
  "booking.unask": unaskOffice(dependencies),
});
