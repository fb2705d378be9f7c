/** Two files of one child become one: what would become of each thing, the deed, and how far it is. */
import * as z from "zod/mini";
import { recordFields } from "../../child-record/rules/fields.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { civilFields } from "../rules/facts.ts";
import { lostLine } from "./lost-line.ts";

const chosenFields = [...civilFields, ...recordFields] as const;

/** A code of a child, in a household that has it. */
const code = z.strictObject({ familyCode: branded("FamilyCode"), childId: branded("ChildId") });

const named = z.object({
  familyCode: branded("FamilyCode"),
  childId: branded("ChildId"),
  firstName: z.string(),
  lastName: z.string(),
  birthDate: branded("PlainDate"),
});

const previewView = z.object({
  gone: named,
  kept: named,
  /** The households that the child has afterwards. */
  households: z.array(branded("FamilyCode")),
  /** What a decision must say it has seen. */
  seen: z.string(),
  /** What both files say otherwise. */
  fields: z.array(z.object({ field: z.enum(chosenFields), name: z.string(), gone: z.string(), kept: z.string() })),
  /** Both say something of the same in the child's health: which file is right is to be chosen. */
  health: z.boolean(),
  /** Days that pass to the code that stays. */
  moved: z.int(),
  /** Days that the child has twice, the one that is given up; the first ones. */
  givenUp: z.array(lostLine),
  givenUpTotal: z.int(),
  enrolments: z.int(),
  documents: z.int(),
});
export type MergePreview = z.infer<typeof previewView>;

const mergeView = z.object({
  gone: branded("ChildId"),
  kept: branded("ChildId"),
  at: branded("Instant"),
  by: z.string(),
  reason: z.string(),
  /** Everything has followed. */
  done: z.boolean(),
  moved: z.int(),
  givenUp: z.int(),
});
export type MergeView = z.infer<typeof mergeView>;

export const mergeLook = {
  "merge.preview": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/children/{childId}/merge",
    ...staff("bookings.read", touches("params.familyCode", "params.childId", "query.keptFamily", "query.kept")),
    status: 200,
    summary: "Ce que deviendraient réservations et dossiers si deux fiches du même enfant étaient réunies",
    params: code,
    query: z.strictObject({ keptFamily: branded("FamilyCode"), kept: branded("ChildId") }),
    answer: previewView,
    problems: ["notFound", "notPossible"],
  }),
  "merge.show": route({
    method: "GET",
    path: "/api/staff/merges/{childId}",
    ...staff("bookings.read", touches("params.childId")),
    status: 200,
    summary: "La réunion de deux fiches d’un enfant, par le code qui n’est plus : faite, ou en cours",
    params: z.strictObject({ childId: branded("ChildId") }),
    answer: mergeView,
    problems: ["notFound"],
  }),
} as const;

export const mergeAct = {
  "merge.children": route({
    method: "POST",
    path: "/api/staff/merges",
    ...staff(
      "doubles.write",
      touches("body.gone.familyCode", "body.gone.childId", "body.kept.familyCode", "body.kept.childId"),
    ),
    status: 200,
    summary: "Réunir deux fiches du même enfant, avec un motif",
    body: z.strictObject({
      idempotencyKey: branded("IdempotencyKey"),
      gone: code,
      kept: code,
      /** Of what both say otherwise: what the file that goes says. */
      take: z.array(z.enum(chosenFields)).check(z.maxLength(chosenFields.length)),
      /** Of health, where both say something of it. */
      health: z.optional(z.enum(["gone", "kept"])),
      seen: z.string().check(z.maxLength(200)),
      reason,
    }),
    answer: mergeView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
