import { healthOffice, healthRoutes } from "../child-record/contract/health.ts";
import { healthOfficeUseCases, healthUseCases } from "../child-record/use-cases/health.ts";
import { mergeAct, mergeLook } from "../merge/contract/children.ts";
import { mergeLookUseCases } from "../merge/use-cases/look.ts";
import { mergeUseCases } from "../merge/use-cases/merge-children.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"health", WithCatalogue>(withCatalogue, {
  "child-record/health": served(healthRoutes, healthUseCases),
  "child-record/health-office": served(healthOffice, healthOfficeUseCases),
  "merge/look": served(mergeLook, mergeLookUseCases),
  "merge/act": served(mergeAct, mergeUseCases),
});
