/** Days on which a site receives nobody: decided, taken back, and what they would undo. */
import * as z from "zod/mini";
import { reason } from "../http/reason.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";
import { route, staff, touchesNobody } from "../http/route.ts";

export const closureView = z.object({
  id: branded("ClosureId"),
  from: branded("PlainDate"),
  to: branded("PlainDate"),
  kind: z.enum(["closure", "strike"]),
  reason: z.string(),
  /** Bookings are still being cancelled and families told; once over, how many. Absent before it has begun. */
  progress: z.optional(
    z.discriminatedUnion("state", [
      z.object({ state: z.literal("underWay"), /** First day that is still to do. */ next: branded("PlainDate") }),
      z.object({
        state: z.literal("done"),
        bookings: z.int(),
        waiting: z.int(),
        families: z.int(),
        /** Of the families: those who could not be told and are to be called, and those being told at this moment. */
        toCall: z.int(),
        onTheirWay: z.int(),
      }),
    ]),
  ),
});
export type ClosureView = z.infer<typeof closureView>;

/** What closing these days would undo. */
export const closurePreview = z.object({
  days: z.int(),
  bookings: z.int(),
  waiting: z.int(),
  children: z.int(),
  families: z.int(),
});
export type ClosurePreview = z.infer<typeof closurePreview>;

const idempotencyKey = branded("IdempotencyKey");
const siteParams = z.strictObject({ siteId: branded("SiteId") });

export const closureLook = {
  "closure.preview": route({
    method: "GET",
    path: "/api/staff/sites/{siteId}/closures/preview",
    ...staff("planning.read", touchesNobody("Numbers only.")),
    status: 200,
    summary: "Ce qu’annulerait une fermeture entre deux dates : réservations, listes d’attente, familles à prévenir",
    params: siteParams,
    query: z.strictObject({ from: plainDate(), to: plainDate() }),
    answer: closurePreview,
    problems: ["notFound"],
  }),
} as const;

export const closureAct = {
  "closure.close": route({
    method: "POST",
    path: "/api/staff/sites/{siteId}/closures",
    ...staff("closures.write", touchesNobody("A decision about days, which keeps who took it and why.")),
    status: 202,
    summary: "Fermer un accueil un jour ou plusieurs : les réservations sont annulées et les familles prévenues",
    params: siteParams,
    body: z.strictObject({
      idempotencyKey,
      from: plainDate(),
      to: plainDate(),
      kind: z.enum(["closure", "strike"]),
      reason,
    }),
    answer: closureView,
    problems: ["notFound", "idempotencyKey.reused"],
  }),
  "closure.reopen": route({
    method: "DELETE",
    path: "/api/staff/sites/{siteId}/closures/{closureId}",
    ...staff("closures.write", touchesNobody("A decision about days, which keeps who took it.")),
    status: 204,
    summary: "Reprendre une fermeture : les jours rouvrent, ce qui a été annulé le reste",
    params: z.strictObject({ siteId: branded("SiteId"), closureId: branded("ClosureId") }),
    answer: null,
    problems: ["notFound"],
  }),
} as const;
