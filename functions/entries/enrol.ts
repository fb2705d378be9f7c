import { enrolmentLook, enrolmentOwn } from "../enrolment/contract.ts";
import { enrolmentLookUseCases } from "../enrolment/use-cases/look.ts";
import { enrolmentOwnUseCases } from "../enrolment/use-cases/own.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"enrol", WithCatalogue>(withCatalogue, {
  "enrolment/look": served(enrolmentLook, enrolmentLookUseCases),
  "enrolment/own": served(enrolmentOwn, enrolmentOwnUseCases),
});
