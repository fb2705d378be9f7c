import { familyAccountsRoutes } from "../contract/family-accounts.ts";
import { areaHandler } from "../http/area.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { familyAccountsUseCases } from "./use-cases.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  familyAccountsRoutes,
  familyAccountsUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
