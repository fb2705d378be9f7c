import { remindersRoutes } from "../reminder/contract.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { unsubscribeTokens } from "../reminder/unsubscribe-token.ts";
import { remindersUseCases } from "../reminder/use-cases/index.ts";

const { table, town, clock, portalSecret, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);

export const handler = areaHandler(
  remindersRoutes,
  remindersUseCases({ table, catalogue, clock, town, tokens: unsubscribeTokens(portalSecret) }),
  http,
);
