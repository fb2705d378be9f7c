import { referenceRoutes } from "../contract/reference.ts";
import { areaHandler } from "../http/area.ts";
import { startHttp } from "../wiring/http.ts";
import { referenceUseCases } from "./use-cases.ts";

const { http } = await startHttp();

export const handler = areaHandler(referenceRoutes, referenceUseCases(), http);
