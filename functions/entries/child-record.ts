import { recordOffice, recordRoutes } from "../child-record/contract/record.ts";
import { recordOfficeUseCases, recordUseCases } from "../child-record/use-cases/record.ts";
import { nothingMore, serve, served } from "../wiring/http.ts";

export const handler = await serve<"childRecord">(nothingMore, {
  "child-record/own": served(recordRoutes, recordUseCases),
  "child-record/office": served(recordOffice, recordOfficeUseCases),
});
