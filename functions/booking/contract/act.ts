/** Booking, cancelling, changing, absences, what is asked of the office: baskets of lines, each line answered. */
import * as z from "zod/mini";
import { declaredAbsences } from "../rules/absences.ts";
import { askLine, basketAnswer, basketOf, change, line, lineFields, wish } from "./basket.ts";
import { route } from "../../http/route.ts";

/** Kinds of absence that families declare. */
export const absenceKind = z.enum(declaredAbsences);

export const bookingAct = {
  "booking.book": route({
    method: "POST",
    path: "/api/bookings",
    access: "guardian",
    status: 200,
    summary: "Réserver des jours ; chaque ligne reçoit sa réponse",
    body: basketOf(wish),
    answer: basketAnswer,
    problems: ["idempotencyKey.reused"],
  }),
  "booking.cancel": route({
    method: "POST",
    path: "/api/bookings/cancellations",
    access: "guardian",
    status: 200,
    summary:
      "Annuler des jours, quitter une liste d’attente, refuser une place proposée ; chaque ligne reçoit sa réponse",
    body: basketOf(line),
    answer: basketAnswer,
    problems: ["idempotencyKey.reused"],
  }),
  "booking.change": route({
    method: "POST",
    path: "/api/bookings/changes",
    access: "guardian",
    status: 200,
    summary: "Changer de jour ou de prestation : l’ancienne place n’est rendue que si la nouvelle est obtenue",
    body: basketOf(change),
    answer: basketAnswer,
    problems: ["idempotencyKey.reused"],
  }),
  "booking.absences": route({
    method: "POST",
    path: "/api/bookings/absences",
    access: "guardian",
    status: 200,
    summary: "Déclarer des absences, ou reprendre une déclaration (kind absent)",
    body: basketOf(z.strictObject({ ...lineFields, kind: z.optional(absenceKind) })),
    answer: basketAnswer,
    problems: ["idempotencyKey.reused"],
  }),
  "booking.ask": route({
    method: "POST",
    path: "/api/bookings/requests",
    access: "guardian",
    status: 200,
    summary: "Passé le délai, demander au guichet une annulation ou un changement",
    body: basketOf(askLine),
    answer: basketAnswer,
    problems: ["idempotencyKey.reused"],
  }),
  "booking.unask": route({
    method: "POST",
    path: "/api/bookings/requests/withdrawals",
    access: "guardian",
    status: 200,
    summary: "Retirer ce qui a été demandé au guichet, tant qu’il n’a pas répondu",
    body: basketOf(line),
    answer: basketAnswer,
    problems: ["idempotencyKey.reused"],
  }),
} as const;
