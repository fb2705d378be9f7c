import type { UseCases } from "../../http/call.ts";
import type { familyHistory, ownHistory } from "../contract.ts";
import type { HistoryReading } from "../dependencies.ts";
import { readFamilyHistory, readOwnHistory } from "./read-history.ts";

export const ownHistoryUseCases = (dependencies: HistoryReading): UseCases<typeof ownHistory> => ({
  "history.own": readOwnHistory(dependencies),
});

export const familyHistoryUseCases = (dependencies: HistoryReading): UseCases<typeof familyHistory> => ({
  "history.ofFamily": readFamilyHistory(dependencies),
});
