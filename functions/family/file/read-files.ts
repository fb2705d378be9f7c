/**
 * The two files of an import, read and joined. Pure.
 *
 * A family enters whole or not at all: one bad line, of an adult or of a child, keeps its whole family out. A line so
 * broken that it could not be cut into cells keeps out every family whose code can be seen on it.
 */
import { eldestFirst } from "../rules/family.ts";
import { foldCode, fullest } from "../rules/codes.ts";
import type { SaidChild, SaidFamily } from "../rules/family-merge.ts";
import { readId, tidyLogin, type ChildId, type FamilyCode, type PlainDate } from "../../kernel/ids.ts";
import { childColumns, readChildrenFile, withHouseholds } from "./children-file.ts";
import { familyColumns, readFamiliesFile } from "./families-file.ts";
import type { Fault, FileName } from "../../import/fault.ts";
import { meansColumn, type SaidHeading } from "../../import/header.ts";

export interface ImportFiles {
  readonly families: Uint8Array;
  /** Null: the families' file has a line a child, and says both. */
  readonly children: Uint8Array | null;
}

export interface ImportOptions {
  /** Whether new families live in the territory, when the file has no column that says it. */
  readonly resident: boolean;
  /** What columns of the town's own mean, by their headings: `Domicile` is `adresse`. */
  readonly headings: readonly SaidHeading[];
}

export interface ImportContent {
  /** Families without a fault, in the order of the file. */
  readonly families: readonly SaidFamily[];
  /** Where each family that stands in the files is first named. */
  readonly lines: ReadonlyMap<FamilyCode, number>;
  /** Where each child of a family stands, by both codes (`childPlace`). */
  readonly childLines: ReadonlyMap<string, number>;
  /** Families that stay out. */
  readonly refused: ReadonlySet<FamilyCode>;
  /** By file, then by line. */
  readonly faults: readonly Fault[];
  /** What was left out of good lines. */
  readonly notices: readonly Fault[];
  readonly ignoredColumns: Readonly<Record<FileName, readonly string[]>>;
  /** Lines of each file, without its heading and its blank lines. */
  readonly lineCounts: Readonly<Record<FileName, number>>;
  /** One file says both, families and children. */
  readonly oneFile: boolean;
  /** False: no column says who lives in the territory. */
  readonly saysResident: boolean;
}

/** Names a child of a household among the lines. */
export const childPlace = (family: FamilyCode, child: ChildId): string => `${family} ${child}`;

/** Whether the portal knows a column of that name, in either file. */
export const isKnownHeading = (heading: string): boolean =>
  [familyColumns, childColumns].some((columns) => meansColumn(heading, columns));

/** Throws `UnreadableFile` when one of the files cannot be read at all. */
export function readImport(
  files: ImportFiles,
  today: PlainDate,
  { resident: residentUnlessSaid = true, headings = [] }: Partial<ImportOptions> = {},
): ImportContent {
  const oneFile = files.children === null;
  const {
    households,
    findings: ofFamilies,
    saysResident,
  } = readFamiliesFile(files.families, today, { oneFile, headings });
  const read = readChildrenFile(files.children ?? files.families, today, { oneFile, headings });
  const { findings: ofChildren, fault } = read;
  const codes = spellings(
    [...households.values()].map(({ code }) => code).concat(read.children.map((one) => one.familyCode)),
  );
  const childCodes = spellings(read.children.map(({ child }) => child.id));
  const respelt: Fault[] = [];
  const children = withHouseholds(
    read.children.map((draft) => {
      const familyCode = codes.get(foldCode(draft.familyCode)) ?? draft.familyCode;
      if (familyCode !== draft.familyCode)
        respelt.push(lostZeros("children", draft.line, draft.familyCode, familyCode));
      const child = { ...draft.child, id: childCodes.get(foldCode(draft.child.id)) ?? draft.child.id };
      return { ...draft, familyCode, child };
    }),
  );
  const spelt = (found: readonly Fault[]): readonly Fault[] =>
    found.map((one) => ({ ...one, families: one.families.map((code) => codes.get(foldCode(code)) ?? code) }));
  const childrenOf = Map.groupBy(children, ({ familyCode }) => familyCode);
  const known = new Map([...codes].map(([fold, code]) => [fold, code]));
  const broken = [...ofFamilies.broken, ...(oneFile ? [] : ofChildren.broken)].map(
    ({ file, line, reason, cells }): Fault => ({
      file,
      line,
      reason,
      families: familiesOn(cells, known),
    }),
  );
  const doubtful = new Set(broken.flatMap((line) => line.families));
  for (const { familyCode, line } of children) {
    if (!households.has(foldCode(familyCode)) && !doubtful.has(familyCode))
      fault(
        line,
        `la famille ${familyCode} n’est pas dans le fichier des familles`,
        familyCode,
        "sa famille n’est pas dans le fichier des familles",
      );
  }

  const faults = [
    ...spelt(ofFamilies.faults),
    ...spelt(oneFile ? further(ofChildren.faults, ofFamilies.faults) : ofChildren.faults),
    ...broken,
  ].sort(byFileThenLine);
  const refused = new Set(faults.flatMap((found) => found.families));
  const families: SaidFamily[] = [];
  for (const household of households.values()) {
    const { code: written, line, guardians, links, address, resident, residentUnread } = household;
    const code = codes.get(foldCode(written)) ?? written;
    if (code !== written) respelt.push(lostZeros("families", line, written, code));
    if (refused.has(code) || !address || (resident === undefined && saysResident && !residentUnread)) continue;
    const own = (childrenOf.get(code) ?? []).map(({ child, line: at }): SaidChild => {
      // A line of one file is about its own child; an adult's own line is about all of theirs.
      const linkedTo = links.filter((one) => !oneFile || one.line === at).map(({ adult, link }) => ({ adult, link }));
      return linkedTo.length === 0 ? child : { ...child, linkedTo };
    });
    families.push({
      household: {
        code,
        guardians,
        address,
        resident: resident ?? residentUnlessSaid,
        ...("situation" in household ? { situation: household.situation } : {}),
        ...(resident === undefined ? { unsaid: ["resident"] } : {}),
      },
      children: own.sort(eldestFirst),
    });
  }
  return {
    families,
    lines: new Map(
      [...households.values()].map(({ code, line }) => [codes.get(foldCode(code)) ?? code, line] as const),
    ),
    childLines: new Map(
      children.map(({ familyCode, child, line }) => [childPlace(familyCode, child.id), line] as const),
    ),
    refused,
    faults,
    notices: [
      ...spelt(ofFamilies.notices),
      ...respelt,
      ...spelt(oneFile ? further(ofChildren.notices, ofFamilies.notices) : ofChildren.notices),
    ],
    ignoredColumns: oneFile
      ? {
          families: ofFamilies.ignoredColumns.filter((heading) => ofChildren.ignoredColumns.includes(heading)),
          children: [],
        }
      : { families: ofFamilies.ignoredColumns, children: ofChildren.ignoredColumns },
    lineCounts: { families: ofFamilies.lineCount, children: ofChildren.lineCount },
    oneFile,
    saysResident,
  };
}

/** One writing for each code, the one with all its zeros, by what its writings have in common. */
function spellings<Code extends FamilyCode | ChildId>(codes: readonly Code[]): ReadonlyMap<string, Code> {
  const found = new Map<string, Code>();
  for (const code of codes) found.set(foldCode(code), fullest(found.get(foldCode(code)) ?? code, code));
  return found;
}

function lostZeros(file: FileName, line: number, written: FamilyCode, meant: FamilyCode): Fault {
  const kind = "un tableur a mangé les zéros du code famille : il est lu avec les zéros de l’autre fichier";
  return { file, line, reason: `${written} est lu ${meant} : ${kind}`, kind, families: [meant] };
}

/** What one file says is told once, and as that file's, although it is read for its families and for its children. */
function further(found: readonly Fault[], told: readonly Fault[]): readonly Fault[] {
  const known = new Set(told.map(({ line, column, reason }) => JSON.stringify([line, column, reason])));
  return found
    .filter(({ line, column, reason }) => !known.has(JSON.stringify([line, column, reason])))
    .map((one) => ({ ...one, file: "families" }));
}

/**
 * Families that a line without readable cells may be about: those whose code stands in a cell; else, a separator being
 * perhaps what is missing, those whose code stands anywhere. Better one family too many left out, and said, than half
 * of one let in.
 */
function familiesOn(cells: readonly string[], known: ReadonlyMap<string, FamilyCode>): readonly FamilyCode[] {
  const tidy = cells.map(tidyLogin);
  const among = (texts: readonly string[]): readonly FamilyCode[] => [
    ...new Set(texts.flatMap((text) => known.get(foldCode(readId("FamilyCode", text) ?? "")) ?? [])),
  ];
  const inCells = among(tidy);
  return inCells.length > 0
    ? inCells
    : among(
        tidy.flatMap((text) => [
          ...(text.match(/[A-Z0-9]{4,200}/gu) ?? []).flatMap(piecesOf),
          ...(text.match(/[0-9]{1,12}/gu) ?? []),
        ]),
      );
}

/** Every piece of a text that is as long as a family code with letters can be. */
function piecesOf(text: string): readonly string[] {
  const lengths = [4, 5, 6, 7, 8, 9, 10, 11, 12];
  return Array.from(text, (_, start) => lengths.map((length) => text.slice(start, start + length))).flat();
}

const byFileThenLine = (one: Fault, other: Fault): number =>
  one.file === other.file ? one.line - other.line : one.file === "families" ? -1 : 1;
