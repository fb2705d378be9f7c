import { certificationLook, certificationOwn } from "../certification/contract.ts";
import { certificationOwnUseCases } from "../certification/use-cases/certify.ts";
import { certificationLookUseCases } from "../certification/use-cases/look.ts";
import { enrolmentLook, enrolmentOwn } from "../enrolment/contract.ts";
import { enrolmentLookUseCases } from "../enrolment/use-cases/look.ts";
import { enrolmentOwnUseCases } from "../enrolment/use-cases/own.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"enrol", WithCatalogue>(withCatalogue, {
  "certification/look": served(certificationLook, certificationLookUseCases),
  "certification/own": served(certificationOwn, certificationOwnUseCases),
  "enrolment/look": served(enrolmentLook, enrolmentLookUseCases),
  "enrolment/own": served(enrolmentOwn, enrolmentOwnUseCases),
});
