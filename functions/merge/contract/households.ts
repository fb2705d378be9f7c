/** Two households that are one: what would become of each thing, what stands against it, and the deed. */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { chosenAdultFields } from "../rules/adults.ts";
import { homeFields } from "../rules/households.ts";
import { lostLine } from "./lost-line.ts";

const chosenAdult = z.enum(chosenAdultFields);
const side = z.enum(["gone", "kept"]);

const difference = <Field extends z.ZodMiniType<string>>(field: Field) =>
  z.object({ field, name: z.string(), gone: z.string(), kept: z.string() });

const signInFate = z.object({
  login: branded("Login"),
  /** `moves`: it goes on, with the same password; `ends`: the person has `instead`. */
  fate: z.enum(["moves", "ends"]),
  instead: z.optional(branded("Login")),
  /** One of the household that stays, which nobody has made their own, ends for it. */
  replaces: z.optional(branded("Login")),
});

/** Somebody of the household that stays, as whom somebody of the other one may go on. */
const candidate = z.object({
  guardianId: branded("GuardianId"),
  name: z.string(),
  /** Their name, or their first name with a phone or a mail, is the same. */
  alike: z.boolean(),
  /** What the two say otherwise. */
  fields: z.array(difference(chosenAdult)),
  signIn: z.optional(signInFate),
  /** What is to be settled first if they are one. */
  blocked: z.optional(z.string()),
});

const person = z.object({
  guardianId: branded("GuardianId"),
  name: z.string(),
  /** Left the household; a measure of protection holds about them. */
  isThere: z.boolean(),
  /** Measures that hold about them. */
  measures: z.int(),
  signIn: z.optional(branded("Login")),
  candidates: z.array(candidate),
});

const named = z.object({ childId: branded("ChildId"), name: z.string() });

const previewView = z.object({
  gone: z.object({ familyCode: branded("FamilyCode"), name: z.string() }),
  kept: z.object({ familyCode: branded("FamilyCode"), name: z.string() }),
  /** What a decision must say it has seen. */
  seen: z.string(),
  /** What is to be settled first. */
  blocks: z.array(z.string()),
  /** Children who may be one under two codes: to be made one first, or said to be two. */
  alikeChildren: z.array(z.object({ pair: z.string(), gone: named, kept: named })),
  people: z.array(person),
  home: z.array(difference(z.enum(homeFields))),
  /** Months of which both know a quotient, each otherwise. */
  quotients: z.array(z.object({ month: branded("PlainMonth"), gone: z.string(), kept: z.string() })),
  children: z.object({ joining: z.array(named), inBoth: z.array(named) }),
  /** Measures of protection that hold in either. */
  measures: z.int(),
  /** Days that pass. */
  moved: z.int(),
  /** Days that a child has twice, the one that is given up; the first ones. */
  givenUp: z.array(lostLine),
  givenUpTotal: z.int(),
  enrolments: z.int(),
  documents: z.int(),
  requests: z.int(),
});
export type HouseholdMergePreview = z.infer<typeof previewView>;

const mergeView = z.object({
  gone: branded("FamilyCode"),
  kept: branded("FamilyCode"),
  at: branded("Instant"),
  by: z.string(),
  reason: z.string(),
  /** Everything has followed. */
  done: z.boolean(),
  days: z.int(),
  givenUp: z.int(),
});
export type HouseholdMergeView = z.infer<typeof mergeView>;

/** The one that goes. */
const params = z.strictObject({ familyCode: branded("FamilyCode") });

export const mergeHouseholds = {
  "merge.householdsPreview": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/merge",
    ...staff("families.read", touches("params.familyCode", "query.kept")),
    status: 200,
    summary: "Ce que tout deviendrait si deux familles étaient réunies, et ce qui s’y oppose",
    params,
    query: z.strictObject({ kept: branded("FamilyCode") }),
    answer: previewView,
    problems: ["notFound", "notPossible"],
  }),
  "merge.households": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/merge",
    ...staff("doubles.write", touches("params.familyCode", "body.kept")),
    status: 200,
    summary: "Réunir une famille à une autre, avec un motif",
    params,
    body: z.strictObject({
      idempotencyKey: branded("IdempotencyKey"),
      kept: branded("FamilyCode"),
      /** Of everybody of the one that goes: who they are in the one that stays; null: nobody of it. */
      people: z
        .array(
          z.strictObject({
            guardianId: branded("GuardianId"),
            as: z.nullable(branded("GuardianId")),
            /** Of what the two say otherwise: what the one that goes says. */
            take: z.array(chosenAdult).check(z.maxLength(chosenAdultFields.length)),
          }),
        )
        .check(z.maxLength(20)),
      /** Of what the two households say otherwise: what the one that goes says. */
      take: z.array(z.enum(homeFields)).check(z.maxLength(homeFields.length)),
      /** Whose quotient is right of a month that both know. */
      quotient: side,
      /** Pairs of children who are alike, and are two. */
      apart: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(60)),
      seen: z.string().check(z.maxLength(2_000)),
      reason,
    }),
    answer: mergeView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
