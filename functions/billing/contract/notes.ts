/** Credit notes as PDFs: each is drawn when it is first asked for. */
import * as z from "zod/mini";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { linkView } from "./views.ts";

const noteParams = {
  period: branded("PlainMonth"),
  accountId: branded("CollectionAccountId"),
  note: z.pipe(
    z.string().check(z.regex(/^[1-9][0-9]{0,2}$/u, "Ce numéro d’avoir est incorrect.")),
    z.transform(Number),
  ),
};

export const billingNotes = {
  "billing.notePdf": route({
    method: "GET",
    path: "/api/invoices/{period}/{accountId}/notes/{note}/pdf",
    access: "guardian",
    status: 200,
    summary: "Le PDF d’un avoir, par un lien de quelques minutes",
    params: z.strictObject(noteParams),
    answer: linkView,
    problems: ["notFound"],
  }),
  "billing.notePdfOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/invoices/{period}/{accountId}/notes/{note}/pdf",
    ...staff("billing.read", touches("params.familyCode")),
    status: 200,
    summary: "Le PDF d’un avoir d’une famille, par un lien de quelques minutes",
    params: z.strictObject({ familyCode: branded("FamilyCode"), ...noteParams }),
    answer: linkView,
    problems: ["notFound"],
  }),
} as const;
