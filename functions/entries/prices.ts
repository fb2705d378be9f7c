import { priceRoutes } from "../price/contract.ts";
import { priceUseCases } from "../price/use-cases/simulate.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"prices", WithCatalogue>(withCatalogue, {
  price: served(priceRoutes, ({ town, ...started }) => priceUseCases({ ...started, quotientKind: town.quotient.kind })),
});
