/**
 * A wallet: what a family has paid before it owes anything, by an account of the town's. Its balance is the sum of its
 * movements, and never below zero; a movement is written once and never changes.
 */
import type { CollectionAccountId, FamilyCode, Instant, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";

/**
 * `topUp`: money has come into it. `topUpBack`: it had not, after all (a cheque without funds, a mistake). `invoice`: it has
 * paid invoices. `invoiceBack`: that was taken back. `givenBack`: its money has been given back to the family. `booked`: a day
 * was paid when it was booked. `unbooked`: that was given up. `leftOver`: the month's invoice has asked less.
 */
export const movementKinds = [
  "topUp",
  "topUpBack",
  "invoice",
  "invoiceBack",
  "givenBack",
  "booked",
  "unbooked",
  "leftOver",
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** A movement; its amount is never negative: its kind says which way it goes. */
export interface Movement {
  /** Of the entry of the ledger of payments, or of the booking, that it goes with: the same one twice is one movement. */
  readonly name: string;
  readonly familyCode: FamilyCode;
  readonly accountId: CollectionAccountId;
  readonly kind: MovementKind;
  readonly amount: Cents;
  readonly at: Instant;
  /** The months of the invoices that it paid. */
  readonly months?: readonly PlainMonth[] | undefined;
  /** The day that was booked or given up. */
  readonly date?: PlainDate | undefined;
  /** Why, as staff has said it. */
  readonly reason?: string | undefined;
}

const ways: Readonly<Record<MovementKind, 1 | -1>> = {
  topUp: 1,
  invoiceBack: 1,
  unbooked: 1,
  leftOver: 1,
  booked: -1,
  invoice: -1,
  topUpBack: -1,
  givenBack: -1,
};

/** What a movement adds to the wallet: below zero, what it takes. */
export const intoWallet = ({ kind, amount }: Pick<Movement, "kind" | "amount">): Cents =>
  cents(ways[kind] < 0 ? 0 - amount : amount);
