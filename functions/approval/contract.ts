/** À valider: what waits for a staff member's word, and that word. */
import * as z from "zod/mini";
import { lineFields, reason } from "../booking/contract/basket.ts";
import { branded, plainDate } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

/** A booking to be approved; a cancellation or a change that is asked for after the deadline. */
export const approvalKind = z.enum(["booking", "cancellation", "change"]);
const targetFields = { unitId: branded("UnitId"), date: plainDate() };

export const approvalsView = z.object({
  /** The days that come first, first. `more`: there are others after them. */
  more: z.boolean(),
  approvals: z.array(
    z.object({
      what: approvalKind,
      familyCode: branded("FamilyCode"),
      familyName: z.string(),
      ...lineFields,
      childName: z.string(),
      activityName: z.string(),
      unitName: z.string(),
      siteName: z.string(),
      /** Of a change: what is wanted instead. */
      to: z.optional(z.object({ ...targetFields, unitName: z.string() })),
      at: branded("Instant"),
      /** What the family says. */ reason: z.optional(z.string()),
    }),
  ),
});
export type ApprovalsView = z.infer<typeof approvalsView>;

const decision = z.strictObject({
  idempotencyKey: branded("IdempotencyKey"),
  what: approvalKind,
  familyCode: branded("FamilyCode"),
  ...lineFields,
  /** Of a change: what the staff member has seen to be asked. */
  to: z.optional(z.strictObject(targetFields)),
  decision: z.enum(["accept", "refuse"]),
  /** Told to the family; needed to refuse. */
  reason: z.optional(reason),
});

export const approvalLook = {
  "approval.list": route({
    method: "GET",
    path: "/api/staff/approvals",
    ...staff("approvals.read", touches()),
    status: 200,
    summary: "Ce qui attend une décision : réservations à valider, annulations demandées",
    answer: approvalsView,
    problems: [],
  }),
} as const;

export const approvalAct = {
  "approval.decide": route({
    method: "POST",
    path: "/api/staff/approvals/decisions",
    ...staff("approvals.write", touches("body.familyCode", "body.childId")),
    status: 204,
    summary: "Accepter ou refuser une demande ; la famille est prévenue",
    body: decision,
    answer: null,
    problems: ["changed", "notPossible"],
  }),
} as const;
