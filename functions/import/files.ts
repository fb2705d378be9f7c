/**
 * The two files of an import, read and joined. Pure.
 *
 * A family enters whole or not at all: one bad line, of an adult or of a child, keeps its whole family out. A line so broken
 * that it could not be cut into cells keeps out every family whose code can be seen on it.
 */
import { eldestFirst, type Child, type Family } from "../domain/family.ts";
import type { FamilyCode, PlainDate } from "../domain/ids.ts";
import { readChildrenFile } from "./children-file.ts";
import { readFamiliesFile } from "./families-file.ts";
import type { Fault, FileName } from "./fault.ts";

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
  const doubtful = new Set([...ofFamilies.doubtful, ...ofChildren.doubtful]);
  const childrenOf = new Map<FamilyCode, Child[]>();
  const orphaned = new Set<FamilyCode>();
  for (const { familyCode, child, line } of children) {
    const siblings = childrenOf.get(familyCode);
    if (siblings) siblings.push(child);
    else childrenOf.set(familyCode, [child]);
    if (households.has(familyCode)) continue;
    orphaned.add(familyCode);
    if (!doubtful.has(familyCode)) fault(line, `la famille ${familyCode} n’est pas dans le fichier des familles`, familyCode);
  }

  const faults = [...ofFamilies.faults, ...ofChildren.faults].sort(byFileThenLine);
  const refused = new Set([...faults.flatMap((found) => found.familyCode ?? []), ...orphaned, ...[...households.keys()].filter((code) => doubtful.has(code))]);
  const families: Family[] = [];
  for (const { code, guardians, address, resident } of households.values()) {
    if (refused.has(code) || !address || resident === undefined) continue;
    families.push({ household: { code, guardians, address, resident }, children: (childrenOf.get(code) ?? []).sort(eldestFirst) });
  }
  return {
    families, refused, faults, notices: [...ofFamilies.notices, ...ofChildren.notices],
    ignoredColumns: { families: ofFamilies.ignoredColumns, children: ofChildren.ignoredColumns },
    lineCounts: { families: ofFamilies.lineCount, children: ofChildren.lineCount },
  };
}

const byFileThenLine = (one: Fault, other: Fault): number => (one.file === other.file ? one.line - other.line : one.file === "families" ? -1 : 1);
