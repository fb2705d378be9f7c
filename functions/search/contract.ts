/** Finding people: one question on every page of staff, and whom the portal may hold twice. */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { reason } from "../http/reason.ts";
import { route, staff, touches } from "../http/route.ts";

/** `hit`: this piece answers the question. */
const piece = z.object({ text: z.string(), hit: z.optional(z.literal(true)) });
export type PieceView = z.infer<typeof piece>;

const why = z.object({
  by: z.enum(["code", "childCode", "phone", "email", "birth", "birthName", "relative"]),
  text: z.array(piece),
});
export type WhyView = z.infer<typeof why>;

const foundLine = z.object({
  familyCode: branded("FamilyCode"),
  /** Its account is closed. */
  closed: z.boolean(),
  /** `contact`: whom a child's file names beside its parents. */
  who: z.enum(["adult", "child", "contact"]),
  name: z.array(piece),
  /** Of a child. */
  birthYear: z.optional(z.string()),
  /** Of a contact: the first names of the children whose files name it. */
  of: z.optional(z.array(z.string())),
  /** What answers the question beside the name. */
  why: z.array(why),
});
export type FoundLineView = z.infer<typeof foundLine>;

const unknownPair = "Cette ressemblance n’existe pas. Rechargez la liste.";
/** Names a pair: codes of families, and of children, or ranks of adults. */
const pairId = z
  .string()
  .check(z.regex(/^[A-Z0-9]{1,12}(#[A-Z0-9]{1,16}|\.[1-9])? [A-Z0-9]{1,12}(#[A-Z0-9]{1,16}|\.[1-9])?$/, unknownPair));

/** The longest question: names, a phone and a mail. */
export const longestQuestion = 120;

const alike = z.object({
  familyCode: branded("FamilyCode"),
  closed: z.boolean(),
  name: z.string(),
  /** Of an adult, where both are of one family. */
  guardianId: z.optional(branded("GuardianId")),
  /** Of a child. */
  childId: z.optional(branded("ChildId")),
  birthDate: z.optional(branded("PlainDate")),
});
const decision = z.object({
  at: branded("Instant"),
  by: z.string(),
  reason: z.string(),
  /** They are two people. */
  apart: z.boolean(),
});
const double = z.object({
  id: z.string(),
  who: z.enum(["adult", "child"]),
  /** `sure`: more than a name in common; `perhaps`: it may be two people. */
  how: z.enum(["sure", "perhaps"]),
  /** French: what the two have in common. */
  why: z.string(),
  one: alike,
  other: alike,
  /** What a decision must say it has seen. */
  version: z.int(),
  /** Latest first. */
  decisions: z.array(decision),
});
export type DoubleView = z.infer<typeof double>;

export const searchRoutes = {
  // What is looked for is a person: it stands in the body, which no log keeps, and not in the address.
  "search.find": route({
    method: "POST",
    path: "/api/staff/search",
    ...staff("families.read", touches()),
    status: 200,
    summary:
      "Chercher une personne : code, nom d’un adulte, d’un enfant ou d’une personne à prévenir, téléphone, adresse e-mail",
    body: z.strictObject({
      text: z
        .string("Écrivez un nom, un code, un téléphone ou une adresse e-mail.")
        .check(
          z.trim(),
          z.minLength(1, "Écrivez un nom, un code, un téléphone ou une adresse e-mail."),
          z.maxLength(
            longestQuestion,
            "Cette recherche est trop longue : un nom, un code, un téléphone ou une adresse suffisent.",
          ),
        ),
    }),
    answer: z.object({
      lines: z.array(foundLine),
      /** Families that answer, of which the lines are the nearest. */
      total: z.int(),
    }),
    problems: [],
  }),
  "search.doubles": route({
    method: "GET",
    path: "/api/staff/doubles",
    ...staff("families.read", touches()),
    status: 200,
    summary: "Les personnes que le portail a peut-être deux fois, avec ce qui les rapproche",
    query: z.strictObject({
      /** `apart`: those of whom staff has said that they are two. */
      state: z.enum(["open", "apart"]),
      after: z.optional(z.string().check(z.regex(/^[A-Z0-9 #.]{1,120}$/, unknownPair))),
    }),
    answer: z.object({
      doubles: z.array(double),
      total: z.int(),
      /** Where the next page begins; absent on the last one. */
      after: z.optional(z.string()),
    }),
    problems: [],
  }),
  "search.decideDouble": route({
    method: "POST",
    path: "/api/staff/doubles/decisions",
    ...staff("doubles.write", touches("body.families.familyCode")),
    status: 200,
    summary: "Dire que deux personnes qui se ressemblent sont bien deux, ou revenir sur cette décision",
    body: z.strictObject({
      idempotencyKey: branded("IdempotencyKey"),
      pair: pairId,
      /** Of the two families: one code when both are of one. */
      families: z.array(z.strictObject({ familyCode: branded("FamilyCode") })).check(z.minLength(1), z.maxLength(2)),
      apart: z.boolean(),
      /** The version of the pair that the person had on screen; 0: nothing was decided. */
      seen: z.int().check(z.gte(0)),
      reason,
    }),
    answer: double,
    problems: ["notFound", "changed"],
  }),
} as const;
