import { deskRoutes } from "../contract/desk.ts";
import { areaHandler } from "../http/area.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { deskUseCases } from "./acts.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  deskRoutes,
  deskUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
