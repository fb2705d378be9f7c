/**
 * A mandate: a family lets the town debit an account of its own, for what one collection account asks. Of a family and a
 * collection account only the last mandate may be in force: a new one ends the one before.
 *
 *     active --a return that tells of the account or the mandate--> suspended
 *     active | suspended --family, staff, a new one--> revoked
 *     active, not debited for 36 months--> lapsed (nobody writes that: it is told by the dates)
 */
import type { CollectionAccountId, FamilyCode, GuardianId, Instant, Login, PlainDate } from "../../kernel/ids.ts";
import { addMonths } from "../../kernel/time.ts";

export const mandateStates = ["active", "suspended", "revoked"] as const;
export const standings = [...mandateStates, "lapsed"] as const;
export type Standing = (typeof standings)[number];

/** `online`: by the payer, on the portal; `paper`: on a form that staff has entered. */
export const waysOfSigning = ["online", "paper"] as const;

export interface Mandate {
  readonly familyCode: FamilyCode;
  readonly accountId: CollectionAccountId;
  /** From 1, of the family and account. */
  readonly rank: number;
  /** « Référence unique du mandat ». */
  readonly rum: string;
  readonly creditor: { readonly id: string; readonly name: string };
  /** The adult of the family who signed it online; of one on paper nobody is known. */
  readonly signer?: GuardianId | undefined;
  /** Whose account it is. */
  readonly debtor: string;
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly signedOn: PlainDate;
  readonly way: (typeof waysOfSigning)[number];
  readonly at: Instant;
  readonly by: { readonly login: Login; readonly name: string };
  /** Of the sending that made it: sent again, it makes no other. */
  readonly key: string;
  readonly state: (typeof mandateStates)[number];
  /** The last day for which a debit was made by it. */
  readonly usedOn?: PlainDate | undefined;
  /** Why it is suspended or revoked, since when, and by whom; a bank has no name here. */
  readonly ended?: { readonly at: Instant; readonly reason: string; readonly by?: string | undefined } | undefined;
  readonly revision: number;
}

/** Months without a debit after which a mandate is void (EPC016-06). */
export const lapseMonths = 36;

/** Whether it may be debited on that day, and what stands in the way. */
export function standingOn(
  { state, signedOn, usedOn }: Pick<Mandate, "state" | "signedOn" | "usedOn">,
  on: PlainDate,
): Standing {
  if (state !== "active") return state;
  return addMonths(usedOn ?? signedOn, lapseMonths) < on ? "lapsed" : "active";
}

/** Unique for its creditor: no two collection accounts share a series. Banks take 35 characters, this has 23 at most. */
export const rumOf = (series: string, familyCode: FamilyCode, rank: number): string =>
  `${series}-${familyCode}-${rank}`;

export const sequences = ["FRST", "RCUR"] as const;
/** Banks have taken a first debit as a recurrent one since 2016; the other way round they never did. */
export const sequenceOf = ({ usedOn }: Pick<Mandate, "usedOn">): (typeof sequences)[number] =>
  usedOn === undefined ? "FRST" : "RCUR";
