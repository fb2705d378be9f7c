import { staffRoutes } from "../contract/staff.ts";
import { areaHandler } from "../http/area.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { staffUseCases } from "./use-cases.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  staffRoutes,
  staffUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
