import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { accountClosingRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { closeAccount, reopenAccount } from "./close.ts";

export const accountClosingUseCases = (dependencies: BookingDependencies): UseCases<typeof accountClosingRoutes> => ({
  "account-closing.close": closeAccount(dependencies),
  "account-closing.reopen": reopenAccount(dependencies),
});
