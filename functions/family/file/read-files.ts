/**
 * The two files of an import, read and joined. Pure.
 *
 * A family enters whole or not at all: one bad line, of an adult or of a child, keeps its whole family out. A line so
 * broken that it could not be cut into cells keeps out every family whose code can be seen on it.
 */
import { eldestFirst, type Family } from "../rules/family.ts";
import { readId, tidyLogin, type FamilyCode, type PlainDate } from "../../kernel/ids.ts";
import { readChildrenFile } from "./children-file.ts";
import { readFamiliesFile } from "./families-file.ts";
import type { Fault, FileName } from "../../import/fault.ts";

export interface ImportFiles {
  readonly families: Uint8Array;
  readonly children: Uint8Array;
}

export interface ImportContent {
  /** Families without a fault, in the order of the file. */
  readonly families: readonly Family[];
  /** Families that stay out. */
  readonly refused: ReadonlySet<FamilyCode>;
  /** By file, then by line. */
  readonly faults: readonly Fault[];
  /** What was left out of good lines. */
  readonly notices: readonly Fault[];
  readonly ignoredColumns: Readonly<Record<FileName, readonly string[]>>;
  /** Lines of each file, without its heading and its blank lines. */
  readonly lineCounts: Readonly<Record<FileName, number>>;
}

/** Throws `UnreadableFile` when one of the files cannot be read at all. */
export function readImport(files: ImportFiles, today: PlainDate): ImportContent {
  const { households, findings: ofFamilies } = readFamiliesFile(files.families);
  const { children, findings: ofChildren, fault } = readChildrenFile(files.children, today);
  const childrenOf = Map.groupBy(children, ({ familyCode }) => familyCode);
  const known = new Set([...households.keys(), ...childrenOf.keys()]);
  const broken = [...ofFamilies.broken, ...ofChildren.broken].map(({ file, line, reason, cells }): Fault => ({
    file,
    line,
    reason,
    families: familiesOn(cells, known),
  }));
  const doubtful = new Set(broken.flatMap((line) => line.families));
  for (const { familyCode, line } of children) {
    if (!households.has(familyCode) && !doubtful.has(familyCode))
      fault(line, `la famille ${familyCode} n’est pas dans le fichier des familles`, familyCode);
  }

  const faults = [...ofFamilies.faults, ...ofChildren.faults, ...broken].sort(byFileThenLine);
  const refused = new Set(faults.flatMap((found) => found.families));
  const families: Family[] = [];
  for (const { code, guardians, address, resident } of households.values()) {
    if (refused.has(code) || !address || resident === undefined) continue;
    families.push({
      household: { code, guardians, address, resident },
      children: (childrenOf.get(code) ?? []).map(({ child }) => child).sort(eldestFirst),
    });
  }
  return {
    families,
    refused,
    faults,
    notices: [...ofFamilies.notices, ...ofChildren.notices],
    ignoredColumns: { families: ofFamilies.ignoredColumns, children: ofChildren.ignoredColumns },
    lineCounts: { families: ofFamilies.lineCount, children: ofChildren.lineCount },
  };
}

/**
 * Families that a line without readable cells may be about: those whose code stands in a cell; else, a separator being
 * perhaps what is missing, those whose code stands anywhere. Better one family too many left out, and said, than half
 * of one let in.
 */
function familiesOn(cells: readonly string[], known: ReadonlySet<FamilyCode>): readonly FamilyCode[] {
  const tidy = cells.map(tidyLogin);
  const among = (texts: readonly string[]): readonly FamilyCode[] =>
    [...new Set(texts.flatMap((text) => readId("FamilyCode", text) ?? []))].filter((code) => known.has(code));
  const inCells = among(tidy);
  return inCells.length > 0
    ? inCells
    : among(tidy.flatMap((text) => (text.match(/[A-Z0-9]{4,200}/gu) ?? []).flatMap(piecesOf)));
}

/** Every piece of a text that is as long as a family code can be. */
function piecesOf(text: string): readonly string[] {
  const lengths = [4, 5, 6, 7, 8, 9, 10, 11, 12];
  return Array.from(text, (_, start) => lengths.map((length) => text.slice(start, start + length))).flat();
}

const byFileThenLine = (one: Fault, other: Fault): number =>
  one.file === other.file ? one.line - other.line : one.file === "families" ? -1 : 1;
