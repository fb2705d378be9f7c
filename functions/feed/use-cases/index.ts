import type { journalRoutes } from "../../history/contract.ts";
import type { UseCases } from "../../http/call.ts";
import { familyCalendar } from "./family-calendar.ts";
import type { JournalDependencies } from "../../history/dependencies.ts";
import { feedState, makeFeed, revokeFeed } from "./feed-link.ts";
import { familyHistory, ownHistory } from "../../history/use-cases/read-history.ts";

export const journalUseCases = (dependencies: JournalDependencies): UseCases<typeof journalRoutes> => ({
  "journal.history": ownHistory(dependencies),
  "journal.familyHistory": familyHistory(dependencies),
  "journal.feed": feedState(dependencies),
  "journal.makeFeed": makeFeed(dependencies),
  "journal.revokeFeed": revokeFeed(dependencies),
  "journal.calendar": familyCalendar(dependencies),
});
