/**
 * À valider: what waits for a staff member's word, and that word. What is said of each thing, and what names it, is said by
 * the subject whose thing it is; `kind` tells them apart. wiring/approvals puts the kinds together.
 */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { route, staff, touches } from "../http/route.ts";

/** Who has it in hand, of what waits. */
export const holderView = z.object({ byName: z.string(), at: branded("Instant"), you: z.boolean() });
export type HolderView = z.infer<typeof holderView>;

/** To take it in hand, although a colleague has it, or to let it go. */
export const taking = z.enum(["take", "takeOver", "letGo"]);
export type Taking = z.infer<typeof taking>;

/** What is said of everything that waits, beside its kind. */
export const waitingFields = {
  familyCode: branded("FamilyCode"),
  familyName: z.string(),
  /** Nobody of the family can be sent a mail: whoever decides calls it. */
  toCall: z.boolean(),
  /** Since when. */ at: branded("Instant"),
  /** What the family says. */ reason: z.optional(z.string()),
  holder: z.optional(holderView),
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
/** What every taking in hand holds, beside its kind and what names the thing. */
export const takingFields = { familyCode: branded("FamilyCode"), taking };
/** What taking a decision back names, and until when it can be. */
export const undoable = z.object({ said: z.string(), until: branded("Instant") });

/** What names a decision, beside its kind and what names the thing. */
export const saidFields = {
  familyCode: branded("FamilyCode"),
  /** The decision, as its answer names it. */
  said: z.string().check(z.regex(/^[\w-]{8,64}$/, "Une décision, comme sa réponse la nomme.")),
};
/** What every taking back holds besides. */
export const undoingFields = { idempotencyKey: branded("IdempotencyKey"), ...saidFields };
/** What staff takes in hand, of whatever kind. */
export interface TakenThing {
  readonly kind: string;
  readonly taking: Taking;
}
/** What staff takes back, of whatever kind. */
export interface Undoing {
  readonly kind: string;
  readonly said: string;
}

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

/** A decision on a thing of any kind, taking it back, and taking a thing in hand. */
export const approvalActOf = <
  const D extends z.ZodMiniType<Decision>,
  const U extends z.ZodMiniType<Undoing>,
  const S extends z.ZodMiniType<Undoing>,
  const T extends z.ZodMiniType<TakenThing>,
>({
  decision,
  undoing,
  settling,
  takenThing,
}: {
  readonly decision: D;
  readonly undoing: U;
  /** Of kinds on which a word is done only then. */
  readonly settling: S;
  readonly takenThing: T;
}) =>
  ({
    "approval.decide": route({
      method: "POST",
      path: "/api/staff/approvals/decisions",
      // A child, where the kind names one.
      ...staff("approvals.write", touches("body.familyCode", "body.childId")),
      status: 200,
      summary: "Accepter ou refuser une demande ; la famille est prévenue dix secondes plus tard",
      body: decision,
      /** What taking it back names, and until when it can be; absent: it stands at once. */
      answer: z.object({ undo: z.optional(undoable) }),
      problems: ["changed", "notPossible"],
    }),
    "approval.undo": route({
      method: "POST",
      path: "/api/staff/approvals/undoings",
      ...staff("approvals.write", touches("body.familyCode", "body.childId")),
      status: 204,
      summary: "Reprendre une décision, dans les dix secondes",
      body: undoing,
      answer: null,
      problems: ["changed", "notPossible"],
    }),
    "approval.settle": route({
      method: "POST",
      path: "/api/staff/approvals/settlings",
      ...staff("approvals.write", touches("body.familyCode", "body.childId")),
      status: 204,
      summary: "Faire aussitôt ce qui a été décidé, une fois que la décision ne peut plus être reprise",
      body: settling,
      answer: null,
      problems: [],
    }),
    "approval.take": route({
      method: "POST",
      path: "/api/staff/approvals/takings",
      ...staff("approvals.write", touches("body.familyCode", "body.childId")),
      status: 204,
      summary: "Prendre une demande en charge, la reprendre à un collègue, ou la laisser",
      body: takenThing,
      answer: null,
      problems: ["changed"],
    }),
  }) as const;
