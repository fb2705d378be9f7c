import { referenceRoutes } from "../reference/contract.ts";
import { areaHandler } from "../http/pipeline.ts";
import { startHttp } from "../wiring/http.ts";
import { referenceUseCases } from "../reference/use-cases.ts";

const { http } = await startHttp();

export const handler = areaHandler(referenceRoutes, referenceUseCases(), http);
