/** Bank accounts as people type them, checked by their own digits and by their country. */
import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from "ibantools";

/** Without spaces, in capitals. */
export const tidyIban = (typed: string): string => electronicFormatIBAN(typed) ?? "";
export const tidyBic = (typed: string): string => typed.replace(/\s/gu, "").toUpperCase();

/** Its two check digits, and the length and shape of its country. */
export const isIban = (iban: string): boolean => isValidIBAN(iban);
/** Whether a direct debit in euros reaches that account. */
export const isReached = (iban: string): boolean => isSEPACountry(iban.slice(0, 2));
export const isBic = (bic: string): boolean => isValidBIC(bic);

/** Parts of a country that have a country code of their own in BIC, or not: their banks' are either's. */
const french = ["FR", "GF", "GP", "MQ", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "MC"];

/** Whether a bank of that BIC can keep that account: both are of one country. */
export function belongTogether(iban: string, bic: string): boolean {
  const [one, other] = [iban.slice(0, 2), bic.slice(4, 6)];
  return one === other || (french.includes(one) && french.includes(other));
}
