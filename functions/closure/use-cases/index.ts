import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { closureAct, closureLook } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { closeDaysOf, previewClosure, reopenDaysOf } from "./closures.ts";

export const closureLookUseCases = (dependencies: BookingDependencies): UseCases<typeof closureLook> => ({
  "closure.preview": previewClosure(dependencies),
});

export const closureActUseCases = (dependencies: BookingDependencies): UseCases<typeof closureAct> => ({
  "closure.close": closeDaysOf(dependencies),
  "closure.reopen": reopenDaysOf(dependencies),
});
