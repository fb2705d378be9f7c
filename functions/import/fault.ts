import type { FamilyCode } from "../kernel/ids.ts";

/** The two files of an import of families. */
export type FileName = "families" | "children";
/** Every file with a heading and a record a line. */
export type TableFile = FileName | "quotients";
/** Every file that comes in as text. */
export type AnyFile = TableFile | "catalogue";

/** Something to mend in a file, said to the municipal staff member who made it: where, and why. */
export interface Fault<F extends TableFile = FileName> {
  readonly file: F;
  /** As a text editor or a spreadsheet counts them, the heading being line 1 and quoted line breaks counted. */
  readonly line: number;
  /** Heading of the column, as the file writes it. */
  readonly column?: string;
  /** French. */
  readonly reason: string;
  /** The reason without what is this line's own: faults of one kind and column are told together. */
  readonly kind?: string;
  /** Families that stay out because of it; none when the line does not tell. */
  readonly families: readonly FamilyCode[];
}

/** The file as a whole cannot be read; nothing of the import can go in. Messages are French, for the staff member. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  readonly file: AnyFile;

  constructor(file: AnyFile, message: string) {
    super(message);
    this.file = file;
  }
}
