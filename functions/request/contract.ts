/**
 * The family's file and what changes it: « Ma fiche famille », « Ajouter un enfant », « Suivre mes demandes », and the
 * office's « Demandes ». Parts of the file and their fields are described in the answers, so that one form asks for any.
 */
import * as z from "zod/mini";
import { sectionIds } from "../catalogue/rules/file-rules.ts";
import type { FieldValue } from "../family/rules/field-values.ts";
import { reason } from "../http/reason.ts";
import { route, staff, touches } from "../http/route.ts";
import { branded } from "../kernel/id-schemas.ts";
import { actKinds, states } from "./rules/request.ts";

const plain = z.union([z.null(), z.string().check(z.maxLength(2000)), z.number(), z.boolean()]);
const flat = z.record(
  z.string().check(z.maxLength(60)),
  z.union([plain, z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50))]),
);
/** Of a field: what it may be is the field's to say (family/sections/fields.ts). */
const fieldValue: z.ZodMiniType<FieldValue, FieldValue> = z.union([
  plain,
  flat,
  z.array(z.union([z.string().check(z.maxLength(2000)), flat])).check(z.maxLength(50)),
]);

const target = { guardianId: z.optional(branded("GuardianId")), childId: z.optional(branded("ChildId")) };

const documentKind = z.object({ kind: branded("DocumentKindId"), name: z.string(), hint: z.optional(z.string()) });

const fieldView = z.object({
  id: z.string(),
  label: z.string(),
  hint: z.optional(z.string()),
  kind: z.enum(["text", "phone", "mail", "date", "choice", "yesNo", "address", "links", "own"]),
  choices: z.optional(z.array(z.object({ value: z.string(), label: z.string() }))),
  required: z.boolean(),
  /** At once, after a check by the office, or by the office only. */
  change: z.enum(["atOnce", "checked", "office"]),
  /** Asked for with a change of it. */
  documents: z.array(documentKind),
  value: fieldValue,
  /** In words; absent: nothing is known. */
  said: z.optional(z.string()),
  /** A change of it waits for the office. */
  waiting: z.optional(z.object({ requestId: branded("RequestId"), said: z.optional(z.string()) })),
});
export type FieldView = z.infer<typeof fieldView>;

const sectionView = z.object({
  section: z.enum(sectionIds),
  title: z.string(),
  ...target,
  /** Whose; absent: the household's. */
  whose: z.optional(z.string()),
  /** First names of the children that values name by their code. */
  names: z.record(z.string(), z.string()),
  fields: z.array(fieldView),
});
export type SectionView = z.infer<typeof sectionView>;

const fileView = z.object({
  sections: z.array(sectionView),
  /** Adults whom the family asks to add, by their names: they are in no part of the file yet. */
  coming: z.array(z.object({ requestId: branded("RequestId"), name: z.string() })),
});
export type FileView = z.infer<typeof fileView>;

const changeView = z.object({
  field: z.string(),
  label: z.string(),
  /** In words; absent: nothing. */
  before: z.optional(z.string()),
  after: z.optional(z.string()),
  value: fieldValue,
});

const actView = z.object({
  what: z.enum(actKinds),
  at: branded("Instant"),
  /** `Mme Martin`, `Le guichet`; staff is told which staff member. */
  who: z.string(),
  side: z.enum(["family", "office"]),
  text: z.optional(z.string()),
});
export type ActView = z.infer<typeof actView>;

const requestView = z.object({
  id: branded("RequestId"),
  section: z.enum(sectionIds),
  /** `Responsable`, and `Mme Martin`. */
  title: z.string(),
  ...target,
  whose: z.optional(z.string()),
  state: z.enum(states),
  sentAt: branded("Instant"),
  version: z.int(),
  changes: z.array(changeView),
  documents: z.array(
    z.object({ id: branded("DocumentId"), childId: z.optional(branded("ChildId")), kindName: z.string() }),
  ),
  /** Kinds of documents that may go with an answer, while one is possible; those that its changes ask for come first. */
  kinds: z.array(documentKind),
  /** First ones first. */
  acts: z.array(actView),
});
export type RequestView = z.infer<typeof requestView>;

const requestList = z.object({
  /** Latest first. */
  requests: z.array(requestView),
  /** Given when there are more: the next page is of those before that one. */
  before: z.optional(branded("RequestId")),
});

const idempotencyKey = branded("IdempotencyKey");
/** The version that the person had on screen. */
const seen = z.int().check(z.gte(1));
const changes = z
  .array(
    z.strictObject({
      field: z.string().check(z.maxLength(40)),
      /** What the form showed before it was changed: what somebody else changed meanwhile is not written over. */
      seen: fieldValue,
      value: fieldValue,
    }),
  )
  .check(z.minLength(1, "Rien n’a été changé."), z.maxLength(40));
const attaching = z.strictObject({ id: branded("DocumentId"), childId: z.optional(branded("ChildId")) });
const documents = z.array(attaching).check(z.maxLength(30, "30 documents au plus avec une demande."));
const message = z
  .string()
  .check(
    z.trim(),
    z.regex(/(?:[\p{L}\p{N}].*){2}/su, "Écrivez quelques mots."),
    z.maxLength(1000, "1 000 caractères au plus."),
  );
const ofSection = z.strictObject({ section: z.optional(z.enum(sectionIds)), ...target });
const ownRequest = z.strictObject({ requestId: branded("RequestId") });

const sendBody = { idempotencyKey, section: z.enum(sectionIds), ...target, changes };

/** What a sending made: `written` at once, `sent` to the office, or some of it each. */
const sendAnswer = z.object({
  written: z.boolean(),
  sent: z.optional(branded("RequestId")),
});
export type SendAnswer = z.infer<typeof sendAnswer>;

export const requestOwn = {
  "request.file": route({
    method: "GET",
    path: "/api/file",
    access: "guardian",
    status: 200,
    summary: "Ma fiche famille : ce que le guichet sait, ce qui se change, ce qui attend sa validation",
    query: ofSection,
    answer: fileView,
    problems: ["notFound"],
  }),
  "request.list": route({
    method: "GET",
    path: "/api/requests",
    access: "guardian",
    status: 200,
    summary: "Suivre mes demandes : les changements demandés ou faits, et les réponses du guichet",
    query: z.strictObject({ before: z.optional(branded("RequestId")) }),
    answer: requestList,
    problems: [],
  }),
  "request.send": route({
    method: "POST",
    path: "/api/requests",
    access: "guardian",
    status: 201,
    summary: "Changer la fiche : ce qui se change aussitôt est enregistré, le reste part au guichet",
    body: z.strictObject({ ...sendBody, documents, text: z.optional(message) }),
    answer: sendAnswer,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.correct": route({
    method: "PUT",
    path: "/api/requests/{requestId}",
    access: "guardian",
    status: 200,
    summary: "Corriger une demande qui attend, ou renvoyer une demande refusée",
    params: ownRequest,
    body: z.strictObject({ idempotencyKey, seen, changes, documents, text: z.optional(message) }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.answer": route({
    method: "POST",
    path: "/api/requests/{requestId}/answers",
    access: "guardian",
    status: 200,
    summary: "Répondre au guichet, avec des documents",
    params: ownRequest,
    body: z.strictObject({ idempotencyKey, seen, text: message, documents }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.withdraw": route({
    method: "POST",
    path: "/api/requests/{requestId}/withdrawal",
    access: "guardian",
    status: 200,
    summary: "Retirer une demande",
    params: ownRequest,
    body: z.strictObject({ idempotencyKey, seen }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;

const holder = z.object({ byName: z.string(), at: branded("Instant"), you: z.boolean() });

const waitingRequest = z.object({
  id: branded("RequestId"),
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  section: z.enum(sectionIds),
  title: z.string(),
  whose: z.optional(z.string()),
  state: z.enum(states),
  sentAt: branded("Instant"),
  version: z.int(),
  holder: z.optional(holder),
  /** What is to change: `Adresse`, `Nom`. */
  fields: z.array(z.string()),
  schools: z.array(z.string()),
  documents: z.int(),
});
export type WaitingRequest = z.infer<typeof waitingRequest>;

const waitingList = z.object({
  requests: z.array(waitingRequest),
  /** Given when there are more to look among. */
  after: z.optional(z.string()),
});

/** A request as staff decides on it: three values a field, and the documents. */
const officeRequest = z.extend(requestView, {
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  holder: z.optional(holder),
  /** Until when the decision can be taken back. */
  undoUntil: z.optional(branded("Instant")),
  /** In the order of `changes`: what stands now. */
  standing: z.array(
    z.object({
      value: fieldValue,
      said: z.optional(z.string()),
      /** Somebody changed it since the request was sent. */
      moved: z.boolean(),
    }),
  ),
  papers: z.array(
    z.object({
      id: branded("DocumentId"),
      childId: z.optional(branded("ChildId")),
      name: z.string(),
      kindName: z.string(),
      readable: z.boolean(),
    }),
  ),
});
export type OfficeRequest = z.infer<typeof officeRequest>;

const ofFamily = z.strictObject({ familyCode: branded("FamilyCode") });
const ofRequest = z.strictObject({ familyCode: branded("FamilyCode"), requestId: branded("RequestId") });

export const requestOffice = {
  "request.waiting": route({
    method: "GET",
    path: "/api/staff/requests",
    ...staff("requests.read", touches()),
    status: 200,
    summary:
      "Demandes : ce que les familles demandent de changer dans leur fiche, des plus anciennes aux plus récentes",
    query: z.strictObject({
      section: z.optional(z.enum(sectionIds)),
      /** Waiting for so many days at least. */
      days: z.optional(z.string().check(z.regex(/^[0-9]{1,3}$/, "Un nombre de jours."))),
      school: z.optional(z.string().check(z.maxLength(80))),
      text: z.optional(z.string().check(z.maxLength(80))),
      after: z.optional(z.string().check(z.maxLength(80))),
    }),
    answer: waitingList,
    problems: [],
  }),
  "request.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/requests",
    ...staff("requests.read", touches("params.familyCode")),
    status: 200,
    summary: "Les demandes d’une famille et les changements de sa fiche, des plus récents aux plus anciens",
    params: ofFamily,
    query: z.strictObject({ before: z.optional(branded("RequestId")) }),
    answer: requestList,
    problems: ["notFound"],
  }),
  "request.open": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/requests/{requestId}",
    ...staff("requests.read", touches("params.familyCode")),
    status: 200,
    summary: "Une demande : ce qui était écrit, ce qui est demandé, ce qui est écrit maintenant, avec ses documents",
    params: ofRequest,
    answer: officeRequest,
    problems: ["notFound"],
  }),
  "request.fileOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/file",
    ...staff("requests.read", touches("params.familyCode", "query.childId")),
    status: 200,
    summary: "La fiche d’une famille",
    params: ofFamily,
    query: ofSection,
    answer: fileView,
    problems: ["notFound"],
  }),
  "request.change": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/file",
    ...staff("requests.write", touches("params.familyCode", "body.childId")),
    status: 200,
    summary: "Changer la fiche d’une famille, avec un motif que la famille lit",
    params: ofFamily,
    body: z.strictObject({ ...sendBody, reason }),
    answer: sendAnswer,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.take": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/requests/{requestId}/taking",
    ...staff("requests.write", touches("params.familyCode")),
    status: 200,
    summary: "Prendre une demande en charge",
    params: ofRequest,
    /** `over`: although a colleague has it. */
    body: z.strictObject({ idempotencyKey, seen, over: z.boolean() }),
    answer: officeRequest,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.decide": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/requests/{requestId}/decision",
    ...staff("requests.write", touches("params.familyCode")),
    status: 200,
    summary: "Accepter une demande, la refuser avec un motif, ou demander un complément",
    params: ofRequest,
    body: z.discriminatedUnion("decision", [
      z.strictObject({
        decision: z.literal("accept"),
        idempotencyKey,
        seen,
        /** In the order of the changes: what stood when it was looked at. */
        standing: z.array(fieldValue).check(z.maxLength(40)),
      }),
      z.strictObject({ decision: z.literal("refuse"), idempotencyKey, seen, reason }),
      z.strictObject({ decision: z.literal("askMore"), idempotencyKey, seen, reason }),
    ]),
    answer: officeRequest,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.undo": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/requests/{requestId}/undoing",
    ...staff("requests.write", touches("params.familyCode")),
    status: 200,
    summary: "Reprendre une décision, dans les dix secondes",
    params: ofRequest,
    body: z.strictObject({ idempotencyKey, seen }),
    answer: officeRequest,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.note": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/requests/{requestId}/notes",
    ...staff("requests.write", touches("params.familyCode")),
    status: 200,
    summary: "Ajouter une note que seuls les agents lisent",
    params: ofRequest,
    body: z.strictObject({ idempotencyKey, seen, text: message }),
    answer: officeRequest,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
