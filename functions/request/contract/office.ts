/** « Demandes »: what families ask for, as the office decides on it, and the file that it changes itself. */
import * as z from "zod/mini";
import { holderView } from "../../approval/contract.ts";
import { sectionIds } from "../../catalogue/rules/file-rules.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { mostParts, states } from "../rules/request.ts";
import {
  fieldValue,
  fileView,
  idempotencyKey,
  message,
  ofSection,
  requestList,
  requestView,
  seen,
  sendAnswer,
  sendBody,
} from "./file.ts";

const waitingRequest = z.object({
  id: branded("RequestId"),
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  section: z.enum(sectionIds),
  title: z.string(),
  whose: z.optional(z.string()),
  /** Further parts of the file that it is about. */
  more: z.int(),
  state: z.enum(states),
  sentAt: branded("Instant"),
  version: z.int(),
  holder: z.optional(holderView),
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
  holder: z.optional(holderView),
  /** Until when the decision can be taken back. */
  undoUntil: z.optional(branded("Instant")),
  /** In the order of the changes of all parts: what stands now. */
  standing: z.array(
    z.object({
      value: fieldValue,
      said: z.optional(z.string()),
      /** Somebody changed it since the request was sent. */
      moved: z.boolean(),
    }),
  ),
  /** What the values that are asked for come to, while it waits: a quotient, and from when to when it would count. */
  sums: z.array(z.object({ label: z.string(), said: z.string() })),
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
        /** In the order of the changes of all parts: what stood when it was looked at. */
        standing: z.array(fieldValue).check(z.maxLength(40 * mostParts)),
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
