/** Invoices as pages show them, to families and to staff. */
import * as z from "zod/mini";
import { absenceKinds } from "../../catalogue/rules/absence-kinds.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { failures, paymentStates } from "../rules/settlement.ts";
import { otherCharges } from "../rules/statement.ts";

const childAmount = z.object({ childId: branded("ChildId"), firstName: z.string(), amount: z.int() });

export const statementView = z.object({
  period: branded("PlainMonth"),
  accountId: branded("CollectionAccountId"),
  accountName: z.string(),
  /** Of a credit note: which of the month and account, and why the office gave it. */
  note: z.optional(z.int()),
  given: z.optional(z.object({ reason: z.string(), byName: z.string() })),
  at: branded("Instant"),
  /** Of its own lines, in cents. */
  own: z.int(),
  total: z.int(),
  children: z.array(childAmount),
  /** Months of which it carries what had waited. */
  carried: z.array(branded("PlainMonth")),
  state: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("issued"),
      number: z.string(),
      reference: z.string(),
      dueOn: branded("PlainDate"),
      /** Whether its PDF can be opened. */
      archived: z.boolean(),
      payment: z.enum(paymentStates),
      /** What is still to be paid, in cents. */
      due: z.int(),
      /** In cents: what is not asked for any more. */
      writtenOff: z.optional(z.int()),
      /** By which sums it may be paid. */
      plan: z.optional(z.array(z.object({ on: branded("PlainDate"), amount: z.int() }))),
      /** Since when the treasury has not said whether it was paid. */
      awaitedSince: z.optional(branded("Instant")),
      /** The day on which a direct debit collects it. */
      debitedOn: z.optional(branded("PlainDate")),
      /** How often the payer was asked again for it, and when last; whether staff asks no more, until when. */
      dunned: z.optional(z.object({ times: z.int(), lastAt: branded("Instant") })),
      exempt: z.optional(z.object({ until: z.optional(branded("PlainDate")) })),
      /** The last attempt to pay it ended without money. */
      failed: z.optional(z.object({ how: z.enum(failures), at: branded("Instant") })),
    }),
    /** Below the threshold, nothing, or a credit: it comes with the next invoice. */
    z.object({ kind: z.literal("waits") }),
    /** The number of the invoice that carries it. */
    z.object({ kind: z.literal("carried"), by: z.string() }),
  ]),
});
export type StatementView = z.infer<typeof statementView>;

/** What waits for the next invoice of an account: below zero, a credit. */
export const waitingView = z.object({
  accountId: branded("CollectionAccountId"),
  accountName: z.string(),
  amount: z.int(),
});
export type WaitingView = z.infer<typeof waitingView>;

const line = z.object({
  /** Names it, with its rank. */
  period: branded("PlainMonth"),
  rank: z.int(),
  date: branded("PlainDate"),
  firstName: z.string(),
  activityName: z.string(),
  unitName: z.string(),
  quantity: z.int(),
  unitPrice: z.int(),
  amount: z.int(),
  /** Absent: what was booked. */
  what: z.optional(z.enum(otherCharges)),
  /** Of an absence that leaves less due: the whole price. */
  whole: z.optional(z.int()),
  /** As it was noted that day; absent: nobody noted anything. */
  attended: z.optional(
    z.object({
      arrived: z.optional(z.string()),
      left: z.optional(z.string()),
      absent: z.optional(z.enum(absenceKinds)),
    }),
  ),
  reasons: z.array(z.string()),
  /** The month of the statement that it corrects. */
  corrects: z.optional(branded("PlainMonth")),
});
export type LineView = z.infer<typeof line>;

/** Which statement of a month: of a credit note, its number there. */
export const ofNote = z.strictObject({
  note: z.optional(
    z.pipe(z.string().check(z.regex(/^[1-9][0-9]{0,2}$/u, "Ce numéro d’avoir est incorrect.")), z.transform(Number)),
  ),
});

export const detailView = z.object({
  statement: statementView,
  lines: z.array(line),
  /** How to pay it. */
  ways: z.array(z.string()),
  payfip: z.optional(z.string()),
  contest: z.string(),
});
export type DetailView = z.infer<typeof detailView>;

export const linkView = z.object({ url: z.string(), until: branded("Instant") });
