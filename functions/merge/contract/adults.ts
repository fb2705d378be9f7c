/** Two entries of one adult in a household become one: what would become of each thing, and the deed. */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { chosenAdultFields } from "../rules/adults.ts";

const chosen = z.enum(chosenAdultFields);
const adult = z.object({ guardianId: branded("GuardianId"), name: z.string() });

const previewView = z.object({
  familyCode: branded("FamilyCode"),
  gone: adult,
  kept: adult,
  /** What a decision must say it has seen. */
  seen: z.string(),
  /** What the two say otherwise. */
  fields: z.array(z.object({ field: chosen, name: z.string(), gone: z.string(), kept: z.string() })),
  /** The one that stays receives the invoices from then on, because the other one did. */
  becomesPayer: z.boolean(),
  /** The sign-in that this person has afterwards. */
  signIn: z.optional(branded("Login")),
  /** Whoever holds it signs in anew. */
  signInMoves: z.boolean(),
  /** Another one of theirs, which opens nothing any more. */
  signInEnds: z.optional(branded("Login")),
  /** Measures of protection that are about the one that stays from then on. */
  measures: z.int(),
  /** The departure of the one that goes was planned: it falls. */
  leaving: z.boolean(),
});
export type AdultMergePreview = z.infer<typeof previewView>;

const mergeView = z.object({
  familyCode: branded("FamilyCode"),
  gone: branded("GuardianId"),
  kept: branded("GuardianId"),
  at: branded("Instant"),
  by: z.string(),
  reason: z.string(),
});
export type AdultMergeView = z.infer<typeof mergeView>;

/** The one that goes. */
const params = z.strictObject({ familyCode: branded("FamilyCode"), guardianId: branded("GuardianId") });

export const mergeAdults = {
  "merge.adultsPreview": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/guardians/{guardianId}/merge",
    ...staff("families.read", touches("params.familyCode")),
    status: 200,
    summary: "Ce que deviendraient accès, liens et mesures si deux fiches du même responsable étaient réunies",
    params,
    query: z.strictObject({ kept: branded("GuardianId") }),
    answer: previewView,
    problems: ["notFound", "notPossible"],
  }),
  "merge.adults": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/guardians/{guardianId}/merge",
    ...staff("doubles.write", touches("params.familyCode")),
    status: 200,
    summary: "Réunir deux fiches du même responsable d’un foyer, avec un motif",
    params,
    body: z.strictObject({
      idempotencyKey: branded("IdempotencyKey"),
      kept: branded("GuardianId"),
      /** Of what the two say otherwise: what the one that goes says. */
      take: z.array(chosen).check(z.maxLength(chosenAdultFields.length)),
      seen: z.string().check(z.maxLength(200)),
      reason,
    }),
    answer: mergeView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
