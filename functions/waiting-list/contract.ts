/** The answer to places that the waiting list offers: a family's, or the office's in its name. */
import { basketAnswer, basketOf, line } from "../booking/contract/basket.ts";
import { familyParams, staffBasket } from "../booking/contract/office.ts";
import { route, staff, touches } from "../http/route.ts";

export const waitingListRoutes = {
  "waiting-list.accept": route({
    method: "POST",
    path: "/api/bookings/acceptances",
    access: "guardian",
    status: 200,
    summary: "Accepter des places proposées à la liste d’attente",
    body: basketOf(line),
    answer: basketAnswer,
    problems: ["idempotencyKey.reused"],
  }),
} as const;

export const waitingListOffice = {
  "waiting-list.acceptForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/bookings/acceptances",
    ...staff("bookings.write", touches("params.familyCode", "body.lines.childId")),
    status: 200,
    summary: "Accepter pour une famille des places proposées, avec un motif",
    params: familyParams,
    body: staffBasket,
    answer: basketAnswer,
    problems: ["notFound", "idempotencyKey.reused"],
  }),
  "waiting-list.declineForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/bookings/refusals",
    ...staff("bookings.write", touches("params.familyCode", "body.lines.childId")),
    status: 200,
    summary: "Refuser pour une famille des places proposées, avec un motif : elles passent à qui attend",
    params: familyParams,
    body: staffBasket,
    answer: basketAnswer,
    problems: ["notFound", "idempotencyKey.reused"],
  }),
} as const;
