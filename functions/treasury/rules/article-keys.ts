/** The two keys of an article, by which the treasury finds out that a number was mistyped. */

export interface Keyed {
  /** Of the town: three digits. */
  readonly collectivity: string;
  /** Its receipt code, or else the number of the role. */
  readonly receipt: string;
  readonly year: number;
  /** One digit. */
  readonly period: string;
  /** Digits alone, thirteen at most. */
  readonly debt: string;
}

/** Neither I nor O, which are read as digits, nor Z. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXY";

const yearText = (year: number): string => String(year % 100).padStart(2, "0");
const debtText = (debt: string): string => debt.padStart(13, "0");

/** Modulo 11 of collectivity, receipt, year, period and debt, weighted 2 to 7 from the right; above nine it is 1. */
export function firstKey({ collectivity, receipt, year, period, debt }: Keyed): string {
  const digits = `${collectivity}${receipt}${yearText(year)}${period}${debtText(debt)}`;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, rank) => total + Number(digit) * (2 + (rank % 6)), 0);
  const key = 11 - (sum % 11);
  return String(key > 9 ? 1 : key);
}

/** Modulo 23 of year, period and debt. */
export function secondKey({ year, period, debt }: Omit<Keyed, "collectivity" | "receipt">): string {
  const rest = BigInt(`${yearText(year)}${period}00${debtText(debt)}`) % BigInt(letters.length);
  return letters.charAt(Number(rest));
}
