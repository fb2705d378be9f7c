import { familyRoutes } from "../family/contract.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readFamily } from "../family/store/families.ts";
import { startHttp } from "../wiring/http.ts";
import { familyUseCases } from "../family/use-cases/read-family.ts";

const { table, clock, http } = await startHttp();

export const handler = areaHandler(
  familyRoutes,
  familyUseCases({ readFamily: (code) => readFamily(table, code), clock }),
  http,
);
