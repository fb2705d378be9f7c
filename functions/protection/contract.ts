/**
 * What staff keeps from an adult of a household: a child's file, after a court's decision, or how another adult is
 * reached. Who is kept from what is seen by staff alone, with who decided it, when and why.
 */
import * as z from "zod/mini";
import { reason } from "../http/reason.ts";
import { route, staff, touches } from "../http/route.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";

const protectionView = z.object({
  id: branded("ProtectionId"),
  /** Who is shut out of the child's file; without a child, whose address, phones and e-mail the others are not told. */
  guardianId: branded("GuardianId"),
  childId: z.optional(branded("ChildId")),
  /** As they were called then. */
  adultName: z.string(),
  childName: z.optional(z.string()),
  /** Of the decision that it rests on. */
  decidedOn: branded("PlainDate"),
  reason: z.string(),
  at: branded("Instant"),
  by: z.string(),
  lifted: z.optional(z.object({ at: branded("Instant"), by: z.string(), reason: z.string() })),
});
export type ProtectionView = z.infer<typeof protectionView>;

/** Latest first, those that were lifted too. */
const protectionsView = z.object({ protections: z.array(protectionView) });
export type ProtectionsView = z.infer<typeof protectionsView>;

const ofFamily = z.strictObject({ familyCode: branded("FamilyCode") });
const idempotencyKey = branded("IdempotencyKey");

export const protectionOffice = {
  "protection.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/protections",
    ...staff("protections.read", touches("params.familyCode")),
    status: 200,
    summary: "Qui, dans une famille, est écarté du dossier d’un enfant, et de qui l’adresse est protégée",
    params: ofFamily,
    answer: protectionsView,
    problems: ["notFound"],
  }),
  "protection.begin": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/protections",
    ...staff("protections.write", touches("params.familyCode", "body.childId")),
    status: 200,
    summary: "Écarter un adulte du dossier d’un enfant ou, sans enfant, protéger l’adresse de cet adulte",
    params: ofFamily,
    body: z.strictObject({
      idempotencyKey,
      guardianId: branded("GuardianId"),
      childId: z.optional(branded("ChildId")),
      decidedOn: plainDate(),
      reason,
    }),
    answer: protectionsView,
    problems: ["notFound", "changed", "notPossible", "idempotencyKey.reused"],
  }),
  "protection.lift": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/protections/{protectionId}/lift",
    ...staff("protections.write", touches("params.familyCode")),
    status: 200,
    summary: "Lever une mesure de protection, avec un motif",
    params: z.strictObject({ familyCode: branded("FamilyCode"), protectionId: branded("ProtectionId") }),
    body: z.strictObject({ idempotencyKey, reason }),
    answer: protectionsView,
    problems: ["notFound", "changed"],
  }),
} as const;
