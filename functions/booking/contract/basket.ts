/**
 * A basket of lines: what is sent to book, to change or to cancel, for a family by itself or by the office, and what is
 * answered line by line.
 */
import * as z from "zod/mini";
import { reason } from "../../http/reason.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";

/** Why not: the rule's code, a few words for the cell, the sentence, and when that changes. */
export const refusalView = z.object({
  code: z.string(),
  /** Two or three words: `Trop tard`, `Complet`. */
  short: z.string(),
  /** A second line for the cell, as short: `depuis lun. 7`, `dès 3 ans`. */
  hint: z.optional(z.string()),
  /** The rule, the moment it changes, what to do next. */
  sentence: z.string(),
  changesAt: z.optional(branded("Instant")),
  /** The page of the portal where the family can do something about it. */
  href: z.optional(z.string()),
  /** What that is called, where its code does not say it. */
  action: z.optional(z.string()),
});
export type RefusalView = z.infer<typeof refusalView>;

export const lineFields = {
  childId: branded("ChildId"),
  activityId: branded("ActivityId"),
  unitId: branded("UnitId"),
  date: plainDate(),
};
export const line = z.strictObject(lineFields);
export type BookingLine = z.infer<typeof line>;

/** One confirmation: 3 children x 60 days fit; 10,000 lines do not. */
const mostLines = 200;
export const linesOf = <L extends z.ZodMiniType>(one: L) =>
  z
    .array(one)
    .check(
      z.minLength(1, "Choisissez au moins un jour."),
      z.maxLength(mostLines, `Une demande contient au plus ${mostLines} jours. Envoyez-la en plusieurs fois.`),
    );
export const basketOf = <L extends z.ZodMiniType>(one: L) =>
  z.strictObject({ idempotencyKey: branded("IdempotencyKey"), lines: linesOf(one) });

export const wish = z.strictObject({
  ...lineFields,
  /** `wait`: when the day is full, or beyond the child’s quota, it goes to the waiting list instead of being refused. */
  ifFull: z.optional(z.enum(["refuse", "wait"])),
  /** The line is given up instead, in the same basket: where days go together, one is judged with the others. */
  giveUp: z.optional(z.literal(true)),
});
export type WishLine = z.infer<typeof wish>;
const instead = z.strictObject({ unitId: branded("UnitId"), date: plainDate() });
export const change = z.strictObject({ ...lineFields, to: instead });
export type ChangeLine = z.infer<typeof change>;

/** `to`: what is wanted instead; without it, the booking is to be cancelled. */
export const askLine = z.strictObject({ ...lineFields, reason, to: z.optional(instead) });
export type AskLine = z.infer<typeof askLine>;

/**
 * `booked`, `held` (until when, unless it is paid by then), `waiting` (with its position), `toApprove` by staff, `cancelled` (given up, declined or left), `accepted`,
 * `changed`, `noted` (an absence), `asked` (of staff), `refused` (and why: nothing changed).
 */
export const lineOutcome = z.enum([
  "booked",
  "held",
  "waiting",
  "toApprove",
  "cancelled",
  "accepted",
  "changed",
  "noted",
  "asked",
  "refused",
]);
export type LineOutcome = z.infer<typeof lineOutcome>;

const lineAnswer = z.object({
  childId: branded("ChildId"),
  activityId: branded("ActivityId"),
  unitId: branded("UnitId"),
  date: branded("PlainDate"),
  outcome: lineOutcome,
  position: z.optional(z.int()),
  /** Held: until when. */
  until: z.optional(branded("Instant")),
  refusal: z.optional(refusalView),
  /** What it was booked for, or is held for, in cents; absent where nothing is asked for it. */
  price: z.optional(z.int()),
});
export type LineAnswer = z.infer<typeof lineAnswer>;
export const basketAnswer = z.object({ lines: z.array(lineAnswer) });
export type BasketAnswer = z.infer<typeof basketAnswer>;
