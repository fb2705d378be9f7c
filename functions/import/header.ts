/** The heading of a file: which separator it uses, which column is which. */
import { UnreadableFile, type FileName } from "./fault.ts";

export interface Column {
  /** How our documentation writes it. */
  readonly heading: string;
  /** Other headings that mean the same, in exports seen; accents, case, spaces and punctuation do not matter. */
  readonly also: readonly string[];
  /** `true`: without it the file says too little to be read. */
  readonly needed: boolean;
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
const fold = (heading: string): string =>
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
    return headings.filter((heading) => known.has(fold(heading))).length * 1000 + headings.length;
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
  file: FileName,
): Header<Field> {
  const known = namesOf(columns);
  const places = new Map<Field, { index: number; heading: string }>();
  const ignored: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const heading = cell.trim();
    const field = known.get(fold(heading));
    if (!field) {
      if (heading !== "") ignored.push(heading);
      continue;
    }
    const first = places.get(field);
    if (first)
      throw new UnreadableFile(
        file,
        `Les colonnes « ${first.heading} » et « ${heading} » disent la même chose (${columns[field].heading}). Gardez-en une.`,
      );
    places.set(field, { index, heading });
  }
  const missing = fieldsOf(columns).filter((field) => columns[field].needed && !places.has(field));
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

const fieldsOf = <Field extends string>(columns: Columns<Field>): readonly Field[] =>
  Object.keys(columns).filter((name): name is Field => name in columns);

const namesOf = <Field extends string>(columns: Columns<Field>): ReadonlyMap<string, Field> =>
  new Map(
    fieldsOf(columns).flatMap((field) =>
      [columns[field].heading, ...columns[field].also].map((name) => [fold(name), field] as const),
    ),
  );

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
