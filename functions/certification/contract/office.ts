/** A family's confirmations at the office, which may confirm for a family that will not sign in. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { route, staff, touches } from "../../http/route.ts";
import { reason } from "../../http/reason.ts";
import { confirmed } from "./confirmed.ts";

/** Names a family's file as it stands (marks.ts). */
const fileMark = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{16}$/, "Cette version des fiches n’existe pas. Rechargez la page."));

export const certificationOffice = {
  "certification.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/certifications",
    ...staff("bookings.read", touches("params.familyCode")),
    status: 200,
    summary: "Quand une famille a confirmé ses fiches, par qui, et si elles ont changé depuis",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    answer: z.object({
      due: z.boolean(),
      /** The file as it stands: what a confirmation must say it has seen. */
      seen: fileMark,
      /** Latest first, ten at most. `asNow`: nothing of the file has changed since. `readBy`: who confirmed its pages. `reason`: the office's, which did it for the family. */
      certifications: z.array(
        z.extend(confirmed, { asNow: z.boolean(), readBy: z.array(z.string()), reason: z.optional(z.string()) }),
      ),
    }),
    problems: ["notFound"],
  }),
  "certification.certifyForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/certifications",
    ...staff("requests.write", touches("params.familyCode")),
    status: 204,
    summary: "Confirmer les fiches d’une famille qui ne le fait pas elle-même, avec un motif",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    body: z.strictObject({ idempotencyKey: branded("IdempotencyKey"), seen: fileMark, reason }),
    answer: null,
    problems: ["notFound", "changed"],
  }),
} as const;
