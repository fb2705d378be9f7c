/** First requests at the office: those that wait, one with the families that it may be, and the decision. */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { route, staff, touches, touchesNobody } from "../../http/route.ts";
import { branded, typedFamilyCode } from "../../kernel/id-schemas.ts";
import { fileTypes } from "../../document/rules/judge-file.ts";
import { endings, mostAdults, mostChildren, mostDocuments } from "../rules/first-request.ts";
import { mostLikely } from "../rules/likely.ts";
import { newAddress, newAdult, newChild } from "./requester.ts";

const entry = z.object({
  id: branded("FirstRequestId"),
  /** The first adult's. */
  name: z.string(),
  town: z.string(),
  children: z.int(),
  confirmedAt: branded("Instant"),
});
export type RequestEntry = z.infer<typeof entry>;

const likely = z.object({
  familyCode: branded("FamilyCode"),
  names: z.array(z.string()),
  /** French: why it may be the same family. */
  reasons: z.array(z.string()),
});

const requestView = z.object({
  id: branded("FirstRequestId"),
  adults: z.array(
    z.object({
      title: z.optional(z.string()),
      firstName: z.string(),
      lastName: z.string(),
      phone: z.optional(z.string()),
      email: z.optional(z.string()),
    }),
  ),
  /** The address that was confirmed: the first adult's. */
  email: z.string(),
  children: z.array(
    z.object({
      firstName: z.string(),
      lastName: z.string(),
      birthDate: branded("PlainDate"),
      age: z.int(),
      school: z.optional(z.string()),
      grade: z.optional(z.string()),
    }),
  ),
  address: z.object({ lines: z.array(z.string()), postcode: z.string(), town: z.string() }),
  message: z.optional(z.string()),
  confirmedAt: z.optional(branded("Instant")),
  state: z.enum(["waiting", ...endings]),
  decided: z.optional(
    z.object({
      at: branded("Instant"),
      by: z.string(),
      reason: z.optional(z.string()),
      familyCode: z.optional(branded("FamilyCode")),
    }),
  ),
  documents: z.array(
    z.object({
      id: branded("DocumentId"),
      name: z.string(),
      sentAt: branded("Instant"),
      status: z.enum(["sending", "kept", "unfit"]),
      type: z.optional(z.enum(fileTypes)),
      /** What it is in the family's file, by its kind's name, once it is the family's. */
      takenAs: z.optional(z.string()),
    }),
  ),
  /** What its documents may be in the family's file. */
  kinds: z.array(z.object({ id: branded("DocumentKindId"), name: z.string(), of: z.enum(["child", "household"]) })),
  likely: z.array(likely),
  /** What a decision must say it has seen. */
  version: z.int(),
  /** A mail can leave: else the family is to be called. */
  canMail: z.boolean(),
});
export type RequestView = z.infer<typeof requestView>;

/** A family as the desk writes it down. */
const told = {
  adults: z
    .array(newAdult)
    .check(
      z.minLength(1, "Indiquez au moins un responsable."),
      z.maxLength(mostAdults, "Deux responsables au plus : ajoutez les autres dans la fiche."),
    ),
  children: z
    .array(newChild)
    .check(z.maxLength(mostChildren, `${mostChildren} enfants au plus : ajoutez les autres dans la fiche.`)),
  address: newAddress,
};

const params = z.strictObject({ requestId: branded("FirstRequestId") });
const decision = { idempotencyKey: branded("IdempotencyKey"), seen: z.int().check(z.gte(1)) };

export const firstRequestOffice = {
  "first-request.list": route({
    method: "GET",
    path: "/api/staff/first-requests",
    ...staff("firstRequests.read", touches()),
    status: 200,
    summary: "Les premières demandes qui attendent, les plus anciennes d’abord",
    query: z.strictObject({ after: z.optional(z.string().check(z.maxLength(64))) }),
    answer: z.object({ requests: z.array(entry), next: z.optional(z.string()) }),
    problems: [],
  }),
  "first-request.read": route({
    method: "GET",
    path: "/api/staff/first-requests/{requestId}",
    ...staff("firstRequests.read", touches()),
    status: 200,
    summary: "Une première demande, et les familles déjà là qui lui ressemblent",
    params,
    answer: requestView,
    problems: ["notFound"],
  }),
  "first-request.openDocument": route({
    method: "GET",
    path: "/api/staff/first-requests/{requestId}/documents/{documentId}/link",
    ...staff("firstRequests.read", touchesNobody("A document of people who are no family of the portal.")),
    status: 200,
    summary: "Ouvrir un document d’une première demande : un lien de quelques minutes",
    params: z.strictObject({ requestId: branded("FirstRequestId"), documentId: branded("DocumentId") }),
    answer: z.object({ url: z.string(), type: z.enum(fileTypes), until: branded("Instant") }),
    problems: ["notFound"],
  }),
  "first-request.accept": route({
    method: "POST",
    path: "/api/staff/first-requests/{requestId}/acceptance",
    ...staff("firstRequests.write", touches("body.familyCode")),
    status: 200,
    summary: "Faire une famille d’une première demande ; son code part à l’adresse confirmée",
    params,
    body: z.strictObject({
      ...decision,
      resident: z.boolean(),
      /** As the town's software has it; absent: the portal makes one. */
      familyCode: z.optional(typedFamilyCode()),
      /**
       * What its documents become: the household's, or those of the child of that rank. Any other goes with the request.
       */
      documents: z.optional(
        z
          .array(
            z.strictObject({
              id: branded("DocumentId"),
              kind: branded("DocumentKindId"),
              child: z.optional(z.int().check(z.gte(0))),
            }),
          )
          .check(z.maxLength(mostDocuments)),
      ),
    }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "first-request.attach": route({
    method: "POST",
    path: "/api/staff/first-requests/{requestId}/attachment",
    ...staff("firstRequests.write", touches("body.familyCode")),
    status: 200,
    summary: "Rattacher une première demande à une famille déjà là, dont la fiche ne change pas",
    params,
    body: z.strictObject({ ...decision, familyCode: typedFamilyCode() }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
  // Whom the desk looks for are people: they stand in the body, which no log keeps.
  "first-request.alike": route({
    method: "POST",
    path: "/api/staff/new-families/alike",
    ...staff("firstRequests.read", touches()),
    status: 200,
    summary: "Les familles déjà là qui ressemblent à celle que le guichet veut créer",
    body: z.strictObject(told),
    answer: z.object({ likely: z.array(likely) }),
    problems: [],
  }),
  "first-request.enter": route({
    method: "POST",
    path: "/api/staff/new-families",
    ...staff("firstRequests.write", touches("body.familyCode")),
    status: 201,
    summary: "Créer une famille au guichet, avec un motif, après avoir cherché si elle est déjà là",
    body: z.strictObject({
      ...told,
      idempotencyKey: branded("IdempotencyKey"),
      resident: z.boolean(),
      /** As the town's software has it; absent: the portal makes one. */
      familyCode: z.optional(typedFamilyCode()),
      /** Families that look like it, and that it is none of. */
      apart: z.array(branded("FamilyCode")).check(z.maxLength(mostLikely)),
      reason,
    }),
    answer: z.object({ familyCode: branded("FamilyCode") }),
    problems: ["changed", "notPossible"],
  }),
  "first-request.refuse": route({
    method: "POST",
    path: "/api/staff/first-requests/{requestId}/refusal",
    ...staff("firstRequests.write", touchesNobody("People who are no family of the portal.")),
    status: 200,
    summary: "Refuser une première demande, avec un motif qui est dit à qui l’a envoyée",
    params,
    body: z.strictObject({ ...decision, reason }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
