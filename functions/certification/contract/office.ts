/** What the office is told of a family's confirmations. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { route, staff, touches } from "../../http/route.ts";
import { confirmed } from "./confirmed.ts";

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
      /** Latest first, ten at most. `asNow`: nothing of the file has changed since. `readBy`: who confirmed its pages. */
      certifications: z.array(z.extend(confirmed, { asNow: z.boolean(), readBy: z.array(z.string()) })),
    }),
    problems: ["notFound"],
  }),
} as const;
