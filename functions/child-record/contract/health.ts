/**
 * A child's health, apart from the rest of its file: a function of its own serves these routes, and staff opens it on
 * purpose. Each of its views is recorded before anything is answered, and the family sees who looked.
 */
import * as z from "zod/mini";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { decisionFields, undoable, undoingFields } from "../../approval/contract.ts";
import { documentLink, documentView, shownAs } from "../../document/contract/documents.ts";
import { mostTogether } from "../../document/contract/waiting.ts";
import { needView } from "../../document/contract/needs.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { provenFields } from "../rules/fields.ts";
import { obligations } from "../rules/vaccines.ts";
import { change, childHead, ofChild, ofFamilysChild, pageQuery, said } from "./parts.ts";
import { healthValues } from "./values.ts";

const values = healthValues();

export const healthFieldsView = z.object({
  allergies: said(values.allergies),
  diet: said(values.diet),
  carePlan: said(values.carePlan),
  glasses: said(values.glasses),
  hearingAid: said(values.hearingAid),
  swimming: said(values.swimming),
  medicines: said(values.medicines),
  vaccines: said(values.vaccines),
});
export type HealthFieldsView = z.infer<typeof healthFieldsView>;

const paperView = z.extend(needView, {
  proves: z.enum(provenFields),
  /** What was answered calls for it. */
  asked: z.boolean(),
});

export const healthView = z.object({
  ...childHead,
  fields: healthFieldsView,
  /** Compulsory for the child's year of birth, and what of it is lacking today. */
  obligations: z.array(z.enum(obligations)),
  lacking: z.array(z.object({ obligation: z.enum(obligations), given: z.int(), wanted: z.int() })),
  /** From when something will be, or has been, lacking; absent: never. */
  lackingFrom: z.optional(branded("PlainDate")),
  /** Papers that the town asks for beside what was answered, or asked for once and was given. */
  papers: z.array(paperView),
});
export type HealthView = z.infer<typeof healthView>;

/** The same as staff reads it, with what was sent of each paper, latest first. */
const officeHealthView = z.extend(healthView, {
  papers: z.array(z.extend(paperView, { documents: z.array(documentView) })),
});
export type OfficeHealthPaper = OfficeHealthView["papers"][number];
export type OfficeHealthView = z.infer<typeof officeHealthView>;

const changes = z.strictObject({
  allergies: change(values.allergies),
  diet: change(values.diet),
  carePlan: change(values.carePlan),
  glasses: change(values.glasses),
  hearingAid: change(values.hearingAid),
  swimming: change(values.swimming),
  medicines: change(values.medicines),
  vaccines: change(values.vaccines),
});
export type HealthChanges = z.infer<typeof changes>;

/** Pages of the staff site from which health is opened. */
export const viewedFrom = z.enum(["childPage", "daySheet"]);
export type ViewedFrom = z.infer<typeof viewedFrom>;

export const viewsView = z.object({
  /** Latest first. */
  views: z.array(z.object({ at: branded("Instant"), by: z.string(), from: viewedFrom, changed: z.boolean() })),
  /** Given when there are more. */
  before: z.optional(z.string()),
});

export const healthRoutes = {
  "child-record.health": route({
    method: "GET",
    path: "/api/children/{childId}/health",
    access: "guardian",
    status: 200,
    summary: "La santé d’un enfant : allergies, régime, PAI, médicaments, vaccins",
    params: ofChild,
    answer: healthView,
    problems: ["notFound"],
  }),
  "child-record.changeHealth": route({
    method: "PATCH",
    path: "/api/children/{childId}/health",
    access: "guardian",
    status: 200,
    summary: "Changer des renseignements de santé d’un enfant",
    params: ofChild,
    body: z.strictObject({ changes }),
    answer: healthView,
    problems: ["notFound", "changed"],
  }),
  "child-record.healthViews": route({
    method: "GET",
    path: "/api/children/{childId}/health/views",
    access: "guardian",
    status: 200,
    summary: "Quels agents ont consulté la santé d’un enfant, quand, depuis quelle page",
    params: ofChild,
    query: pageQuery,
    answer: viewsView,
    problems: ["notFound"],
  }),
} as const;

export const healthOffice = {
  /** Not a GET: looking writes the view. */
  "child-record.viewHealth": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/children/{childId}/health/views",
    ...staff("childHealth.read", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Ouvrir la santé d’un enfant : la consultation est enregistrée, et la famille la voit",
    params: ofFamilysChild,
    body: z.strictObject({ from: viewedFrom }),
    answer: officeHealthView,
    problems: ["notFound"],
  }),
  "child-record.changeHealthOfFamily": route({
    method: "PATCH",
    path: "/api/staff/families/{familyCode}/children/{childId}/health",
    ...staff("childHealth.write", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Changer la santé d’un enfant pour une famille, avec un motif",
    params: ofFamilysChild,
    body: z.strictObject({ changes, from: viewedFrom, reason }),
    answer: officeHealthView,
    problems: ["notFound", "changed"],
  }),
  /** Not a GET either: what is opened is recorded as a look. */
  "child-record.openHealthPaper": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/children/{childId}/health/papers/{documentId}/link",
    ...staff("childHealth.read", touches("params.familyCode", "params.childId", "params.documentId")),
    status: 200,
    summary: "Ouvrir un document de la santé d’un enfant : la consultation est enregistrée, et la famille la voit",
    params: z.extend(ofFamilysChild, { documentId: branded("DocumentId") }),
    body: z.strictObject({ from: viewedFrom, as: shownAs }),
    answer: documentLink,
    problems: ["notFound"],
  }),
  "child-record.decideHealthPapers": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/children/{childId}/health/papers/decisions",
    ...staff("childHealth.write", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Accepter ou refuser des documents de la santé d’un enfant ; la famille est prévenue",
    params: ofFamilysChild,
    body: z.strictObject({
      idempotencyKey: decisionFields.idempotencyKey,
      decision: decisionFields.decision,
      documentIds: z.array(branded("DocumentId")).check(z.minLength(1), z.maxLength(mostTogether)),
      /** The last day on which they hold, when it is written on the paper; absent: by the town's rule. */
      until: z.optional(plainDate()),
      /** Told to the family; needed to refuse. */
      reason: z.optional(reason),
      from: viewedFrom,
    }),
    answer: z.extend(officeHealthView, { undo: z.optional(undoable) }),
    problems: ["notFound", "changed", "notPossible"],
  }),
  "child-record.undoHealthPapers": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/children/{childId}/health/papers/undoings",
    ...staff("childHealth.write", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Reprendre une décision sur des documents de la santé d’un enfant, dans les dix secondes",
    params: ofFamilysChild,
    body: z.strictObject({
      idempotencyKey: undoingFields.idempotencyKey,
      documentIds: z.array(branded("DocumentId")).check(z.minLength(1), z.maxLength(mostTogether)),
      said: undoingFields.said,
      from: viewedFrom,
    }),
    answer: officeHealthView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
