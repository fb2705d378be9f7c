import { activitiesRoutes } from "../booking/contract/look.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { activitiesUseCases } from "../booking/use-cases/look.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
// Read before the first request, which then knows what else to read.
await catalogue.latest();

export const handler = areaHandler(
  activitiesRoutes,
  activitiesUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
