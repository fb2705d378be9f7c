/** « Fiche renseignements enfant » but for its health: the household reads and changes it, so does staff, with a reason. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { recordFields } from "../rules/fields.ts";
import { change, childHead, ofChild, ofFamilysChild, pageQuery, said } from "./parts.ts";
import { recordValues } from "./values.ts";

const values = recordValues();

export const recordFieldsView = z.object({
  contacts: said(values.contacts),
  leaveAlone: said(values.leaveAlone),
  photo: said(values.photo),
  outings: said(values.outings),
  transport: said(values.transport),
  emergencyCare: said(values.emergencyCare),
  doctor: said(values.doctor),
  insurance: said(values.insurance),
});
export type RecordFieldsView = z.infer<typeof recordFieldsView>;

export const recordView = z.object({
  ...childHead,
  fields: recordFieldsView,
  /** Papers that the town asks of whoever may come for the child. */
  papers: z.array(
    z.object({
      kind: branded("DocumentKindId"),
      name: z.string(),
      hint: z.optional(z.string()),
      /** Nobody is entered without it, but by staff. */
      required: z.boolean(),
    }),
  ),
});
export type RecordView = z.infer<typeof recordView>;

/** The same as staff reads it, with whom the child may be handed to by its households, and who never. */
const officeRecordView = z.extend(recordView, {
  /** Of each household of the child, in the order in which they are called. */
  adults: z.array(
    z.object({
      familyCode: branded("FamilyCode"),
      name: z.string(),
      phone: z.optional(z.string()),
      /** A decision keeps them from the child. */
      shutOut: z.boolean(),
    }),
  ),
});
export type OfficeRecordView = z.infer<typeof officeRecordView>;

const changes = z.strictObject({
  contacts: change(values.contacts),
  leaveAlone: change(values.leaveAlone),
  photo: change(values.photo),
  outings: change(values.outings),
  transport: change(values.transport),
  emergencyCare: change(values.emergencyCare),
  doctor: change(values.doctor),
  insurance: change(values.insurance),
});
export type RecordChanges = z.infer<typeof changes>;

/** One writing to the file, as staff reads its history. */
const recordChange = z.object({
  at: branded("Instant"),
  by: z.string(),
  byOffice: z.boolean(),
  /** Through which household. */
  familyCode: branded("FamilyCode"),
  reason: z.optional(z.string()),
  part: z.enum(["record", "health"]),
  /** None of the health part: what it was about stands there. */
  fields: z.array(z.enum(recordFields)),
});
export const recordChangesView = z.object({
  /** Latest first. */
  changes: z.array(recordChange),
  /** Given when there are more. */
  before: z.optional(z.string()),
});

const problems = ["notFound", "changed"] as const;

export const recordRoutes = {
  "child-record.read": route({
    method: "GET",
    path: "/api/children/{childId}/record",
    access: "guardian",
    status: 200,
    summary: "La fiche renseignements d’un enfant : contacts, autorisations, médecin, assurance",
    params: ofChild,
    /** As that request of the family's would have it: it is corrected in the same cards. */
    query: z.strictObject({ asked: z.optional(branded("RequestId")) }),
    answer: recordView,
    problems: ["notFound"],
  }),
  "child-record.change": route({
    method: "PATCH",
    path: "/api/children/{childId}/record",
    access: "guardian",
    status: 200,
    summary: "Changer des renseignements de la fiche d’un enfant",
    params: ofChild,
    body: z.strictObject({ changes }),
    answer: recordView,
    problems,
  }),
} as const;

export const recordOffice = {
  "child-record.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/children/{childId}/record",
    ...staff("childRecords.read", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "La fiche renseignements d’un enfant, vue du guichet",
    params: ofFamilysChild,
    answer: officeRecordView,
    problems: ["notFound"],
  }),
  "child-record.changeOfFamily": route({
    method: "PATCH",
    path: "/api/staff/families/{familyCode}/children/{childId}/record",
    ...staff("childRecords.write", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Changer la fiche d’un enfant pour une famille, avec un motif",
    params: ofFamilysChild,
    body: z.strictObject({ changes, reason }),
    answer: officeRecordView,
    problems,
  }),
  "child-record.changes": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/children/{childId}/record/changes",
    ...staff("childRecords.read", touches("params.familyCode", "params.childId")),
    status: 200,
    summary: "Qui a changé la fiche d’un enfant, quand et pourquoi",
    params: ofFamilysChild,
    query: pageQuery,
    answer: recordChangesView,
    problems: ["notFound"],
  }),
} as const;
