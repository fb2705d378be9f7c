import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { familyAccountsRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { closeAccount, reopenAccount } from "./close.ts";

export const familyAccountsUseCases = (dependencies: BookingDependencies): UseCases<typeof familyAccountsRoutes> => ({
  "planning.closeAccount": closeAccount(dependencies),
  "planning.reopenAccount": reopenAccount(dependencies),
});
