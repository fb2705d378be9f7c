import { staffRoutes } from "../day-sheet/contract.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { staffUseCases } from "../day-sheet/use-cases/index.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  staffRoutes,
  staffUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
