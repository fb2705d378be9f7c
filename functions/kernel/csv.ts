/**
 * Rows as a file that a spreadsheet opens without a question: UTF-8 with its mark, semicolons, CRLF. What people typed
 * stands in it, so no cell may be taken for a formula: one that begins like one gets an apostrophe in front, which shows
 * it as the text it is.
 */
const likeFormula = /^[=+\-@＝＋－＠\t\r]/u;

function cellOf(text: string): string {
  const safe = likeFormula.test(text) ? `'${text}` : text;
  return /[";\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellOf).join(";")}\r\n`).join("")}`;
