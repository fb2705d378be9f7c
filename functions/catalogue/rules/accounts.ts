/**
 * A collection account: who collects what activities cost, and by which way. Each has its own PayFiP number, its own series of
 * invoices and its own signer; a town has several, an activity names one. What an invoice says of its account is what the
 * account said on the day of issue: invoices keep a copy (functions/billing).
 */
import type { CollectionAccountId } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";

/**
 * `regie`: an agent of the town cashes. `role`, `titre`: the public accountant does, once the town has sent its file; one
 * role holds many families' bills, a titre is one bill.
 */
export const collections = ["regie", "role", "titre"] as const;
export type Collection = (typeof collections)[number];

/** Who debits families' own accounts, and where the money goes: only a till does so itself. */
export interface Creditor {
  /** The « identifiant créancier SEPA » that the Banque de France has given. */
  readonly id: string;
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
  /** Days before a debit within which the family is told. */
  readonly noticeDays: number;
}

/** What a mandate gives families unless it was agreed otherwise. */
export const usualNoticeDays = 14;
/**
 * Where a role goes: codes that the treasury gives a town, without which no file for it is made. catalogue.md says what each is
 * called in the catalogue's file.
 */
export interface TreasuryCodes {
  /** The accounting post (`IdPost`): six or seven digits, `02A` or `02B` first in Corsica. */
  readonly post: string;
  /** Of the town, or of whoever else holds the budget. */
  readonly siret: string;
  /** Three digits, never `000`, and the budget's two characters. */
  readonly collectivity: string;
  readonly budget: string;
  /** What the first key of an article is computed with; absent: the role's own number. */
  readonly receipt?: string | undefined;
  /** One digit beside the number of a debt. */
  readonly period: string;
  /** Account of the lines. */
  readonly nature: string;
  /** The number that a year's first role has, where another program made the ones before. */
  readonly firstRole: number;
}

export const usualTreasury = { period: "1", nature: "588", firstRole: 1 } as const;

/** By mail at once, or by a letter that staff posts. */
export const dunningChannels = ["mail", "letter"] as const;
export type DunningChannel = (typeof dunningChannels)[number];

/** One of the steps by which a family is asked again for what is late. */
export interface DunningStep {
  /** Days after the last day for paying. */
  readonly after: number;
  readonly by: DunningChannel;
  /** What it says, in the town's own words. */
  readonly text: string;
}

/** Earliest first; what is late below `minimum` is asked for by none. */
export interface Dunning {
  readonly minimum: Cents;
  readonly steps: readonly DunningStep[];
}

export interface CollectionAccount {
  readonly id: CollectionAccountId;
  readonly name: string;
  readonly collection: Collection;
  /** Begins every printed number of an invoice: `ENF` gives `ENF-2026-000123`. Two accounts never share one. */
  readonly series: string;
  /** The client number that the treasury has given, six digits, kept as text; absent: nothing is paid online. */
  readonly payfip?: string | undefined;
  /** The product's code in Hélios: the reference of a role is made of it. */
  readonly productCode?: string | undefined;
  /** Families may pay before they owe anything, up to so much at a time in their wallet; absent: they may not. */
  readonly wallet?: { readonly most: Cents } | undefined;
  /** Of a role: absent, no file is made for the treasury. */
  readonly treasury?: TreasuryCodes | undefined;
  /** Below it nothing is collected, and what is due waits for the next invoice; null: any amount is (tills). */
  readonly threshold: Cents | null;
  /** Days from the issue to the last day for paying. */
  readonly dueDays: number;
  /** Absent: nobody is asked again. */
  readonly dunning?: Dunning | undefined;
  /** Who issues the invoice, or has been given the right to, and in which capacity. */
  readonly signer: { readonly name: string; readonly capacity: string };
  readonly accountant: { readonly name: string; readonly address: readonly string[] };
  /** How an invoice is paid, one way a line. */
  readonly ways: readonly string[];
  /** How it is contested: within which time, before whom. */
  readonly contest: string;
  /** What it says of VAT, if anything. */
  readonly vat?: string | undefined;
  /** Absent: it debits nobody. */
  readonly debit?: Creditor | undefined;
}

/** Below it no local body may collect (CGCT, art. D. 1611-1); tills excepted. */
export const usualThreshold = 1500;
export const usualDueDays = 30;
