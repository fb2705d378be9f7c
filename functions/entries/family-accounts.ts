import { familyAccountsRoutes } from "../account-closing/contract.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { familyAccountsUseCases } from "../account-closing/use-cases/index.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  familyAccountsRoutes,
  familyAccountsUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
