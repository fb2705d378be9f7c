import { deskRoutes } from "../booking/contract/office.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { deskUseCases } from "../booking/use-cases/office.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  deskRoutes,
  deskUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
