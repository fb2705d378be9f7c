/** Inscriptions à l’année: a family asks that a child be enrolled in an activity, the office answers, either ends it. */
import * as z from "zod/mini";
import { holderView, taking } from "../approval/contract.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";
import { reason } from "../http/reason.ts";
import { route, staff, touches } from "../http/route.ts";

const enrolmentView = z.object({
  id: branded("EnrolmentId"),
  childId: branded("ChildId"),
  activityId: branded("ActivityId"),
  activityName: z.string(),
  from: branded("PlainDate"),
  to: branded("PlainDate"),
  status: z.enum(["asked", "onHold", "accepted", "refused", "withdrawn", "ended"]),
  askedAt: branded("Instant"),
  /** Entered at the office: nobody has asked for it here. */
  byOffice: z.boolean(),
  message: z.optional(z.string()),
  /** What the office says: what is missing, why not. */
  reason: z.optional(z.string()),
  /** Of one that was ended: the first day for which it counts no more. */
  endsFrom: z.optional(branded("PlainDate")),
  /** What an act must say it has seen. */
  version: z.int(),
});
export type EnrolmentView = z.infer<typeof enrolmentView>;

/** An activity that asks for an enrolment, and that the child may come to. */
const offerView = z.object({
  activityId: branded("ActivityId"),
  activityName: z.string(),
  siteName: z.string(),
  /** The days for which it is asked unless said otherwise. */
  from: branded("PlainDate"),
  to: branded("PlainDate"),
  /** The supporting documents that go with it. */
  documents: z.array(
    z.object({
      name: z.string(),
      standing: z.enum(["missing", "checking", "refused", "valid", "ending", "ended"]),
      /** Nothing can be asked before it is sent. */
      needed: z.boolean(),
      href: z.string(),
    }),
  ),
});
export type EnrolmentOffer = z.infer<typeof offerView>;

const childView = z.object({
  id: branded("ChildId"),
  firstName: z.string(),
  /** Latest first. */
  enrolments: z.array(enrolmentView),
  /** Activities for which something may be asked. */
  offers: z.array(offerView),
  /** What another household of the child has enrolled it in: for its own bookings. */
  elsewhere: z.array(z.object({ activityName: z.string(), from: branded("PlainDate"), to: branded("PlainDate") })),
});
export type EnrolmentChild = z.infer<typeof childView>;

const enrolmentsView = z.object({
  children: z.array(childView),
  /** On the town's clocks. */
  today: branded("PlainDate"),
});
export type EnrolmentsView = z.infer<typeof enrolmentsView>;

/** What was done, as the office reads it. */
const actView = z.object({
  what: z.enum(["ask", "enter", "accept", "hold", "refuse", "withdraw", "end", "undo"]),
  at: branded("Instant"),
  /** Absent: the family. */
  by: z.optional(z.string()),
  reason: z.optional(z.string()),
  from: z.optional(branded("PlainDate")),
});
const officeEnrolmentView = z.extend(enrolmentView, {
  /** Latest first. */
  acts: z.array(actView),
  /** While it waits: who of staff has it in hand. */
  holder: z.optional(holderView),
  /** Until when the office's last word can be taken back. */
  undoUntil: z.optional(branded("Instant")),
});
export type OfficeEnrolment = z.infer<typeof officeEnrolmentView>;

const familyEnrolmentsView = z.object({
  children: z.array(z.extend(childView, { enrolments: z.array(officeEnrolmentView) })),
  today: branded("PlainDate"),
});
export type FamilyEnrolments = z.infer<typeof familyEnrolmentsView>;

/** One that waits, with what a decision needs to know. */
const waitingView = z.extend(enrolmentView, {
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  childName: z.string(),
  age: z.int(),
  grade: z.optional(z.string()),
  siteName: z.string(),
  /** Supporting documents that the activity asks for and that are not accepted for its first day. */
  lacking: z.array(z.object({ name: z.string(), checking: z.boolean() })),
  /** Nobody of the family can be sent a mail: whoever decides calls it. */
  toCall: z.boolean(),
  holder: z.optional(holderView),
});
export type WaitingEnrolment = z.infer<typeof waitingView>;

const idempotencyKey = branded("IdempotencyKey");
/** The version that the person had on screen. */
const seen = z.int().check(z.gte(1));
const days = { from: plainDate(), to: plainDate() };
const asked = {
  idempotencyKey,
  childId: branded("ChildId"),
  activityId: branded("ActivityId"),
  ...days,
};
const act = { idempotencyKey, childId: branded("ChildId"), seen };
const own = z.strictObject({ enrolmentId: branded("EnrolmentId") });
const ofFamily = z.strictObject({ familyCode: branded("FamilyCode") });
const oneOfFamily = z.strictObject({ familyCode: branded("FamilyCode"), enrolmentId: branded("EnrolmentId") });

export const enrolmentLook = {
  "enrolment.own": route({
    method: "GET",
    path: "/api/enrolments",
    access: "guardian",
    status: 200,
    summary: "Inscriptions à l’année : demandées, acceptées, terminées, et celles qui peuvent être demandées",
    answer: enrolmentsView,
    problems: [],
  }),
} as const;

export const enrolmentOwn = {
  "enrolment.ask": route({
    method: "POST",
    path: "/api/enrolments",
    access: "guardian",
    status: 204,
    summary: "Demander l’inscription d’un enfant à une activité, d’un jour à un autre de l’année scolaire",
    body: z.strictObject({
      ...asked,
      message: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(300, "300 caractères au plus."))),
    }),
    answer: null,
    problems: ["notFound", "notPossible", "idempotencyKey.reused"],
  }),
  "enrolment.withdraw": route({
    method: "POST",
    path: "/api/enrolments/{enrolmentId}/withdrawal",
    access: "guardian",
    status: 204,
    summary: "Reprendre une demande d’inscription à laquelle le guichet n’a pas répondu",
    params: own,
    body: z.strictObject(act),
    answer: null,
    problems: ["notFound", "notPossible", "changed"],
  }),
  "enrolment.end": route({
    method: "POST",
    path: "/api/enrolments/{enrolmentId}/end",
    access: "guardian",
    status: 204,
    summary:
      "Terminer une inscription à partir d’un jour : les réservations qui suivent sont annulées, sauf celles dont le délai est passé",
    params: own,
    body: z.strictObject({ ...act, from: plainDate() }),
    answer: null,
    problems: ["notFound", "notPossible", "changed"],
  }),
} as const;

const place = z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/, "Cette page de la liste n’existe pas."));

export const enrolmentOffice = {
  "enrolment.waiting": route({
    method: "GET",
    path: "/api/staff/enrolments",
    ...staff("enrolments.read", touches()),
    status: 200,
    summary: "Les inscriptions à l’année qui attendent une réponse, ou qui sont mises en attente",
    query: z.strictObject({ state: z.enum(["asked", "onHold"]), after: z.optional(place) }),
    /** Those that have waited longest first. `next`: what to ask `after` for the next page; absent on the last. */
    answer: z.object({ enrolments: z.array(waitingView), next: z.optional(z.string()) }),
    problems: [],
  }),
  "enrolment.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/enrolments",
    ...staff("enrolments.read", touches("params.familyCode")),
    status: 200,
    summary: "Les inscriptions à l’année d’une famille, avec qui a fait quoi et pourquoi",
    params: ofFamily,
    answer: familyEnrolmentsView,
    problems: ["notFound"],
  }),
  "enrolment.enter": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/enrolments",
    ...staff("enrolments.write", touches("params.familyCode", "body.childId")),
    status: 204,
    summary: "Inscrire un enfant pour sa famille, avec un motif : l’inscription est acceptée aussitôt",
    params: ofFamily,
    body: z.strictObject({ ...asked, reason }),
    answer: null,
    problems: ["notFound", "notPossible", "idempotencyKey.reused"],
  }),
  "enrolment.decide": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/enrolments/{enrolmentId}/decision",
    ...staff("enrolments.write", touches("params.familyCode", "body.childId")),
    status: 200,
    summary:
      "Accepter une inscription, la mettre en attente ou la refuser ; la famille est prévenue dix secondes plus tard",
    params: oneOfFamily,
    body: z.discriminatedUnion("decision", [
      z.strictObject({ ...act, decision: z.literal("accept") }),
      z.strictObject({ ...act, decision: z.enum(["hold", "refuse"]), reason }),
    ]),
    /** What taking it back must say it has seen, and until when it can be. */
    answer: z.object({ version: seen, undoUntil: branded("Instant") }),
    problems: ["notFound", "notPossible", "changed"],
  }),
  "enrolment.undo": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/enrolments/{enrolmentId}/undoing",
    ...staff("enrolments.write", touches("params.familyCode", "body.childId")),
    status: 204,
    summary: "Reprendre une décision sur une inscription, dans les dix secondes",
    params: oneOfFamily,
    body: z.strictObject(act),
    answer: null,
    problems: ["notFound", "notPossible", "changed"],
  }),
  "enrolment.take": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/enrolments/{enrolmentId}/taking",
    ...staff("enrolments.write", touches("params.familyCode", "body.childId")),
    status: 204,
    summary: "Prendre une inscription en charge, la reprendre à un collègue, ou la laisser",
    params: oneOfFamily,
    body: z.strictObject({ childId: branded("ChildId"), taking }),
    answer: null,
    problems: ["notFound", "notPossible", "changed"],
  }),
  "enrolment.endForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/enrolments/{enrolmentId}/end",
    ...staff("enrolments.write", touches("params.familyCode", "body.childId")),
    status: 204,
    summary: "Terminer une inscription pour une famille : toutes les réservations qui suivent sont annulées",
    params: oneOfFamily,
    body: z.strictObject({ ...act, from: plainDate(), reason }),
    answer: null,
    problems: ["notFound", "notPossible", "changed"],
  }),
} as const;
