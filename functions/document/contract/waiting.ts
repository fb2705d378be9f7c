/** Documents that wait for staff’s word: decided in « Demandes ». */
import * as z from "zod/mini";
import { decisionFields, takingFields, undoingFields, waitingFields } from "../../approval/contract.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { reason } from "../../http/reason.ts";
import { fileTypes } from "../rules/judge-file.ts";
import { aboutDays, ownerQuery } from "./documents.ts";

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
  /** Where the child is enrolled for the year; none of a household's own, nor of a child that is enrolled nowhere. */
  sites: z.array(z.string()),
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

/** Documents that were decided on together. */
const together = { ...ownerQuery, documentIds: documentDecision.shape.documentIds };
export const documentUndoing = z.strictObject({ kind, ...undoingFields, ...together });
export type DocumentUndoing = z.infer<typeof documentUndoing>;
export const takenDocuments = z.strictObject({ kind, ...takingFields, ...together });
