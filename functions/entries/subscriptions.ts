import { feedRoutes } from "../feed/contract.ts";
import { feedUseCases } from "../feed/use-cases/index.ts";
import { reminderOwn } from "../reminder/contract.ts";
import { unsubscribeTokens } from "../reminder/unsubscribe-token.ts";
import { reminderOwnUseCases } from "../reminder/use-cases/index.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"subscriptions", WithCatalogue>(withCatalogue, {
  feed: served(feedRoutes, feedUseCases),
  "reminder/own": served(reminderOwn, (started) =>
    reminderOwnUseCases({ ...started, tokens: unsubscribeTokens(started.portalSecret) }),
  ),
});
