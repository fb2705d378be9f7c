import { bookingsRoutes } from "../contract/bookings.ts";
import { areaHandler } from "../http/area.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { bookingsUseCases } from "./use-cases.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
// Read before the first request, which then knows what else to read.
await catalogue.latest();

export const handler = areaHandler(
  bookingsRoutes,
  bookingsUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
