/** What happened to a family's bookings. */
import * as z from "zod/mini";
import { absenceKinds } from "../booking/rules/absences.ts";
import { happenings } from "./rules/history.ts";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

export const historyEntry = z.object({
  /** One event, whoever asks: stable. */
  id: z.string(),
  what: z.enum(happenings),
  /** `Place proposée`, and what else there is to say of it. */
  label: z.string(),
  detail: z.optional(z.string()),
  at: branded("Instant"),
  /** `Mme Martin`, `Le guichet`, `Automatique`. */
  who: z.string(),
  author: z.enum(["you", "family", "office", "automatic"]),
  /** In the words of who did it. */
  reason: z.optional(z.string()),
  date: branded("PlainDate"),
  childId: branded("ChildId"),
  childName: z.string(),
  activityName: z.optional(z.string()),
  unitName: z.string(),
  siteName: z.optional(z.string()),
  absence: z.optional(z.enum(absenceKinds)),
  until: z.optional(branded("Instant")),
  /** Of a change: the booking that was given up. */
  from: z.optional(z.object({ date: branded("PlainDate"), unitName: z.string() })),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const historyView = z.object({
  /** Latest first; what happened at one instant stands together. */
  entries: z.array(historyEntry),
  /** Given when there is more: the next page is what happened before that instant. */
  before: z.optional(branded("Instant")),
  /** Days for which it is kept. */
  keptDays: z.int(),
});
export type HistoryView = z.infer<typeof historyView>;

const paged = z.strictObject({ before: z.optional(branded("Instant")) });

export const ownHistory = {
  "history.own": route({
    method: "GET",
    path: "/api/bookings/history",
    access: "guardian",
    status: 200,
    summary: "Mes modifications de réservations : qui, quand, quoi, de la plus récente à la plus ancienne",
    query: paged,
    answer: historyView,
    problems: [],
  }),
} as const;

export const familyHistory = {
  "history.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/history",
    ...staff("bookings.read", touches("params.familyCode")),
    status: 200,
    summary: "Les modifications de réservations d’une famille",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    query: paged,
    answer: historyView,
    problems: ["notFound"],
  }),
} as const;
