/**
 * Money that has arrived for invoices, and how it is shared among them. Pure: what is written of it is store/payments.ts's.
 */
import { addDays, localDate } from "../../kernel/time.ts";
import {
  readId,
  type CollectionAccountId,
  type FamilyCode,
  type Instant,
  type Login,
  type PlainDate,
  type PlainMonth,
} from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { PaymentDetail } from "./payfip.ts";

/** An invoice, as a payment names it: within its family and its account. */
export interface PaidInvoice {
  readonly period: PlainMonth;
  /** As printed. */
  readonly number: string;
}

export const onlineMeans = ["card", "debit"] as const;
export const deskMeans = ["cash", "cheque", "cesu", "transfer"] as const;
/** What the desk enters of an invoice: from the family's wallet, too. */
export const enteredMeans = [...deskMeans, "wallet"] as const;
/** What a wallet is topped up by at the desk, and given back by: CESU pay for care, and no change is given for them. */
export const walletMeans = ["cash", "cheque", "transfer"] as const;
/** `sepa`: debited from the family's own account, by its mandate (functions/direct-debit). */
/** `treasury`: the public accountant has received it, by whatever means, and told so in its return file. */
export const allMeans = [...onlineMeans, "sepa", ...deskMeans, "wallet", "treasury"] as const;

/**
 * `payment`: money has come. `reversal`: an entry of the desk is taken back, as if it had not been (a cheque without funds, a
 * mistake), or a bank has sent a direct debit back. `refund`: what was paid too much has been given back. `writeOff`: the town gives up what it asked. `topUp`: money has
 * come into the family's wallet. `givenBack`: what was in it has been given back.
 */
export const entryKinds = ["payment", "reversal", "refund", "writeOff", "topUp", "givenBack"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** An entry of the ledger; its amounts are never negative: its kind says which way they go. */
export interface Payment {
  /** Of the operation that brought it, or of the act of the desk: the same one twice is one entry. */
  readonly name: string;
  readonly kind: EntryKind;
  readonly familyCode: FamilyCode;
  readonly accountId: CollectionAccountId;
  /** None of what is written off. */
  readonly means?: (typeof allMeans)[number] | undefined;
  readonly amount: Cents;
  /** Their sum and `over` are the amount, but of what came into a wallet or was given back. */
  readonly parts: readonly (PaidInvoice & { readonly amount: Cents })[];
  /** Paid for what was paid meanwhile: to be given back. */
  readonly over: Cents;
  /** The day in Paris: the tax year that it counts in. */
  readonly on: PlainDate;
  /** When it was written here. */
  readonly at: Instant;
  /** What was typed for the treasury, or stands on the cheque, and what the bank calls it. */
  readonly reference?: string | undefined;
  readonly authorisation?: string | undefined;
  /** Who entered it at the desk, and why. */
  readonly by?: { readonly login: Login; readonly name: string } | undefined;
  readonly reason?: string | undefined;
  /** The entry that a reversal takes back, or of which a refund gives back. */
  readonly of?: string | undefined;
  /** The entry that has taken this one back, or given back what was too much. */
  readonly undoneBy?: string | undefined;
}

/**
 * The day of a result: the treasury says it in Paris (`24112026`). What it left out, or what is no day, is the day on which
 * the portal learnt of it, in Paris too.
 */
export function dayOfResult({ on }: Pick<PaymentDetail, "on">, now: Instant): PlainDate {
  const [, day = "", month = "", year = ""] = /^(\d{2})(\d{2})(\d{4})$/u.exec(on?.date ?? "") ?? [];
  const told = readId("PlainDate", `${year}-${month}-${day}`);
  // 31 February has the form of a day.
  return told && addDays(told, 0) === told ? told : localDate(now);
}
