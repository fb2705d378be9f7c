import { familyRoutes } from "../contract/family.ts";
import { areaHandler } from "../http/area.ts";
import { readFamily } from "../store/families.ts";
import { startHttp } from "../wiring/http.ts";
import { familyUseCases } from "./use-cases.ts";

const { table, clock, http } = await startHttp();

export const handler = areaHandler(
  familyRoutes,
  familyUseCases({ readFamily: (code) => readFamily(table, code), clock }),
  http,
);
