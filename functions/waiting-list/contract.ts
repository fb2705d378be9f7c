/** A family's answer to places that the waiting list offers it. */
import { basketAnswer, basketOf, line } from "../booking/contract/basket.ts";
import { route } from "../http/route.ts";

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
