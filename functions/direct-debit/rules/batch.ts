/**
 * A batch: what families owe a collection account, debited on one day. Each family has one debit of it, for its invoices that
 * were due by then.
 *
 *     taking --every family looked at--> ready --the money has come--> settling --> settled
 *                                          \--staff calls it off--> cancelling --> cancelled
 *
 * Its debits: waiting --> settled --the bank sends it back--> returned
 *                    \--> returned (before the money came: it never counted), or cancelled
 */
import type {
  CollectionAccountId,
  DebitBatchId,
  FamilyCode,
  Instant,
  Login,
  PlainDate,
  PlainMonth,
} from "../../kernel/ids.ts";
import { id } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { easterSunday } from "../../calendar/rules/public-holidays.ts";
import { addDays, weekdayOf } from "../../kernel/time.ts";
import type { Household } from "../../family/rules/family.ts";
import { isPayer } from "../../family/rules/payers.ts";
import { dueOf, unsettled, type Settlement } from "../../billing/rules/settlement.ts";
import { standingOn, type Mandate, type sequences } from "./mandate.ts";
import type { ReturnCode } from "./returns.ts";

export const batchStates = ["taking", "ready", "settling", "settled", "cancelling", "cancelled"] as const;
export type BatchState = (typeof batchStates)[number];

export interface Batch {
  readonly batch: DebitBatchId;
  readonly accountId: CollectionAccountId;
  readonly accountName: string;
  /** As the account had it when the batch was made. */
  readonly creditor: { readonly id: string; readonly name: string; readonly iban: string; readonly bic: string };
  readonly dueOn: PlainDate;
  readonly state: BatchState;
  /** Of the act that made it: sent again, it makes no other. */
  readonly key: string;
  readonly at: Instant;
  readonly by: { readonly login: Login; readonly name: string };
  /** The family up to which it has come; absent: none yet, or all. */
  readonly after?: FamilyCode | undefined;
  /** Who settled it or called it off, and why. */
  readonly ended?: { readonly by: Batch["by"]; readonly reason?: string | undefined } | undefined;
  readonly revision: number;
}

export const debitStates = ["waiting", "settled", "returned", "cancelled"] as const;

export interface Debit {
  readonly batch: DebitBatchId;
  readonly familyCode: FamilyCode;
  readonly accountId: CollectionAccountId;
  readonly accountName: string;
  readonly dueOn: PlainDate;
  /** The mandate as it was then. */
  readonly rank: number;
  readonly rum: string;
  readonly creditorId: string;
  readonly signedOn: PlainDate;
  readonly sequence: (typeof sequences)[number];
  readonly debtor: string;
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly amount: Cents;
  readonly parts: readonly { readonly period: PlainMonth; readonly number: string; readonly amount: Cents }[];
  readonly state: (typeof debitStates)[number];
  /** Why the bank sent it back, on which day, and whether the money had come before. */
  readonly returned?: { readonly code: ReturnCode; readonly on: PlainDate; readonly settled: boolean } | undefined;
  readonly at: Instant;
  readonly revision: number;
}

/** What the bank calls it (« EndToEndId »), and the ledger its entry: one a batch and family. */
export const debitName = ({ batch, familyCode }: Pick<Debit, "batch" | "familyCode">): string =>
  `${batch}-${familyCode}`;
export const returnName = (debit: Pick<Debit, "batch" | "familyCode">): string => `${debitName(debit)}-R`;

export const batchIdOf = (series: string, on: PlainDate, rank: number): DebitBatchId =>
  id("DebitBatchId", `${series}-P${on.slice(0, 4)}-${String(rank).padStart(4, "0")}`);
/** Its rank in the year. */
export const rankOf = (batch: DebitBatchId): number => Number(batch.slice(-4));

/** Why a family, or an invoice of it, is not debited. */
export const leftOut = ["suspended", "revoked", "lapsed", "noPayer", "awaited", "plan", "notDue"] as const;
export type LeftOut = (typeof leftOut)[number];

/** An invoice, as far as a batch looks at it. */
export interface Debitable {
  readonly total: Cents;
  readonly settlement?: Settlement | undefined;
  readonly dueOn: PlainDate;
}

export interface Taken<I extends Debitable> {
  readonly taken: readonly I[];
  /** Each invoice that is left out although something of it is due, and why. */
  readonly left: readonly { readonly invoice: I; readonly why: LeftOut }[];
}

function whyLeft({ settlement = unsettled, dueOn }: Debitable, on: PlainDate): LeftOut | null {
  if (settlement.awaited) return "awaited";
  if (settlement.plan) return "plan";
  return dueOn > on ? "notDue" : null;
}

/** What stands in the way of a mandate: how it stands, or that the adult who signed it has left the family or pays no more. */
function whyNotBy(mandate: Mandate, household: Pick<Household, "guardians"> | null, on: PlainDate): LeftOut | "active" {
  const standing = standingOn(mandate, on);
  if (standing !== "active" || mandate.signer === undefined) return standing;
  return household && isPayer(household, mandate.signer) ? standing : "noPayer";
}

export interface Owing<I extends Debitable> {
  readonly mandate: Mandate;
  /** The family as it is; null: there is none any more. */
  readonly household: Pick<Household, "guardians"> | null;
  readonly invoices: readonly I[];
}

/**
 * Which of a family's invoices a debit of that day collects. One that another batch collects already is neither taken nor left
 * out; a bad mandate leaves out all that would have been.
 */
export function takenOn<I extends Debitable>({ mandate, household, invoices }: Owing<I>, on: PlainDate): Taken<I> {
  const open = invoices.filter((one) => dueOf(one) > 0 && !one.settlement?.debited);
  const standing = whyNotBy(mandate, household, on);
  const judged = open.map((invoice) => ({
    invoice,
    why: whyLeft(invoice, on) ?? (standing === "active" ? null : standing),
  }));
  return {
    taken: judged.filter(({ why }) => why === null).map(({ invoice }) => invoice),
    left: judged.flatMap(({ invoice, why }) => (why === null ? [] : [{ invoice, why }])),
  };
}

export const sumOf = (amounts: readonly Cents[]): Cents => cents(amounts.reduce((sum, one) => sum + one, 0));

export interface Sums {
  readonly count: number;
  readonly total: Cents;
}
export const sumsOf = (debits: readonly Pick<Debit, "amount">[]): Sums => ({
  count: debits.length,
  total: sumOf(debits.map(({ amount }) => amount)),
});

/** Days of the week but Saturday and Sunday, less those on which no money moves between banks in euros (TARGET). */
export function isBankingDay(date: PlainDate): boolean {
  const easter = easterSunday(Number(date.slice(0, 4)));
  const closed = [addDays(easter, -2), addDays(easter, 1)];
  return (
    weekdayOf(date) <= 5 && !["01-01", "05-01", "12-25", "12-26"].includes(date.slice(5)) && !closed.includes(date)
  );
}

/** The first day that a batch made today may debit. */
export function earliestOn(today: PlainDate, noticeDays: number): PlainDate {
  let day = addDays(today, noticeDays);
  while (!isBankingDay(day)) day = addDays(day, 1);
  return day;
}
