/** The same, by the office for a family that asks it. */
import * as z from "zod/mini";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { certifiableYears, certificateLink, year } from "./views.ts";

export const taxCertificateOffice = {
  "tax-certificate.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/tax-certificates",
    ...staff("payments.read", touches("params.familyCode")),
    status: 200,
    summary: "Ce que l’attestation fiscale d’une famille dirait de chaque année",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    answer: certifiableYears,
    problems: ["notFound"],
  }),
  "tax-certificate.makeOfFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/tax-certificates/{year}",
    ...staff("payments.read", touches("params.familyCode")),
    status: 200,
    summary: "L’attestation fiscale d’une famille pour une année, en PDF",
    params: z.strictObject({ familyCode: branded("FamilyCode"), year }),
    answer: certificateLink,
    problems: ["notFound", "notPossible"],
  }),
} as const;
