/**
 * From text to rows, each with the number of the line where it begins.
 *
 * csv-parse reads the quoting; line numbers are counted here from its byte offsets, because its own count takes a CRLF
 * inside quotes for two lines.
 *
 * A quote that is not closed would swallow the lines below it, and with them half of a family. So a row whose quoting
 * is broken, or that spans several lines without having the right number of cells, is reported as one bad line, and
 * reading starts again on the line below: every line of the file is either read or reported.
 */
import { CsvError, parse } from "csv-parse/sync";
import { UnreadableFile, type TableFile } from "./fault.ts";

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A line that could not be cut into cells. */
export interface BrokenRow {
  readonly line: number;
  readonly reason: string;
  /** The line as it stands; its beginning, when it is beyond measure. */
  readonly text: string;
}

export interface RowSink {
  readonly row: (row: Row) => void;
  readonly broken: (row: BrokenRow) => void;
  /** How many cells a row has; `null` until the heading is known. */
  readonly width: () => number | null;
}

/** Rows of one file, the heading included. */
export const mostRows = 100_000;
/** Bytes of one row: more is a quote that was never closed. */
const longestRow = 20_000;

const lf = 0x0a;
const cr = 0x0d;

/** Walks over the text once, counting lines; offsets must not decrease, except to restart below the last one. */
class LineCounter {
  readonly #bytes: Buffer;
  #offset = 0;
  #line = 1;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Number of the line that contains this offset. */
  at(offset: number): number {
    while (this.#offset < offset) {
      const next = this.nextLine(this.#offset);
      if (next > offset) break;
      this.#offset = next;
      this.#line += 1;
    }
    return this.#line;
  }

  /** Offset of the line after the one that contains this offset. */
  nextLine(offset: number): number {
    for (let at = offset; at < this.#bytes.length; at += 1) {
      if (this.#bytes[at] === lf) return at + 1;
      if (this.#bytes[at] === cr) return this.#bytes[at + 1] === lf ? at + 2 : at + 1;
    }
    return this.#bytes.length + 1;
  }
}

/** Hands every row and every broken line to the sink, in order. Blank lines are passed over. */
export function readRows(text: string, separator: string, file: TableFile, sink: RowSink): void {
  const bytes = Buffer.from(text);
  const lines = new LineCounter(bytes);
  let count = 0;
  let start = 0;
  while (start < bytes.length) {
    const from = start;
    const take = (cells: readonly string[], end: number): void => {
      const line = lines.at(start);
      const reason = misshapen(cells, lines.nextLine(start) < end, sink.width());
      if (reason !== null) throw new Misshapen(reason);
      start = end;
      if (cells.every((cell) => cell.trim() === "")) return;
      count += 1;
      if (count > mostRows)
        throw new UnreadableFile(
          file,
          `Le fichier a plus de ${mostRows.toLocaleString("fr-FR")} lignes. Coupez-le en plusieurs fichiers, sans séparer les lignes d’une même famille.`,
        );
      sink.row({ line, cells });
    };
    try {
      cut(bytes.subarray(from), separator, (cells, end) => take(cells, from + end));
      return;
    } catch (error) {
      const reason = error instanceof CsvError ? explain(error) : error instanceof Misshapen ? error.message : null;
      if (reason === null) throw error;
      const next = lines.nextLine(start);
      sink.broken({
        line: lines.at(start),
        reason,
        text: bytes.toString("utf8", start, Math.min(next, start + longestRow)).trimEnd(),
      });
      start = next;
    }
  }
}

/** Stops csv-parse at a row that cannot be one. The message is the reason; it never leaves this module. */
class Misshapen extends Error {}

/** Rows are handed on one by one, so that the parser keeps none. */
function cut(bytes: Buffer, separator: string, row: (cells: readonly string[], end: number) => void): void {
  parse(bytes, {
    delimiter: separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: longestRow,
    on_record: (cells: readonly string[], { bytes: end }) => {
      row(cells, end);
      return null;
    },
  });
}

function misshapen(cells: readonly string[], spansLines: boolean, width: number | null): string | null {
  if (width === null || cells.every((cell) => cell.trim() === "")) return null;
  const extra = cells.slice(width);
  // Some software ends every line with a separator.
  if (cells.length >= width && extra.every((cell) => cell.trim() === "")) return null;
  if (spansLines) return "un guillemet ouvert sur cette ligne n’est pas fermé au bon endroit";
  return `cette ligne a ${cells.length} ${cells.length > 1 ? "cellules" : "cellule"} et l’en-tête ${width} : un séparateur manque, ou se trouve dans un texte sans guillemets`;
}

const neverClosed: ReadonlySet<CsvError["code"]> = new Set(["CSV_QUOTE_NOT_CLOSED", "CSV_MAX_RECORD_SIZE"]);

const explain = (error: CsvError): string =>
  neverClosed.has(error.code)
    ? "un guillemet ouvert sur cette ligne n’est jamais fermé"
    : 'un guillemet est mal placé : un texte entre guillemets s’écrit "texte", et un guillemet dans le texte se double ("")';
