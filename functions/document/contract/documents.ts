/** A document that was sent, and how it is opened. */
import * as z from "zod/mini";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { fileTypes } from "../rules/judge-file.ts";

/** Whose: a child's; without one, the household's. */
export const ownerQuery = { childId: z.optional(branded("ChildId")) };

/** The days of an absence that a certificate is about. */
export const aboutDays = z.strictObject({ from: plainDate(), to: plainDate() });

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

export const sentDocuments = z.object({
  /** Latest first. */
  documents: z.array(documentView),
  /** Given when there are more: the next page is of those sent before that one. */
  before: z.optional(branded("DocumentId")),
});
export type SentDocuments = z.infer<typeof sentDocuments>;

export const ofKind = z.strictObject({
  ...ownerQuery,
  kind: branded("DocumentKindId"),
  before: z.optional(branded("DocumentId")),
});

export const documentLink = z.object({
  url: z.string(),
  type: z.enum(fileTypes),
  /** When the link stops working. */
  until: branded("Instant"),
});

/** As an attachment to save, or to be shown inside a page. */
export const shownAs = z.enum(["inline", "attachment"]);
