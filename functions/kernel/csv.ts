/**
 * Rows as a file that a spreadsheet opens without a question: UTF-8 with its mark, semicolons, CRLF. What people typed
 * stands in it, so no text may be taken for a formula: one that begins like one gets an apostrophe in front, which shows
 * it as the text it is. An amount is a number to add up, below zero too.
 */
import { decimal } from "./money.ts";

export type Cell = string | { readonly amount: number };

const likeFormula = /^[=+\-@＝＋－＠\t\r]/u;

function cellOf(cell: Cell): string {
  if (typeof cell !== "string") return decimal(cell.amount);
  const safe = likeFormula.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvFile = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellOf).join(";")}\r\n`).join("")}`;
