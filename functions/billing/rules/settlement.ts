/**
 * What has been paid of an invoice, and what it is to be called. The invoice says what is owed and never changes; this grows
 * beside it. What brings money is the payment subject's business.
 */
import type { DebitBatchId, Instant, PayfipOperationId, PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";

/** How an attempt to pay ended without money; `returned`: the bank has sent a direct debit back. */
export const failures = ["refused", "cancelled", "expired", "returned"] as const;
export type Failure = (typeof failures)[number];

/** One of the sums by which staff lets an invoice be paid. */
export interface Instalment {
  readonly on: PlainDate;
  readonly amount: Cents;
}

export interface Settlement {
  readonly paid: Cents;
  /** Given up by the town: no more to be paid, and never counted as paid. */
  readonly writtenOff?: Cents | undefined;
  /** By which sums staff lets it be paid from then on, earliest first; `settled`: what was settled of it before. */
  readonly plan?: { readonly settled: Cents; readonly instalments: readonly Instalment[] } | undefined;
  /** Grows at every write; each write expects the one it read. */
  readonly moves: number;
  /** An attempt to pay whose result the treasury has not told yet. */
  readonly awaited?: { readonly operation: PayfipOperationId; readonly at: Instant } | undefined;
  /** A direct debit collects so much of it on that day; it is paid by nothing else meanwhile. */
  readonly debited?: { readonly batch: DebitBatchId; readonly on: PlainDate; readonly amount: Cents } | undefined;
  /** The last attempt ended without money, and nothing was paid since. */
  readonly failed?: { readonly how: Failure; readonly at: Instant } | undefined;
}

export const unsettled: Settlement = { paid: cents(0), moves: 0 };

/** Once so much more of it is paid; an attempt that had failed before is no news any more. */
export function paidMore({ failed: _, ...rest }: Settlement, amount: number): Settlement {
  return { ...rest, paid: cents(rest.paid + amount) };
}

/** What of an invoice this looks at. */
export interface Settled {
  readonly total: Cents;
  readonly settlement?: Settlement | undefined;
}

/** What is still to be paid of it, never below zero. */
export const dueOf = ({ total, settlement = unsettled }: Settled): Cents =>
  cents(Math.max(0, total - settledOf(settlement)));

/** What nobody asks for any more. */
export const settledOf = ({ paid, writtenOff = cents(0) }: Settlement): number => paid + writtenOff;

/** What of it should have been paid before that day and was not: by its instalments, or else by its own last day. */
export function lateOf(invoice: Settled & { readonly dueOn: PlainDate }, today: PlainDate): Cents {
  const due = dueOf(invoice);
  const { plan } = invoice.settlement ?? unsettled;
  if (!plan) return invoice.dueOn < today ? due : cents(0);
  const asked = plan.instalments.filter(({ on }) => on < today).reduce((sum, { amount }) => sum + amount, 0);
  const since = settledOf(invoice.settlement ?? unsettled) - plan.settled;
  return cents(Math.max(0, Math.min(due, asked - since)));
}

/** The day that the oldest of what is late was to be paid by; its own last day where nothing is late. */
export function lateSince(invoice: Settled & { readonly dueOn: PlainDate }): PlainDate {
  const { plan } = invoice.settlement ?? unsettled;
  if (!plan) return invoice.dueOn;
  let left = settledOf(invoice.settlement ?? unsettled) - plan.settled;
  const missed = plan.instalments.find(({ amount }) => (left -= amount) < 0);
  return missed?.on ?? invoice.dueOn;
}

export const paymentStates = ["due", "awaited", "debited", "part", "paid"] as const;
/** `due`: to pay. `awaited`: the treasury has not told yet whether it was paid. `debited`: a direct debit is on its way. `part`: paid in part. */
export type PaymentState = (typeof paymentStates)[number];

export function paymentStateOf(invoice: Settled): PaymentState {
  const { awaited, debited, paid } = invoice.settlement ?? unsettled;
  if (dueOf(invoice) === 0) return "paid";
  if (awaited) return "awaited";
  if (debited) return "debited";
  return paid > 0 ? "part" : "due";
}
