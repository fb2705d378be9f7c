import { priceRoutes } from "../price/contract/simulate.ts";
import { priceUseCases } from "../price/use-cases/simulate.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { withTariffs, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"prices", WithCatalogue>(withTariffs(tariffOf), {
  price: served(priceRoutes, ({ town, ...started }) => priceUseCases({ ...started, quotientKind: town.quotient.kind })),
});
