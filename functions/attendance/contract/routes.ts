/** Faire l’appel: who is there, who has left, who did not come; and what families are told of it. */
import * as z from "zod/mini";
import { line, linesOf } from "../../booking/contract/basket.ts";
import { absenceKinds, declaredAbsences } from "../../booking/rules/absences.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches, touchesNobody } from "../../http/route.ts";
import { mostCalled, stepKinds } from "../rules/marks.ts";
import { attendedChild, markView, rollCallView } from "./views.ts";

/** Time of the clock on the wall; a pattern, so that OpenAPI can carry it. */
const time = z.string().check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "Donnez une heure, comme 08:30."));

const called = z.strictObject({
  familyCode: branded("FamilyCode"),
  childId: branded("ChildId"),
  units: z
    .array(z.strictObject({ activityId: branded("ActivityId"), unitId: branded("UnitId") }))
    .check(z.minLength(1), z.maxLength(12)),
});

const act = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("here"), time }),
  z.strictObject({ what: z.literal("gone"), time }),
  z.strictObject({ what: z.literal("absent"), kind: z.enum(absenceKinds), time }),
  z.strictObject({ what: z.literal("times"), arrived: z.optional(time), left: z.optional(time) }),
  z.strictObject({ what: z.literal("clear") }),
  z.strictObject({ what: z.literal("undo"), tap: branded("IdempotencyKey") }),
]);
export type ActSent = z.infer<typeof act>;

/** What one tap notes, of whom. */
export const calledAct = {
  act,
  children: z.array(called).check(z.minLength(1), z.maxLength(mostCalled)),
};
export type CalledChild = z.infer<typeof called>;

export const dayParams = z.strictObject({ siteId: branded("SiteId"), date: plainDate() });

const stepView = z.object({
  at: branded("Instant"),
  /** Absent: the night did it. */
  byName: z.optional(z.string()),
  what: z.enum(stepKinds),
  /** Why: of a day that was billed. */
  reason: z.optional(z.string()),
  changes: z.array(
    z.object({
      unitName: z.string(),
      from: z.nullable(markView),
      to: z.nullable(markView),
    }),
  ),
});
export type StepView = z.infer<typeof stepView>;

export const attendanceLook = {
  "attendance.steps": route({
    method: "GET",
    path: "/api/staff/sites/{siteId}/days/{date}/attendance/{familyCode}/{childId}",
    ...staff("daySheets.read", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Ce qui a été noté d’un enfant un jour, étape par étape : qui, quand, ce qu’il y avait avant",
    params: z.strictObject({
      siteId: branded("SiteId"),
      date: plainDate(),
      familyCode: branded("FamilyCode"),
      childId: branded("ChildId"),
    }),
    answer: z.object({ steps: z.array(stepView) }),
    problems: ["notFound"],
  }),
} as const;

export const attendanceAct = {
  "attendance.note": route({
    method: "POST",
    path: "/api/staff/sites/{siteId}/days/{date}/attendance",
    ...staff("attendance.write", touches("body.children.familyCode", "body.children.childId")),
    status: 200,
    summary: "Noter des arrivées, des départs, des absences ; corriger des heures ; reprendre ce qui a été noté",
    params: dayParams,
    body: z.strictObject({
      /** Names the tap: sent again, it is noted once. */
      tap: branded("IdempotencyKey"),
      ...calledAct,
      /** Why: asked once the day's month is billed, for what is noted then is billed again. */
      reason: z.optional(reason),
    }),
    answer: z.object({
      children: z.array(
        z.extend(attendedChild, {
          /** `unchanged`: it said so already. */
          outcome: z.enum(["noted", "unchanged", "refused"]),
          /** Why it was refused, and what to do. */
          sentence: z.optional(z.string()),
        }),
      ),
    }),
    problems: ["notFound", "notPossible", "reason.needed"],
  }),
  "attendance.reopen": route({
    method: "POST",
    path: "/api/staff/sites/{siteId}/days/{date}/attendance/reopenings",
    ...staff("attendance.reopen", touchesNobody("A decision about a day, which keeps who took it and why.")),
    status: 200,
    summary: "Rouvrir l’appel d’un jour que la nuit a fermé, avec un motif",
    params: dayParams,
    body: z.strictObject({ reason }),
    answer: rollCallView,
    problems: ["notFound", "notPossible"],
  }),
} as const;

export const attendanceOwn = {
  "attendance.foresee": route({
    method: "POST",
    path: "/api/attendance/absences/preview",
    access: "guardian",
    status: 200,
    summary: "Ce qui resterait dû de chaque réservation si cette absence était déclarée maintenant, et pourquoi",
    body: z.strictObject({ kind: z.enum(declaredAbsences), lines: linesOf(line) }),
    answer: z.object({
      lines: z.array(
        z.extend(line, {
          /** Of the price, in per cent. */
          share: z.number(),
          /** Why. */
          sentence: z.string(),
          /** Where a certificate changes it: the share with one that is sent now and accepted. */
          certified: z.optional(z.number()),
          /** The kind of document that such a certificate is sent as. */
          document: z.optional(branded("DocumentKindId")),
        }),
      ),
    }),
    problems: [],
  }),
  "attendance.certificates": route({
    method: "GET",
    path: "/api/attendance/certificates",
    access: "guardian",
    status: 200,
    summary: "Les absences dont un justificatif changerait ce qui reste dû : jusqu’à quand, et ce qui est déjà envoyé",
    answer: z.object({
      /** Latest first. */
      absences: z.array(
        z.object({
          childId: branded("ChildId"),
          firstName: z.string(),
          from: branded("PlainDate"),
          to: branded("PlainDate"),
          /** The kind of document that its certificate is sent as, and what families call it. */
          document: branded("DocumentKindId"),
          documentName: z.string(),
          /** Until when it is in time. */
          by: branded("Instant"),
          /** One was sent, and waits for the office. */
          checking: z.boolean(),
        }),
      ),
    }),
    problems: [],
  }),
  "attendance.own": route({
    method: "GET",
    path: "/api/attendance",
    access: "guardian",
    status: 200,
    summary: "Quand les enfants de la famille étaient là : heures d’arrivée et de départ, absences notées",
    query: z.strictObject({ from: plainDate(), to: plainDate() }),
    answer: z.object({
      days: z.array(
        z.object({
          date: branded("PlainDate"),
          childId: branded("ChildId"),
          activityId: branded("ActivityId"),
          unitId: branded("UnitId"),
          unitName: z.string(),
          siteName: z.string(),
          mark: markView,
        }),
      ),
    }),
    problems: [],
  }),
} as const;
