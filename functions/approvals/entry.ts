import { approvalsRoutes } from "../contract/approvals.ts";
import { areaHandler } from "../http/area.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { approvalsUseCases } from "./use-cases.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  approvalsRoutes,
  approvalsUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
