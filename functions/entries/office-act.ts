import { closureAct } from "../closure/contract.ts";
import { closureActUseCases } from "../closure/use-cases/index.ts";
import { planningAct } from "../planning/contract.ts";
import { planningActUseCases } from "../planning/use-cases/index.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officeAct", WithCatalogue>(withCatalogue, {
  "closure/act": served(closureAct, closureActUseCases),
  "planning/act": served(planningAct, planningActUseCases),
});
