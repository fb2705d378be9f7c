import { certificationOwn } from "../certification/contract.ts";
import { certificationOwnUseCases } from "../certification/use-cases/certify.ts";
import { enrolmentOwn } from "../enrolment/contract.ts";
import { enrolmentOwnUseCases } from "../enrolment/use-cases/own.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"enrol", WithCatalogue>(withCatalogue, {
  "certification/own": served(certificationOwn, certificationOwnUseCases),
  "enrolment/own": served(enrolmentOwn, enrolmentOwnUseCases),
});
