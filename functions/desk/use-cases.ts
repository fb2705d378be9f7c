import type { BookingDependencies } from "../bookings/dependencies.ts";
import type { deskRoutes } from "../contract/desk.ts";
import type { UseCases } from "../http/call.ts";
import { bookForFamily, cancelForFamily, changeForFamily, closeAccount } from "./family.ts";

export const deskUseCases = (dependencies: BookingDependencies): UseCases<typeof deskRoutes> => ({
  "planning.book": bookForFamily(dependencies),
  "planning.cancel": cancelForFamily(dependencies),
  "planning.change": changeForFamily(dependencies),
  "planning.closeAccount": closeAccount(dependencies),
});
