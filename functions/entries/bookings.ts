import { bookingsRoutes } from "../booking/contract/act.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { bookingsUseCases } from "../booking/use-cases/act.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
// Read before the first request, which then knows what else to read.
await catalogue.latest();

export const handler = areaHandler(
  bookingsRoutes,
  bookingsUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
