import { approvalsRoutes } from "../approval/contract.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { approvalsUseCases } from "../approval/use-cases/index.ts";

const { table, town, clock, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);
await catalogue.latest();

export const handler = areaHandler(
  approvalsRoutes,
  approvalsUseCases({ table, catalogue, clock, schoolZone: town.schoolZone }),
  http,
);
