/**
 * A telephone number as it was typed, of any country. The smallest of the library's sets of rules knows every country's
 * lengths and first digits; which numbers are mobile ones nobody asks.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Characters of the longest number that anybody writes, with its spaces and its country. */
const longest = 30;

/** `06 12 34 56 78`, or `+32470123456` for a foreign number, as the family's file writes them; null: it is none. */
export function readPhone(typed: string): string | null {
  if (typed.length > longest) return null;
  const number = parsePhoneNumberFromString(typed, "FR");
  if (!number?.isValid()) return null;
  return number.countryCallingCode === "33" ? number.formatNational() : number.number;
}
