import { referenceRoutes } from "../reference/contract.ts";
import { referenceUseCases } from "../reference/use-cases.ts";
import { nothingMore, serve, served } from "../wiring/http.ts";

export const handler = await serve<"reference">(nothingMore, {
  reference: served(referenceRoutes, referenceUseCases),
});
