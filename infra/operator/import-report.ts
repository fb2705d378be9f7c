/** What an import tells the person who runs it. Pure: lines of French text. */
import type { EntryReport } from "../../functions/family/use-cases/enter-families.ts";
import type { Fault, FileName } from "../../functions/import/fault.ts";
import { childPlace, type ImportContent } from "../../functions/family/file/read-files.ts";
import type { FamilyCode } from "../../functions/kernel/ids.ts";
import type { RecordsFile } from "../../functions/child-record/file/read-records.ts";
import type { RecordsReport } from "../../functions/child-record/use-cases/enter-records.ts";
import type { KeptLine } from "./kept-file.ts";

/** The files' names as the person typed them. */
export type FileNames = Readonly<Record<FileName, string>>;

const number = new Intl.NumberFormat("fr-FR");
/** `0 famille`, `1 famille`, `2 familles`: French counts zero as singular. */
export const count = (quantity: number, one: string, many = `${one}s`): string =>
  `${number.format(quantity)} ${quantity < 2 ? one : many}`;

const place = ({ file, line, column }: Fault, names: FileNames): string =>
  `${names[file]}, ligne ${line}${column === undefined ? "" : `, colonne « ${column} »`}`;

const families = ({ families: codes }: Fault): string =>
  codes.length === 0 ? "" : ` (${codes.length === 1 ? "famille" : "familles"} ${codes.join(", ")})`;

/** A title and its lines; nothing without lines. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`), ""];
}

/** Faults of one kind that are told one by one; more are told together. */
const mostOneByOne = 3;
/** Lines that are named of faults told together. */
const linesNamed = 5;

/** Faults as people mend them: those of one kind and column together, in the order in which each kind first comes. */
export function describeFaults(faults: readonly Fault[], names: FileNames): readonly string[] {
  const kinds = Map.groupBy(faults, ({ file, column, kind, reason }) => JSON.stringify([file, column, kind ?? reason]));
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first || alike.length <= mostOneByOne)
      return alike.map((fault) => `${place(fault, names)} : ${fault.reason}${families(fault)}`);
    const lines = alike.slice(0, linesNamed).map(({ line }) => number.format(line));
    const more = alike.length > linesNamed ? "…" : "";
    const column = first.column === undefined ? "" : `, colonne « ${first.column} »`;
    const example = first.kind === undefined ? "" : ` (ligne ${number.format(first.line)} : ${first.reason})`;
    return [
      `${names[first.file]}${column}, ${count(alike.length, "ligne")} (${lines.join(", ")}${more}) : ${first.kind ?? first.reason}${example}`,
    ];
  });
}

/** What the files hold, before anything is written. */
export function describeContent(
  content: ImportContent,
  names: FileNames,
  { resident }: { readonly resident: boolean },
): readonly string[] {
  const all = ["families", "children"] as const satisfies readonly FileName[];
  const fileNames = all.filter((file) => file === "families" || names.children !== names.families);
  return [
    ...fileNames.map((file) => `${names[file]} : ${count(content.lineCounts[file], "ligne")}`),
    "",
    ...section("Lignes à corriger (leur famille n’entre pas) :", describeFaults(content.faults, names)),
    ...section("Remarques (la ligne entre quand même) :", describeFaults(content.notices, names)),
    ...(content.saysResident
      ? []
      : [
          `Aucune colonne ne dit qui habite le territoire : les familles nouvelles sont notées ${resident ? "résidentes (--resident non pour le contraire)" : "non résidentes (--resident oui pour le contraire)"}, les autres restent comme elles sont.`,
          "",
        ]),
    ...section(
      "Colonnes qui ne sont pas reprises :",
      fileNames.flatMap((file) =>
        content.ignoredColumns[file].length > 0 ? [`${names[file]} : ${content.ignoredColumns[file].join(", ")}`] : [],
      ),
    ),
  ];
}

/** Families whose kept fields are told one by one; the rest stands in the file of them. */
const mostKeptTold = 20;

/** What the portal keeps of each family, in a line; all of it stands in a file of its own (kept-file.ts). */
export function describeKept(kept: readonly KeptLine[]): readonly string[] {
  const families = [...Map.groupBy(kept, ({ familyCode }) => familyCode)];
  const told = families
    .slice(0, mostKeptTold)
    .map(([code, fields]) => `famille ${code} : ${[...new Set(fields.map(({ field }) => field))].join(", ")}`);
  const more = families.length - told.length;
  return section(
    "À vérifier (modifié à la fois sur le portail et dans le fichier ; le portail garde sa valeur) :",
    more > 0 ? [...told, `et ${count(more, "autre famille", "autres familles")}`] : told,
  );
}

/** People whom the portal has under another code, as faults and remarks of their lines. */
export interface DoublesByLine {
  readonly faults: readonly Fault[];
  readonly notices: readonly Fault[];
  /** Families that stay out because of them, as the file writes their codes. */
  readonly refused: ReadonlySet<FamilyCode>;
}

export function doublesByLine(
  doubles: EntryReport["doubles"],
  { lines, childLines, oneFile }: Pick<ImportContent, "lines" | "childLines" | "oneFile">,
): DoublesByLine {
  const faultOf = ({ familyCode, childId, reason, kind }: EntryReport["doubles"][number]): Fault => {
    const ofChild = childId && childLines.get(childPlace(familyCode, childId));
    return {
      file: ofChild === undefined || oneFile ? "families" : "children",
      line: ofChild ?? lines.get(familyCode) ?? 1,
      reason,
      kind,
      families: [familyCode],
    };
  };
  const [refused, others] = [true, false].map((which) => doubles.filter((one) => one.refused === which));
  return {
    faults: (refused ?? []).map(faultOf),
    notices: (others ?? []).map(faultOf),
    refused: new Set((refused ?? []).map(({ familyCode }) => familyCode)),
  };
}

/** What was done with children's files, or would be; nothing where the files say nothing of them. */
export function describeRecords(
  { changed, unchanged, leftOut }: RecordsReport,
  { drafts }: Pick<RecordsFile, "drafts">,
  { names, oneFile, dryRun }: { readonly names: FileNames; readonly oneFile: boolean; readonly dryRun: boolean },
): readonly string[] {
  if (drafts.length === 0) return [];
  const file = oneFile ? "families" : "children";
  const faults = leftOut.map(({ line, reason }): Fault => ({ file, line, reason, families: [] }));
  return [
    ...section("Laissé de côté dans les fiches des enfants :", describeFaults(faults, names)),
    `Fiches des enfants${dryRun ? " (essai à blanc)" : ""} : ${count(changed, "modifiée")}, ${count(unchanged, "inchangée")}.`,
  ];
}

/** What was done, or would be. */
export function describeEntry(
  { counts, tooManyGuardians }: Pick<EntryReport, "counts" | "tooManyGuardians">,
  doubles: DoublesByLine,
  {
    content,
    names,
    kept,
    dryRun,
  }: {
    readonly content: ImportContent;
    readonly names: FileNames;
    readonly kept: readonly KeptLine[];
    readonly dryRun: boolean;
  },
): readonly string[] {
  const refused = content.refused.size + tooManyGuardians.length + doubles.refused.size;
  const children = content.families
    .filter(({ household }) => !doubles.refused.has(household.code))
    .reduce((sum, family) => sum + family.children.length, 0);
  return [
    ...section("Doublons (leur famille n’entre pas) :", describeFaults(doubles.faults, names)),
    ...section("Doublons possibles (la famille entre quand même) :", describeFaults(doubles.notices, names)),
    ...describeKept(kept),
    ...section(
      "Familles à traiter au guichet (plus de neuf responsables s’y sont succédé) :",
      tooManyGuardians.map((code) => `famille ${code}`),
    ),
    `${dryRun ? "Essai à blanc, rien n’a été écrit. Cet import ferait : " : "Import terminé : "}${count(counts.new, "famille nouvelle", "familles nouvelles")}, ${count(counts.changed, "modifiée")}, ${count(counts.unchanged, "inchangée")}, ${count(refused, "refusée")} ; ${count(children, "enfant")} dans les familles acceptées.`,
  ];
}
