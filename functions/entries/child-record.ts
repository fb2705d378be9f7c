import { recordOffice, recordRoutes } from "../child-record/contract/record.ts";
import { recordOfficeUseCases, recordUseCases } from "../child-record/use-cases/record.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"childRecord", WithCatalogue>(withCatalogue, {
  "child-record/own": served(recordRoutes, recordUseCases),
  "child-record/office": served(recordOffice, recordOfficeUseCases),
});
