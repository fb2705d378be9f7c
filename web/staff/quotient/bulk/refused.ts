/**
 * The lines of a file of quotients that did not enter, as a file of its own: mended in a spreadsheet, it is read like
 * the first one. Why each is in it stands first, under a heading that reading leaves alone.
 */
import { csvFile } from "../../../../functions/kernel/csv.ts";
import type { PlainDate, PlainMonth } from "../../../../functions/kernel/ids.ts";
import type { QuotientFinding } from "../../../../functions/quotient/contract/bulk.ts";
import { decimal } from "../../../../functions/kernel/money.ts";
import { groupBy } from "../../../shared/format/calendar.ts";
import { nbsp } from "../../../shared/format/text.ts";
import { bulkQuotients as strings } from "../../../strings/fr/quotient/bulk.ts";
import type { Row } from "./useBulk.ts";

const columns = ["familyCode", "value", "month", "origin", "kind", "from", "until"] as const;
type Cells = { readonly [column in (typeof columns)[number]]?: string | undefined };

const french = (date: PlainDate): string => date.split("-").reverse().join("/");
const frenchMonth = (month: PlainMonth): string => month.split("-").reverse().join("/");
/** A line that could be read, written as it was understood. */
const cellsOf = ({ said }: Row): Cells => ({
  familyCode: said.familyCode,
  value: decimal(said.value),
  month: frenchMonth(said.month),
  origin: strings.columnOrigins[said.origin],
  from: french(said.from),
  until: french(said.until),
});

interface Line {
  readonly line: number;
  readonly reason: string;
  readonly cells: Cells;
}

/** `rows`: those that were refused or kept. A line that could not be read is given as its cells stand. */
export function refusedFile(rows: readonly Row[], faults: readonly QuotientFinding[]): string {
  const inOrder = [...faults].sort((one, other) => one.line - other.line);
  const unread = groupBy(inOrder, ({ line }) => String(line)).map(({ key, items: found }): Line => ({
    line: Number(key),
    reason: found
      .map(({ column, reason }) => (column === undefined ? reason : `${column}${nbsp}: ${reason}`))
      .join(`${nbsp}; `),
    cells: found[0]?.said ?? {},
  }));
  const read = rows.map((row): Line => ({
    line: row.said.line,
    reason: row.entered?.reason ?? row.compared?.reason ?? "",
    cells: cellsOf(row),
  }));
  return csvFile([
    [strings.rejectColumn, ...columns.map((column) => strings.columns[column])],
    ...[...unread, ...read]
      .sort((one, other) => one.line - other.line)
      .map(({ line, reason, cells }) => [
        `${strings.line(line)}${nbsp}: ${reason}`,
        ...columns.map((column) => cells[column] ?? ""),
      ]),
  ]);
}
