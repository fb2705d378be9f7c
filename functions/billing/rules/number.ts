/**
 * What an invoice is called. Its printed number says its series; its number is digits alone, thirteen at most, since the
 * treasury's files take no more; its reference is what is typed to pay it online, whose form depends on who collects.
 */
import type { CollectionAccount } from "../../catalogue/rules/accounts.ts";

export interface InvoiceNumber {
  readonly series: string;
  /** Of the issue: a series begins anew each year. */
  readonly year: number;
  /** From 1 on, without a gap. */
  readonly rank: number;
}

/** Invoices of a series in a year: more than a region has families. */
export const mostOfYear = 999_999;

const rankText = (rank: number): string => String(rank).padStart(6, "0");

/** `ALSH-2026-000123`. */
export const printedNumber = ({ series, year, rank }: InvoiceNumber): string => `${series}-${year}-${rankText(rank)}`;

/** `2026000123`. */
export const plainNumber = ({ year, rank }: InvoiceNumber): string => `${year}${rankText(rank)}`;

/**
 * Of a régie: six to thirty letters and digits of its own choice. Of a role: year, the product's first two letters, `00`
 * and the number on thirteen digits. Of a titre: year, the piece on eight digits and the line on six; an invoice is one
 * line.
 */
export function paymentReference(
  { collection, productCode = "" }: Pick<CollectionAccount, "collection" | "productCode">,
  number: InvoiceNumber,
): string {
  switch (collection) {
    case "regie":
      return `${number.series}${plainNumber(number)}`;
    case "role":
      return `${number.year}${productCode.slice(0, 2).padEnd(2, "0")}00${plainNumber(number).padStart(13, "0")}`;
    case "titre":
      return `${number.year}${String(number.rank).padStart(8, "0")}000001`;
  }
}
