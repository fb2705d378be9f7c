/** One file as lines whose cells are asked for by name; what is wrong with them gathers here. */
import { createHash } from "node:crypto";
import type { FamilyCode } from "../kernel/ids.ts";
import type { Reader } from "./cells.ts";
import { UnreadableFile, type Fault, type FileName, type TableFile } from "./fault.ts";
import { detectSeparator, isSeparatorHint, readHeader, type Columns, type Header } from "./header.ts";
import { readRows, type BrokenRow } from "./rows.ts";
import { decodeText } from "./text.ts";

export interface Line<Field extends string> {
  readonly number: number;
  readonly isBlank: (field: Field) => boolean;
  /** Value of a cell that must be there; `undefined` once its fault is noted. */
  readonly needed: <T>(field: Field, read: Reader<T>) => T | undefined;
  /** Value of a cell that may be empty. */
  readonly optional: <T>(field: Field, read: Reader<T>) => T | undefined;
  /**
   * The same, of a cell that the line can do without: what cannot be read is left out, and said. `without`: what the
   * family then enters with.
   */
  readonly spare: <T>(field: Field, read: Reader<T>, without?: string) => T | undefined;
  /** Whether the line says something of it, be it nothing: not when the column is missing, or its cell left out. */
  readonly says: (field: Field) => boolean;
  readonly leftOut: (field: Field) => boolean;
  readonly fault: (reason: string, field?: Field, kind?: string) => void;
  /** Something that is left out, or read otherwise than it is written, of a line that is good. */
  readonly note: (reason: string, field?: Field, kind?: string) => void;
  /** The cell as it stands; empty where the column is missing. */
  readonly text: (field: Field) => string;
}

/** What reading a file found out, beside its content. */
export interface Findings<F extends TableFile = FileName> {
  readonly faults: readonly Fault<F>[];
  /** Things left out of lines that are good. */
  readonly notices: readonly Fault<F>[];
  readonly ignoredColumns: readonly string[];
  readonly lineCount: number;
  /** Lines that could not be cut into cells; which families they are about is for the reader of both files to say. */
  readonly broken: readonly BrokenLine<F>[];
}

export interface BrokenLine<F extends TableFile = FileName> extends BrokenRow {
  readonly file: F;
  /** What stands between its separators, quotes taken away. */
  readonly cells: readonly string[];
}

/** Faults that come to light once all lines are read. */
export interface Gathered<F extends TableFile = FileName> {
  readonly findings: Findings<F>;
  readonly fault: (line: number, reason: string, familyCode: FamilyCode, kind?: string) => void;
  readonly hasColumn: (field: string) => boolean;
  /** Where a column stands among the cells; absent where the file has none. */
  readonly placeOf: (field: string) => number | undefined;
}

/**
 * Reads a file line by line. `columnsOf` says what its columns mean, from the headings that stand together. `take` names the family that the line is about as soon as it knows: a fault on the line,
 * before or after, keeps that family out. Throws `UnreadableFile`.
 */
export function readLines<Field extends string, F extends TableFile>(
  bytes: Uint8Array,
  file: F,
  columnsOf: (headings: readonly string[]) => Columns<Field>,
  take: (line: Line<Field>) => FamilyCode | undefined,
): Gathered<F> {
  const text = decodeText(bytes, file);
  const known = { columns: columnsOf([]) };
  const separator = detectSeparator(text, known.columns);
  /** Line of each row, by what it says. */
  const seen = new Map<string, number>();
  const faults: Fault<F>[] = [];
  const notices: Fault<F>[] = [];
  const broken: BrokenLine<F>[] = [];
  const heading: { read: Header<Field> | null } = { read: null };
  let lineCount = 0;

  readRows(text, separator, file, {
    width: () => heading.read?.width ?? null,
    row: ({ line, cells }) => {
      const header = heading.read;
      if (!header) {
        if (isSeparatorHint(cells[0] ?? "")) return;
        known.columns = columnsOf(cells);
        heading.read = readHeader(cells, known.columns, file);
        return;
      }
      lineCount += 1;
      const said = createHash("sha256").update(cells.join("\u0000").trim()).digest("base64");
      const before = seen.get(said);
      if (before !== undefined) {
        const kind = "cette ligne en répète une autre à l’identique : elle compte une fois";
        notices.push({ file, line, reason: `${kind} (ligne ${before})`, kind, families: [] });
        return;
      }
      seen.set(said, line);
      const found: LineParts<Field, F>["found"] = { faults: [], notices: [] };
      const familyCode = take(lineOf({ number: line, cells, header, file, columns: known.columns, found }));
      const families = familyCode ? [familyCode] : [];
      faults.push(...found.faults.map((fault) => ({ ...fault, families })));
      notices.push(...found.notices.map((notice) => ({ ...notice, families })));
    },
    broken: (row) => {
      if (!heading.read) throw new UnreadableFile(file, `L’en-tête est illisible : ${row.reason}.`);
      lineCount += 1;
      broken.push({ ...row, file, cells: row.text.replaceAll('"', "").split(separator) });
    },
  });
  if (!heading.read) throw new UnreadableFile(file, "Le fichier est vide.");
  const places = new Map<string, number>([...heading.read.places].map(([field, { index }]) => [field, index]));
  const placeOf = (field: string): number | undefined => places.get(field);
  return {
    findings: { faults, notices, ignoredColumns: heading.read.ignored, lineCount, broken },
    fault: (line, reason, familyCode, kind) =>
      void faults.push({ file, line, reason, ...(kind === undefined ? {} : { kind }), families: [familyCode] }),
    hasColumn: (field) => placeOf(field) !== undefined,
    placeOf,
  };
}

interface LineParts<Field extends string, F extends TableFile> {
  readonly number: number;
  readonly cells: readonly string[];
  readonly header: Header<Field>;
  readonly file: F;
  readonly columns: Columns<Field>;
  readonly found: { readonly faults: Omit<Fault<F>, "families">[]; readonly notices: Omit<Fault<F>, "families">[] };
}

function lineOf<Field extends string, F extends TableFile>({
  number,
  cells,
  header,
  file,
  columns,
  found,
}: LineParts<Field, F>): Line<Field> {
  const headingOf = (field: Field): string => header.places.get(field)?.heading ?? columns[field].heading;
  const textOf = (field: Field): string => {
    const place = header.places.get(field);
    return place ? (cells[place.index] ?? "").trim() : "";
  };
  const finding = (reason: string, field?: Field, kind?: string): Omit<Fault<F>, "families"> => ({
    file,
    line: number,
    reason,
    ...(kind === undefined ? {} : { kind }),
    ...(field ? { column: headingOf(field) } : {}),
  });
  const fault = (reason: string, field?: Field, kind?: string): void =>
    void found.faults.push(finding(reason, field, kind));
  const leftOut = new Set<Field>();
  /** `without` null: the line is at fault. */
  const value = <T>(field: Field, read: Reader<T>, without: string | null): T | undefined => {
    const text = textOf(field);
    if (text === "") return undefined;
    const reading = read(text);
    if ("reason" in reading && without !== null) {
      leftOut.add(field);
      const { reason, kind = reason } = reading;
      const why = (what: string): string => `${what} ; ${without}`;
      found.notices.push({ file, line: number, column: headingOf(field), reason: why(reason), kind: why(kind) });
      return undefined;
    }
    if ("reason" in reading) {
      fault(reading.reason, field, reading.kind);
      return undefined;
    }
    if (reading.notice) found.notices.push({ file, line: number, column: headingOf(field), reason: reading.notice });
    return reading.value;
  };
  const optional = <T>(field: Field, read: Reader<T>): T | undefined => value(field, read, null);
  return {
    number,
    fault,
    note: (reason, field, kind) => void found.notices.push(finding(reason, field, kind)),
    text: textOf,
    optional,
    spare: (field, read, without = "la famille entre sans") => value(field, read, without),
    leftOut: (field) => leftOut.has(field),
    says: (field) => header.places.has(field) && !leftOut.has(field),
    isBlank: (field) => textOf(field) === "",
    needed: (field, read) => {
      if (textOf(field) === "") fault("cette cellule est vide", field);
      return optional(field, read);
    },
  };
}
