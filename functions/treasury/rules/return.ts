/**
 * What the treasury has told of an article, and what of it is new. It says how much it has received in all: what the ledger
 * holds already since the role was made (paid online by way of the portal, told by an earlier file) is no news. So the same
 * file read twice, two files of which one holds the other, and a payment online that both tell, settle each cent once.
 */
import type { PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";

export interface Receipt {
  readonly on: PlainDate;
  /** In cents; below zero: taken back. */
  readonly amount: number;
}

/** One article as a return file tells of it. */
export interface Told {
  readonly year: number;
  /** Of the role, and of the article in it. */
  readonly role: number;
  readonly article: number;
  /** The debt's number, where it says it. */
  readonly debt?: string | undefined;
  readonly state: "waiting" | "taken" | "part" | "refused" | "cancelled";
  /** What the treasury says of it. */
  readonly why?: string | undefined;
  /** The money that came, in all, since the role. */
  readonly received: number;
  readonly receipts: readonly Receipt[];
  /** What was settled without money, in cents: given up, corrected. */
  readonly otherwise: number;
}

/** How much has arrived since what is known, day by day; with receipts that were taken back, on the day of the last one. */
export function arrivals(
  { received, receipts }: Pick<Told, "received" | "receipts">,
  known: Cents,
): readonly { readonly on: PlainDate; readonly amount: Cents }[] {
  const inOrder = [...receipts].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const last = inOrder.at(-1);
  if (received <= known || !last) return [];
  if (inOrder.some(({ amount }) => amount <= 0)) return [{ on: last.on, amount: cents(received - known) }];
  let past: number = known;
  return inOrder.flatMap(({ on, amount }) => {
    const old = Math.min(past, amount);
    past -= old;
    return amount > old ? [{ on, amount: cents(amount - old) }] : [];
  });
}

/** What the ledger holds of an invoice, as this looks at it. */
export interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly amount: Cents;
  readonly parts: readonly { readonly number: string; readonly amount: Cents }[];
  readonly at: string;
  readonly undoneBy?: string | undefined;
}

const ofInvoice = (number: string): string => `tresor-${number}-`;

/** The name of the next entry of an invoice by the treasury: one more than there are, those that were taken back too. */
export const entryName = (entries: readonly Pick<Entry, "name">[], number: string): string =>
  `${ofInvoice(number)}${entries.filter(({ name }) => name.startsWith(ofInvoice(number))).length + 1}`;

/**
 * What the ledger knows to have come for an invoice since its role was made: what the treasury told whole, what it was paid too
 * much included; of other payments their part of it, or all of what was for it alone.
 */
export function knownSince(entries: readonly Entry[], number: string, since: string): Cents {
  const amounts = entries
    .filter(({ kind, at, undoneBy }) => kind === "payment" && undoneBy === undefined && at >= since)
    .map(({ name, amount, parts }) => {
      if (name.startsWith(ofInvoice(number))) return amount;
      const part = parts.find((one) => one.number === number);
      return part && parts.length === 1 ? amount : (part?.amount ?? 0);
    });
  return cents(amounts.reduce((sum: number, one) => sum + one, 0));
}

export const findings = [
  "paid",
  "same",
  "ahead",
  "awaited",
  "refused",
  "cancelled",
  "otherwise",
  "unknown",
  "unread",
] as const;
/**
 * What becomes of an article that a file tells of. `same`: nothing new. `ahead`: the portal knows of more than the treasury.
 * `awaited`: a payment online has no result yet: what the file tells may be that one. `otherwise`: settled without
 * money. `unknown`: no such article was ever asked for.
 */
export type Finding = (typeof findings)[number];
