/**
 * PayFiP, the treasury's online payment, in its own words: what an operation is asked for, what its result says, and which of
 * its faults means what. Pure; `functions/payment/payfip.ts` speaks to it.
 *
 * Sources: the treasury's guide of the web service (operations, fields, codes), and what a maintained client has recorded
 * of it: answers may lack fields, years come back on two digits, and a letter that nobody knows yet is no refusal.
 */
import type { PayfipOperationId } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { PayfipMode } from "../../kernel/payfip-modes.ts";

/** `saisie`. */
export const payfipInput: Readonly<Record<PayfipMode, string>> = { test: "T", activation: "X", production: "W" };

/** What a payer is sent to pay. All of it is the server's own. */
export interface PaymentOrder {
  /** `numcli`: six digits, kept as text, since they may begin with zeros. */
  readonly client: string;
  /** `exer`: the budget's year. */
  readonly year: number;
  /** `refdet`: 6 to 30 letters and digits, which the treasury's own statement shows. */
  readonly reference: string;
  /** `objet`: shown to the payer; at most 100 letters, digits and spaces. */
  readonly subject: string;
  readonly amount: Cents;
  /** `mel`: the treasury writes its receipt there. */
  readonly email: string;
  readonly mode: PayfipMode;
  readonly notifyAt: string;
  readonly returnTo: string;
}

/** From one euro to a hundred thousand: what the web service takes. */
export const payfipAmounts = { least: cents(100), most: cents(10_000_000) } as const;

const orderFields = [
  "client",
  "year",
  "reference",
  "subject",
  "amount",
  "email",
  "notifyAt",
  "returnTo",
] as const satisfies readonly (keyof PaymentOrder)[];

/** The fields of an order that PayFiP would refuse: empty when it may be sent. */
export function faultsOf(order: PaymentOrder): readonly (keyof PaymentOrder)[] {
  const { client, year, reference, subject, amount, email, notifyAt, returnTo } = order;
  const right = {
    client: /^\d{6}$/u.test(client),
    year: Number.isSafeInteger(year) && year >= 2000 && year <= 9999,
    reference: /^[A-Za-z0-9]{6,30}$/u.test(reference),
    subject: /^[A-Za-z0-9 ]{1,100}$/u.test(subject),
    amount: amount >= payfipAmounts.least && amount <= payfipAmounts.most,
    email: email.length >= 6 && email.length <= 80 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email),
    notifyAt: isAddress(notifyAt),
    returnTo: isAddress(returnTo),
  };
  return orderFields.filter((field) => !right[field]);
}

const isAddress = (text: string): boolean => text.length < 250 && /^https?:\/\/\S+$/u.test(text);

/** An object as PayFiP takes it: letters and digits, accents taken off, everything else a space. */
export const subjectOf = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[œŒ]/gu, "oe")
    .replace(/[æÆ]/gu, "ae")
    .replace(/[^A-Za-z0-9]+/gu, " ")
    .trim()
    .slice(0, 100)
    .trim();

export type Means = "card" | "debit";

/**
 * `resultrans`. `other`: a letter that this code does not know. New ones come with new means of payment, so it is neither paid
 * nor refused: it is asked again, and shown to staff.
 */
export type PayfipOutcome =
  | { readonly kind: "paid"; readonly means: Means }
  | { readonly kind: "refused"; readonly means: Means }
  | { readonly kind: "cancelled" }
  | { readonly kind: "other"; readonly letter: string };

const outcomes: ReadonlyMap<string, PayfipOutcome> = new Map([
  ["P", { kind: "paid", means: "card" }],
  ["V", { kind: "paid", means: "debit" }],
  ["R", { kind: "refused", means: "card" }],
  ["Z", { kind: "refused", means: "debit" }],
  ["A", { kind: "cancelled" }],
]);
export const outcomeOf = (letter: string): PayfipOutcome => outcomes.get(letter) ?? { kind: "other", letter };

/** The result of an operation as PayFiP tells it. What it left out is absent. */
export interface PaymentDetail {
  readonly operation: PayfipOperationId;
  readonly outcome: PayfipOutcome;
  readonly client: string;
  readonly reference: string;
  readonly amount: Cents;
  /** `numauto`: of the bank; none of what was refused or given up. */
  readonly authorisation?: string | undefined;
  /** `dattrans` and `heurtrans`, in Paris: `24112026`, `1412`. Which tax year a payment counts in depends on it. */
  readonly on?: { readonly date: string; readonly time: string } | undefined;
}

/** Whether a result is the one of what was asked: anything else is never settled by it. */
export const isResultOf = (
  { client, reference, amount, operation }: PaymentDetail,
  asked: Pick<PaymentOrder, "client" | "reference" | "amount"> & { readonly operation: PayfipOperationId },
): boolean =>
  client === asked.client && reference === asked.reference && amount === asked.amount && operation === asked.operation;

/** `FonctionnelleErreur`: which field of an order PayFiP refuses, by the first letter of its code. */
export type RefusedPart = "reference" | "email" | "amount" | "notification" | "return" | "client" | "mode" | "other";

/** What a fault means for who asked. */
export type PayfipFault =
  /** P1: the operation is unknown, or was forgotten at night. */
  | { readonly kind: "unknownOperation" }
  /** P5: no result yet. */
  | { readonly kind: "noResult" }
  /** P3, P4: the page was opened already, or too late; a fresh operation is needed. */
  | { readonly kind: "spent" }
  /** What was sent is wrong, or the account is not open: the town's settings are the matter, not the payer. */
  | { readonly kind: "refused"; readonly part: RefusedPart; readonly code: string };

/** PayFiP does not answer. `failed`: it says that it fails, or the network did. */
export type Away = { readonly kind: "away"; readonly why: "late" | "failed" | "unreadable" };

const parts: Readonly<Record<string, RefusedPart>> = {
  R: "reference",
  A: "email",
  M: "amount",
  N: "notification",
  D: "return",
  T: "client",
  S: "mode",
};

export function faultOf(code: string): PayfipFault {
  if (code === "P1") return { kind: "unknownOperation" };
  if (code === "P5") return { kind: "noResult" };
  if (code === "P3" || code === "P4") return { kind: "spent" };
  return { kind: "refused", part: parts[code.slice(0, 1)] ?? "other", code };
}
