/** What can be paid online at once, and under which reference. */
import type { Collection } from "../../catalogue/rules/accounts.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";

/** Invoices of one payment: two years of months, far within what a transaction takes. */
export const mostTogether = 24;

/**
 * A régie chooses its references, so that several of its invoices may be paid at once under one of their own. The public
 * accountant looks each debt up by its own reference: one at a time.
 */
export const paidTogether = (collection: Collection): boolean => collection === "regie";

/** The reference of several invoices: that of the oldest, and when it was asked for. Six to thirty letters and digits. */
export const togetherReference = (oldest: string, at: Instant): string =>
  `${oldest}P${Math.floor(Date.parse(at) / 1000).toString(36)}`.toUpperCase();

/** The reference of money for a wallet: whose, and when it was asked for, to the millisecond. Six to thirty letters and digits. */
export const walletReference = (code: FamilyCode, at: Instant): string =>
  `PM${code.replace(/[^A-Za-z0-9]/gu, "")}P${Date.parse(at).toString(36)}`.toUpperCase();
