/** The end of a family's account, decided by staff. */
import * as z from "zod/mini";
import { reason } from "../http/reason.ts";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

const idempotencyKey = branded("IdempotencyKey");
const familyParams = z.strictObject({ familyCode: branded("FamilyCode") });

export const accountClosingRoutes = {
  "account-closing.close": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/closing",
    ...staff("accounts.write", touches("params.familyCode")),
    status: 200,
    summary:
      "Fermer le compte d’une famille : elle ne peut plus réserver, tout ce qu’elle a encore à venir est annulé, les places vont aux listes d’attente",
    params: familyParams,
    body: z.strictObject({ idempotencyKey, reason }),
    answer: z.object({ cancelled: z.int() }),
    problems: ["notFound"],
  }),
  "account-closing.reopen": route({
    method: "DELETE",
    path: "/api/staff/families/{familyCode}/closing",
    ...staff("accounts.write", touches("params.familyCode")),
    status: 204,
    summary: "Rouvrir le compte d’une famille : elle peut de nouveau réserver ; ce qui a été annulé le reste",
    params: familyParams,
    answer: null,
    problems: ["notFound"],
  }),
} as const;
