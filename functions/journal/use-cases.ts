import type { journalRoutes } from "../contract/journal.ts";
import type { UseCases } from "../http/call.ts";
import { familyCalendar } from "./calendar.ts";
import type { JournalDependencies } from "./dependencies.ts";
import { feedState, makeFeed, revokeFeed } from "./feed.ts";
import { familyHistory, ownHistory } from "./history.ts";

export const journalUseCases = (dependencies: JournalDependencies): UseCases<typeof journalRoutes> => ({
  "journal.history": ownHistory(dependencies),
  "journal.familyHistory": familyHistory(dependencies),
  "journal.feed": feedState(dependencies),
  "journal.makeFeed": makeFeed(dependencies),
  "journal.revokeFeed": revokeFeed(dependencies),
  "journal.calendar": familyCalendar(dependencies),
});
