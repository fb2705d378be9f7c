/** What staff looks at before it books for a family: the family's own grid and preview, with what the office's leave opens. */
import * as z from "zod/mini";
import { linesOf, wish } from "./basket.ts";
import { gridView, previewAnswer } from "./look.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { route, staff, touches } from "../../http/route.ts";

export const bookingOfficeLook = {
  "booking.gridForFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/activities/{activityId}/grid",
    ...staff("bookings.read", touches("params.familyCode")),
    status: 200,
    summary:
      "Réserver pour une famille : chaque jour, chaque enfant, chaque prestation, avec ce que le guichet peut en faire",
    params: z.strictObject({ familyCode: branded("FamilyCode"), activityId: branded("ActivityId") }),
    answer: gridView,
    problems: ["notFound"],
  }),
  "booking.previewForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/bookings/previews",
    ...staff("bookings.read", touches("params.familyCode", "body.lines.childId")),
    status: 200,
    summary: "Ce que deviendrait chaque ligne d’une demande du guichet pour une famille, sans rien réserver",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    body: z.strictObject({ lines: linesOf(wish) }),
    answer: previewAnswer,
    problems: ["notFound"],
  }),
} as const;
