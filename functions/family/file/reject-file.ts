/**
 * The lines of a file whose families stayed out, as a file of their own: to mend there, and to feed back. Each line says
 * first why it is in it; the lines of a family stay together, the good ones too, because a family enters whole.
 */
import type { FamilyCode } from "../../kernel/ids.ts";
import { foldCode } from "../rules/codes.ts";
import { readFamilyCode } from "../../import/cells.ts";
import type { Fault, FileName } from "../../import/fault.ts";
import {
  detectSeparator,
  foldHeading,
  isSeparatorHint,
  rejectHeading,
  withHeadings,
  type SaidHeading,
} from "../../import/header.ts";
import { readRows } from "../../import/rows.ts";
import { decodeText } from "../../import/text.ts";
import { childColumns } from "./children-file.ts";
import { familyColumns } from "./families-file.ts";

export interface Rejected {
  readonly refused: ReadonlySet<FamilyCode>;
  readonly faults: readonly Fault[];
}

export interface RejectFile {
  /** UTF-8 with its mark and semicolons: what a spreadsheet opens without a question. */
  readonly text: string;
  readonly lineCount: number;
}

const quoted = (cell: string): string => (/[";\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const row = (cells: readonly string[]): string => `${cells.map(quoted).join(";")}\r\n`;

/** `bytes` were read before: the file is one that can be. */
export function rejectFile(
  bytes: Uint8Array,
  file: FileName,
  { refused, faults }: Rejected,
  headings: readonly SaidHeading[] = [],
): RejectFile {
  const text = decodeText(bytes, file);
  const separator = detectSeparator(text, file === "families" ? familyColumns : childColumns);
  const { heading: known, also } = withHeadings(familyColumns, headings).familyCode;
  const codeHeadings = new Set([known, ...also].map(foldHeading));
  const out = new Set([...refused].map(foldCode));
  const reasons = Map.groupBy(
    faults.filter((fault) => fault.file === file),
    ({ line }) => line,
  );
  const why = (line: number): string =>
    (reasons.get(line) ?? []).map(({ column, reason }) => (column ? `${column} : ${reason}` : reason)).join(" ; ");
  const lines: string[] = [];
  const header = { width: -1, codeAt: -1, reasonAt: -1 };
  const kept = (reason: string, cells: readonly string[]): void =>
    void lines.push(row([reason, ...cells.filter((_, at) => at !== header.reasonAt)]));
  readRows(text, separator, file, {
    width: () => (header.width === -1 ? null : header.width),
    row: ({ line, cells }) => {
      if (header.width === -1) {
        if (isSeparatorHint(cells[0] ?? "")) return;
        header.width = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
        header.reasonAt = cells.findIndex((cell) => foldHeading(cell) === foldHeading(rejectHeading));
        header.codeAt = cells.findIndex((cell) => codeHeadings.has(foldHeading(cell)));
        kept(rejectHeading, cells.slice(0, header.width));
        return;
      }
      const code = readFamilyCode((cells[header.codeAt] ?? "").trim());
      const isOut = "value" in code && out.has(foldCode(code.value));
      if (isOut || reasons.has(line)) kept(why(line) || "sa famille n’est pas entrée", cells.slice(0, header.width));
    },
    broken: ({ line, text: broken }) => kept(why(line), broken.replaceAll('"', "").split(separator)),
  });
  return { text: `\uFEFF${lines.join("")}`, lineCount: lines.length - 1 };
}
