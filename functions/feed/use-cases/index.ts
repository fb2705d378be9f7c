import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { feedRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { familyCalendar } from "./family-calendar.ts";
import { feedState, makeFeed, revokeFeed } from "./feed-link.ts";

export const feedUseCases = (dependencies: BookingDependencies): UseCases<typeof feedRoutes> => ({
  "feed.read": feedState(dependencies),
  "feed.make": makeFeed(dependencies),
  "feed.revoke": revokeFeed(dependencies),
  "feed.calendar": familyCalendar(dependencies),
});
