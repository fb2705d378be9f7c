/** What staff does for a family: booking, changing and cancelling in its place. What it looks at is planning.ts. */
import * as z from "zod/mini";
import { basketAnswer, change, line, wish } from "./basket.ts";
import { reason } from "../../http/reason.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { route, staff, touches } from "../../http/route.ts";

const idempotencyKey = branded("IdempotencyKey");

/**
 * A staff member's act on a family's bookings: deadlines and windows do not hold for it, places do. The reason is kept and
 * shown to the family.
 */
const staffBasketOf = <L extends z.ZodMiniType>(one: L) =>
  z.strictObject({
    idempotencyKey,
    reason,
    lines: z
      .array(one)
      .check(z.minLength(1, "Choisissez au moins un jour."), z.maxLength(200, "200 jours au plus à la fois.")),
  });
export const staffBasket = staffBasketOf(line);

export const familyParams = z.strictObject({ familyCode: branded("FamilyCode") });

export const bookingOffice = {
  "booking.bookForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/bookings",
    ...staff("bookings.write", touches("params.familyCode", "body.lines.childId")),
    status: 200,
    summary: "Réserver pour une famille, ou l’inscrire sur la liste d’attente d’un jour complet, avec un motif",
    params: familyParams,
    body: staffBasketOf(wish),
    answer: basketAnswer,
    problems: ["notFound", "idempotencyKey.reused"],
  }),
  "booking.cancelForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/bookings/cancellations",
    ...staff("bookings.write", touches("params.familyCode", "body.lines.childId")),
    status: 200,
    summary: "Annuler pour une famille, avec un motif",
    params: familyParams,
    body: staffBasket,
    answer: basketAnswer,
    problems: ["notFound", "idempotencyKey.reused"],
  }),
  "booking.changeForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/bookings/changes",
    ...staff("bookings.write", touches("params.familyCode", "body.lines.childId")),
    status: 200,
    summary:
      "Changer des réservations d’une famille, avec un motif : l’ancienne place n’est rendue que si la nouvelle est obtenue",
    params: familyParams,
    body: staffBasketOf(change),
    answer: basketAnswer,
    problems: ["notFound", "idempotencyKey.reused"],
  }),
} as const;
