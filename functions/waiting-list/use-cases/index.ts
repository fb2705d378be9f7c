import type { PricingDependencies } from "../../booking/dependencies.ts";
import type { waitingListRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { acceptOffers } from "./accept-offers.ts";

export const waitingListUseCases = (dependencies: PricingDependencies): UseCases<typeof waitingListRoutes> => ({
  "waiting-list.accept": acceptOffers(dependencies),
});
