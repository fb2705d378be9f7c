/** Why a bank has sent a debit back (ISO 20022, ExternalReturnReason1Code, as far as French banks use it for direct debits). */

export const returnCodes = [
  "AC01",
  "AC04",
  "AC06",
  "AC13",
  "AG01",
  "AM04",
  "MD01",
  "MD06",
  "MD07",
  "MS02",
  "MS03",
  "SL01",
] as const;
export type ReturnCode = (typeof returnCodes)[number];

/**
 * Those after which the same account would send every debit back: the mandate is suspended until the family gives another one.
 * Funds that lack today may be there next month; whoever has contested one debit has not contested the mandate.
 */
const lasting: ReadonlySet<ReturnCode> = new Set(["AC01", "AC04", "AC06", "AC13", "AG01", "MD01", "MD07", "SL01"]);

export const suspends = (code: ReturnCode): boolean => lasting.has(code);
