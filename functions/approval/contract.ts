/**
 * À valider: what waits for a staff member's word, and that word. What is said of each thing, and what names it, is said by
 * the subject whose thing it is; `kind` tells them apart. wiring/approvals puts the kinds together.
 */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

/** What is said of everything that waits, beside its kind. */
export const waitingFields = {
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  /** Nobody of the family can be sent a mail: whoever decides calls it. */
  toCall: z.boolean(),
  /** Since when. */ at: branded("Instant"),
  /** What the family says. */ reason: z.optional(z.string()),
};
/** What waits, of whatever kind. */
export interface Waiting {
  readonly kind: string;
}

/** What every decision holds, beside its kind, what names the thing, and a reason. */
export const decisionFields = {
  idempotencyKey: branded("IdempotencyKey"),
  familyCode: branded("FamilyCode"),
  decision: z.enum(["accept", "refuse"]),
};
export interface Decision {
  readonly kind: string;
  readonly decision: "accept" | "refuse";
  /** Told to the family; needed to refuse. */
  readonly reason?: string | undefined;
}

/** The list, of all kinds together. */
export const approvalLookOf = <const W extends z.ZodMiniType<Waiting>>(waiting: W) =>
  ({
    "approval.list": route({
      method: "GET",
      path: "/api/staff/approvals",
      ...staff("approvals.read", touches()),
      status: 200,
      summary: "Ce qui attend une décision : réservations à valider, annulations demandées",
      /** The days that come first, first. `more`: there are others after them. */
      answer: z.object({ more: z.boolean(), approvals: z.array(waiting) }),
      problems: [],
    }),
  }) as const;

/** A decision on a thing of any kind. */
export const approvalActOf = <const D extends z.ZodMiniType<Decision>>(decision: D) =>
  ({
    "approval.decide": route({
      method: "POST",
      path: "/api/staff/approvals/decisions",
      // A child, where the kind names one.
      ...staff("approvals.write", touches("body.familyCode", "body.childId")),
      status: 204,
      summary: "Accepter ou refuser une demande ; la famille est prévenue",
      body: decision,
      answer: null,
      problems: ["changed", "notPossible"],
    }),
  }) as const;
