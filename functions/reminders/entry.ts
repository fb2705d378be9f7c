import { remindersRoutes } from "../contract/reminders.ts";
import { areaHandler } from "../http/area.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { startHttp } from "../wiring/http.ts";
import { unsubscribeTokens } from "./unsubscribe-token.ts";
import { remindersUseCases } from "./use-cases.ts";

const { table, town, clock, portalSecret, http } = await startHttp();
const catalogue = catalogueCache(() => readCatalogue(table), clock);

export const handler = areaHandler(
  remindersRoutes,
  remindersUseCases({ table, catalogue, clock, town, tokens: unsubscribeTokens(portalSecret) }),
  http,
);
