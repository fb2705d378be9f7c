/**
 * The family's file and what changes it, as families and the office are shown it and as both write it. Parts of the file
 * and their fields are described in the answers, so that one form asks for any.
 */
import * as z from "zod/mini";
import { sectionIds } from "../../catalogue/rules/file-rules.ts";
import type { FieldValue } from "../../family/rules/field-values.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { actKinds, mostParts, states } from "../rules/request.ts";

const plain = z.union([z.null(), z.string().check(z.maxLength(2000)), z.number(), z.boolean()]);
const flat = z.record(
  z.string().check(z.maxLength(60)),
  z.union([plain, z.array(z.string().check(z.maxLength(200))).check(z.maxLength(50))]),
);
/** Of a field: what it may be is the field's to say (family/sections/fields.ts). */
export const fieldValue: z.ZodMiniType<FieldValue, FieldValue> = z.union([
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
  kind: z.enum([
    "amount",
    "count",
    "parts",
    "text",
    "phone",
    "mail",
    "date",
    "choice",
    "yesNo",
    "address",
    "links",
    "own",
  ]),
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

export const fileView = z.object({
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

/** What a request asks for in one section of the file. */
const part = {
  section: z.enum(sectionIds),
  /** `Responsable`, and `Mme Martin`. */
  title: z.string(),
  ...target,
  whose: z.optional(z.string()),
  changes: z.array(changeView),
};
const partView = z.object(part);
export type PartView = z.infer<typeof partView>;

export const requestView = z.object({
  id: branded("RequestId"),
  ...part,
  /** Its further parts, where several changes went together. */
  more: z.optional(z.array(partView)),
  state: z.enum(states),
  sentAt: branded("Instant"),
  version: z.int(),
  documents: z.array(
    z.object({ id: branded("DocumentId"), childId: z.optional(branded("ChildId")), kindName: z.string() }),
  ),
  /** Kinds of documents that may go with an answer, while one is possible; those that its changes ask for come first. */
  kinds: z.array(
    z.extend(documentKind, {
      /** The child whose document it is, and its first name; absent: the household's. */
      childId: z.optional(branded("ChildId")),
      whose: z.optional(z.string()),
    }),
  ),
  /** First ones first. */
  acts: z.array(actView),
});
export type RequestView = z.infer<typeof requestView>;

export const requestList = z.object({
  /** Latest first. */
  requests: z.array(requestView),
  /** Given when there are more: the next page is of those before that one. */
  before: z.optional(branded("RequestId")),
});

export const idempotencyKey = branded("IdempotencyKey");
/** The version that the person had on screen. */
export const seen = z.int().check(z.gte(1));
export const changes = z
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
export const documents = z.array(attaching).check(z.maxLength(30, "30 documents au plus avec une demande."));
export const message = z
  .string()
  .check(
    z.trim(),
    z.regex(/(?:[\p{L}\p{N}].*){2}/su, "Écrivez quelques mots."),
    z.maxLength(1000, "1 000 caractères au plus."),
  );
/** A part of the file, where one is named. */
export const namedPart = { section: z.optional(z.enum(sectionIds)), ...target };
export const ofSection = z.strictObject(namedPart);

/** Further parts of the file that change together with the first one. */
export const more = z.optional(
  z
    .array(z.strictObject({ section: z.enum(sectionIds), ...target, changes }))
    .check(z.minLength(1), z.maxLength(mostParts - 1, `${mostParts} parties de la fiche au plus dans une demande.`)),
);

export const sendBody = { idempotencyKey, section: z.enum(sectionIds), ...target, changes };

/** What a sending made: `written` at once, `sent` to the office, or some of it each. */
export const sendAnswer = z.object({
  written: z.boolean(),
  sent: z.optional(branded("RequestId")),
});
export type SendAnswer = z.infer<typeof sendAnswer>;
