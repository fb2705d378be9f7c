/** The heading of a file: which separator it uses, which column is which. */
import { UnreadableFile, type TableFile } from "./fault.ts";

export interface Column {
  /** How our documentation writes it. */
  readonly heading: string;
  /** Other headings that mean the same, in exports seen; accents, case, spaces and punctuation do not matter. */
  readonly also: readonly string[];
  /** `true`: without it the file says too little to be read. */
  readonly needed: boolean;
  /** Name of the field that says the same in another way, and then makes this one needless. */
  readonly unless?: string;
}
export type Columns<Field extends string> = Readonly<Record<Field, Column>>;

export interface Header<Field extends string> {
  /** Where each known column stands. */
  readonly places: ReadonlyMap<Field, { readonly index: number; readonly heading: string }>;
  readonly width: number;
  /** Headings that mean nothing here; their cells are left out. */
  readonly ignored: readonly string[];
}

const separators = [";", ",", "\t", "|"] as const;

/** `Né(e) le` and `NEE LE` are the same heading. */
export const foldHeading = (heading: string): string =>
  heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, "");

/** `sep=;`, the first line of files that are meant for Excel. */
export const isSeparatorHint = (firstCell: string): boolean => /^"?sep=/iu.test(firstCell);

/** The separator is the one that yields the most columns we know; ties go to the one that cuts most. */
export function detectSeparator(text: string, columns: Columns<string>): string {
  const known = namesOf(columns);
  const firstLine =
    text
      .slice(0, 10_000)
      .split(/\r\n|\n|\r/u)
      .find((line) => line.trim() !== "" && !isSeparatorHint(line)) ?? "";
  const score = (separator: string): number => {
    const headings = firstLine.split(separator); // Quotes around a heading do not matter to `fold`.
    return headings.filter((heading) => known.has(foldHeading(heading))).length * 1000 + headings.length;
  };
  return separators.reduce<string>(
    (best, separator) => (score(separator) > score(best) ? separator : best),
    separators[0],
  );
}

/** Throws `UnreadableFile`, naming every column that is missing or stands twice. */
export function readHeader<Field extends string>(
  cells: readonly string[],
  columns: Columns<Field>,
  file: TableFile,
): Header<Field> {
  const known = namesOf(columns);
  const places = new Map<Field, { index: number; heading: string }>();
  const ignored: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const heading = cell.trim();
    const field = known.get(foldHeading(heading));
    if (!field) {
      if (heading !== "" && foldHeading(heading) !== foldHeading(rejectHeading)) ignored.push(heading);
      continue;
    }
    const first = places.get(field);
    if (!first) places.set(field, { index, heading });
    // Under the very name of our documentation a column is surely meant; the other is one that the town invented.
    else if (foldHeading(first.heading) === foldHeading(columns[field].heading)) ignored.push(heading);
    else if (foldHeading(heading) === foldHeading(columns[field].heading)) {
      ignored.push(first.heading);
      places.set(field, { index, heading });
    } else
      throw new UnreadableFile(
        file,
        `Les colonnes « ${first.heading} » et « ${heading} » disent la même chose (${columns[field].heading}). Gardez-en une, ou nommez la bonne « ${columns[field].heading} ».`,
      );
  }
  const present = new Set<string>(places.keys());
  const missing = fieldsOf(columns).filter(
    (field) => columns[field].needed && !present.has(field) && !present.has(columns[field].unless ?? field),
  );
  if (missing.length > 0)
    throw new UnreadableFile(
      file,
      explainMissing(
        missing.map((field) => columns[field]),
        ignored,
      ),
    );
  return { places, width: cells.findLastIndex((cell) => cell.trim() !== "") + 1, ignored };
}

/** Whether a heading is that of one of these columns. */
export const meansColumn = (heading: string, columns: Columns<string>): boolean =>
  namesOf(columns).has(foldHeading(heading));

/** What the person who runs the import says of a heading that we do not know. */
export interface SaidHeading {
  readonly heading: string;
  /** A heading that we know. */
  readonly means: string;
}

/** Columns that are also known by these headings. */
export function withHeadings<Field extends string>(
  columns: Columns<Field>,
  said: readonly SaidHeading[],
): Columns<Field> {
  if (said.length === 0) return columns;
  const more: Record<Field, Column> = { ...columns };
  for (const field of fieldsOf(columns)) {
    const { heading, also } = columns[field];
    const known = new Set([heading, ...also].map(foldHeading));
    const further = said.filter(({ means }) => known.has(foldHeading(means))).map((one) => one.heading);
    if (further.length > 0) more[field] = { ...columns[field], also: [...also, ...further] };
  }
  return more;
}

/** The column of our own in a file of lines to mend: why each line is in it. */
export const rejectHeading = "motif du rejet";

const fieldsOf = <Field extends string>(columns: Columns<Field>): readonly Field[] =>
  Object.keys(columns).filter((name): name is Field => name in columns);

/** Folded once: a column has hundreds of names where each adult of a line has columns of their own. */
const folded = new WeakMap<Column, readonly string[]>();
function foldedNames(column: Column): readonly string[] {
  const names = folded.get(column) ?? [column.heading, ...column.also].map(foldHeading);
  folded.set(column, names);
  return names;
}

const namesOf = <Field extends string>(columns: Columns<Field>): ReadonlyMap<string, Field> =>
  new Map(fieldsOf(columns).flatMap((field) => foldedNames(columns[field]).map((name) => [name, field] as const)));

function explainMissing(missing: readonly Column[], ignored: readonly string[]): string {
  const list = missing
    .map(
      ({ heading, also }) =>
        `« ${heading} »${
          also.length > 0
            ? ` (ou ${also
                .slice(0, 3)
                .map((name) => `« ${name} »`)
                .join(", ")})`
            : ""
        }`,
    )
    .join(" ; ");
  const others =
    ignored.length > 0 ? ` Colonnes non reconnues : ${ignored.map((name) => `« ${name} »`).join(", ")}.` : "";
  return `La première ligne doit donner le nom des colonnes. Il manque : ${list}.${others}`;
}
