import { healthOffice, healthRoutes } from "../child-record/contract/health.ts";
import { healthOfficeUseCases, healthUseCases } from "../child-record/use-cases/health.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { mergeAct } from "../merge/contract.ts";
import { mergeUseCases } from "../merge/use-cases/merge-children.ts";

export const handler = await serve<"health", WithCatalogue>(withCatalogue, {
  "child-record/health": served(healthRoutes, healthUseCases),
  "child-record/health-office": served(healthOffice, healthOfficeUseCases),
  "merge/act": served(mergeAct, mergeUseCases),
});
