/** The tax certificates of a family, by who pays for it. */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { certifiableYears, certificateLink, year } from "./views.ts";

export const taxCertificateOwn = {
  "tax-certificate.own": route({
    method: "GET",
    path: "/api/tax-certificates",
    access: "guardian",
    status: 200,
    summary: "Attestations fiscales : ce qui a été payé chaque année pour la garde des enfants de moins de 6 ans",
    answer: certifiableYears,
    problems: [],
  }),
  "tax-certificate.make": route({
    method: "POST",
    path: "/api/tax-certificates/{year}",
    access: "guardian",
    status: 200,
    summary: "L’attestation fiscale d’une année, en PDF : la même tant que rien d’autre n’est payé",
    params: z.strictObject({ year }),
    answer: certificateLink,
    problems: ["notFound", "notPossible"],
  }),
} as const;
