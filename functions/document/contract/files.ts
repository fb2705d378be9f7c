/** Supporting documents: what is needed and how it stands, sending one, opening one. Staff decides in « À valider ». */
import * as z from "zod/mini";
import { decisionFields, waitingFields } from "../approval/contract.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";
import { fileName } from "../http/file-name.ts";
import { reason } from "../http/reason.ts";
import { route, staff, touches } from "../http/route.ts";
import { fileTypes, mostBytes } from "./rules/judge-file.ts";
import { mostPages } from "./rules/page-order.ts";

const ownerQuery = { childId: z.optional(branded("ChildId")) };

/** How it stands with one kind that is needed. */
export const needView = z.object({
  kind: branded("DocumentKindId"),
  name: z.string(),
  hint: z.optional(z.string()),
  /** Asked by these activities; none: of everybody. */
  activities: z.array(z.string()),
  whenMissing: z.enum(["blocks", "blocksUntilSent", "warns"]),
  standing: z.enum(["missing", "checking", "refused", "valid", "ending", "ended"]),
  /** Something is to be done about it. */
  pressing: z.boolean(),
  /** Of what is accepted; absent: for ever. */
  until: z.optional(branded("PlainDate")),
  /** Documents that wait for staff. */
  toCheck: z.int(),
  /** Why the last one was not taken, and when that was said. */
  reason: z.optional(z.string()),
  refusedAt: z.optional(branded("Instant")),
});
export type NeedView = z.infer<typeof needView>;

const ownerView = z.object({
  /** Absent: the household itself. */
  child: z.optional(z.object({ id: branded("ChildId"), firstName: z.string() })),
  /** The child has another household, which sees the same documents and may add to them. */
  shared: z.boolean(),
  needs: z.array(needView),
});
export type OwnerView = z.infer<typeof ownerView>;

export const documentsView = z.object({
  owners: z.array(ownerView),
  /**
   * What is to be said of the household's quotient, where the town wants it said: the home page reads it with the
   * documents, which are what a quotient comes from. Absent: nothing.
   */
  quotient: z.optional(
    z.discriminatedUnion("state", [
      z.object({ state: z.literal("missing") }),
      z.object({ state: z.literal("ended"), until: branded("PlainDate") }),
      z.object({ state: z.literal("ending"), until: branded("PlainDate"), soon: z.boolean() }),
    ]),
  ),
});
export type DocumentsView = z.infer<typeof documentsView>;

/** The days of an absence that a certificate is about. */
const aboutDays = z.strictObject({ from: plainDate(), to: plainDate() });

export const documentView = z.object({
  id: branded("DocumentId"),
  name: z.string(),
  about: z.optional(aboutDays),
  sentAt: branded("Instant"),
  /** `removed`: by the office; its file is gone. */
  status: z.enum(["sending", "toCheck", "accepted", "refused", "unfit", "removed"]),
  type: z.optional(z.enum(fileTypes)),
  size: z.optional(z.int()),
  until: z.optional(branded("PlainDate")),
  reason: z.optional(z.string()),
  /** There is a file to open. */
  readable: z.boolean(),
  /** The family may take it back. */
  removable: z.boolean(),
  /** Why the office added it for the family; absent: the family sent it. */
  broughtIn: z.optional(z.string()),
});
export type DocumentView = z.infer<typeof documentView>;

const sentDocuments = z.object({
  /** Latest first. */
  documents: z.array(documentView),
  /** Given when there are more: the next page is of those sent before that one. */
  before: z.optional(branded("DocumentId")),
});
export type SentDocuments = z.infer<typeof sentDocuments>;

const ofKind = z.strictObject({
  ...ownerQuery,
  kind: branded("DocumentKindId"),
  before: z.optional(branded("DocumentId")),
});

export const documentLook = {
  "document.list": route({
    method: "GET",
    path: "/api/documents",
    access: "guardian",
    status: 200,
    summary: "Mes justificatifs : demandés, manquants, en cours de vérification, valables jusqu’à",
    answer: documentsView,
    problems: [],
  }),
  "document.sent": route({
    method: "GET",
    path: "/api/documents/sent",
    access: "guardian",
    status: 200,
    summary: "Les documents envoyés d’un justificatif, du plus récent au plus ancien",
    query: ofKind,
    answer: sentDocuments,
    problems: ["notFound"],
  }),
} as const;

export const documentOffice = {
  "document.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/documents",
    ...staff("documents.read", touches("params.familyCode")),
    status: 200,
    summary: "Les justificatifs d’une famille : ce qui manque, ce qui est valable",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    answer: documentsView,
    problems: ["notFound"],
  }),
  "document.sentByFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/documents/sent",
    ...staff("documents.read", touches("params.familyCode", "query.childId")),
    status: 200,
    summary: "Les documents envoyés par une famille pour un justificatif",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    query: ofKind,
    answer: sentDocuments,
    problems: ["notFound"],
  }),
} as const;

export const documentLink = z.object({
  url: z.string(),
  type: z.enum(fileTypes),
  /** When the link stops working. */
  until: branded("Instant"),
});

/** As an attachment to save, or to be shown inside a page. */
export const shownAs = z.enum(["inline", "attachment"]);

const announced = {
  ...ownerQuery,
  kind: branded("DocumentKindId"),
  /** Its place among the files that were chosen at once: `of` names the choice. */
  page: z.optional(
    z.strictObject({
      of: z.string().check(z.regex(/^[A-Za-z0-9-]{8,40}$/)),
      rank: z.int().check(z.gte(0), z.lt(mostPages)),
    }),
  ),
  /** Of the certificate of an absence. */
  about: z.optional(aboutDays),
  /** Of the file: it is tidied before it is kept. */
  name: fileName,
  size: z.int().check(
    z.minimum(1, { error: "Ce fichier est vide. Choisissez-en un autre." }),
    z.maximum(mostBytes, {
      error: "Ce fichier dépasse 10 Mo. Prenez le document en photo, ou envoyez ses pages une par une.",
    }),
  ),
};
const uploading = z.object({
  documentId: branded("DocumentId"),
  form: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
});
export type Uploading = z.infer<typeof uploading>;

export const documentFiles = {
  "document.send": route({
    method: "POST",
    path: "/api/documents",
    access: "guardian",
    status: 201,
    summary: "Annoncer un document : la réponse est le formulaire par lequel le fichier est envoyé",
    body: z.strictObject(announced),
    answer: uploading,
    problems: ["notFound", "notPossible"],
  }),
  "document.sendForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/documents",
    ...staff("documents.write", touches("params.familyCode", "body.childId")),
    status: 201,
    summary: "Ajouter un document au dossier d’une famille : la réponse est le formulaire d’envoi du fichier",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    body: z.strictObject({ ...announced, reason }),
    answer: uploading,
    problems: ["notFound", "notPossible"],
  }),
  "document.removeForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/documents/{documentId}/removal",
    ...staff("documents.write", touches("params.familyCode", "params.documentId", "body.childId")),
    status: 204,
    summary: "Supprimer un document d’une famille, même accepté : le fichier disparaît, le motif reste",
    params: z.strictObject({ familyCode: branded("FamilyCode"), documentId: branded("DocumentId") }),
    body: z.strictObject({ ...ownerQuery, reason }),
    answer: null,
    problems: ["notFound", "changed"],
  }),
  "document.remove": route({
    method: "DELETE",
    path: "/api/documents/{documentId}",
    access: "guardian",
    status: 204,
    summary: "Reprendre un document qui n’est pas accepté",
    params: z.strictObject({ documentId: branded("DocumentId") }),
    query: z.strictObject(ownerQuery),
    answer: null,
    problems: ["notFound", "notPossible", "changed"],
  }),
  "document.open": route({
    method: "GET",
    path: "/api/documents/{documentId}/link",
    access: "guardian",
    status: 200,
    summary: "Ouvrir un document : un lien de quelques minutes",
    params: z.strictObject({ documentId: branded("DocumentId") }),
    query: z.strictObject({ ...ownerQuery, as: shownAs }),
    answer: documentLink,
    problems: ["notFound"],
  }),
  "document.openOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/documents/{documentId}/link",
    ...staff("documents.read", touches("params.familyCode", "params.documentId", "query.childId")),
    status: 200,
    summary: "Ouvrir un document d’une famille : un lien de quelques minutes",
    params: z.strictObject({ familyCode: branded("FamilyCode"), documentId: branded("DocumentId") }),
    query: z.strictObject({ ...ownerQuery, as: shownAs }),
    answer: documentLink,
    problems: ["notFound"],
  }),
} as const;

const kind = z.literal("document");

/** Documents of one kind that wait for staff's word, as the list of all that waits shows them. */
export const waitingDocuments = z.object({
  kind,
  ...waitingFields,
  ...ownerQuery,
  /** Whose they are: the child's first name; absent, the household's. */
  childName: z.optional(z.string()),
  /** Of the child's health: what it is, and the files, are seen and decided from there. */
  ofHealth: z.optional(z.literal(true)),
  documentName: z.string(),
  hint: z.optional(z.string()),
  /** Of the certificate of an absence. */
  about: z.optional(aboutDays),
  /** Until when they hold once accepted, by the town's rule; absent: for ever. */
  until: z.optional(branded("PlainDate")),
  documents: z.array(
    z.object({
      id: branded("DocumentId"),
      name: z.string(),
      type: z.enum(fileTypes),
      size: z.int(),
      at: branded("Instant"),
    }),
  ),
});
export type WaitingDocuments = z.infer<typeof waitingDocuments>;

/** Documents that are decided together: the pages of one paper. */
export const mostTogether = 20;

export const documentDecision = z.strictObject({
  kind,
  ...decisionFields,
  ...ownerQuery,
  documentIds: z.array(branded("DocumentId")).check(z.minLength(1), z.maxLength(mostTogether)),
  /** The last day on which they hold, when it is written on the paper; absent: by the town's rule. */
  until: z.optional(plainDate()),
  reason: z.optional(reason),
});
export type DocumentDecision = z.infer<typeof documentDecision>;
