/**
 * What the portal keeps although the files say something else, field by field: a file of its own, for whoever goes
 * through it with the families. Pure.
 */
import type { KeptAnswer } from "../../functions/child-record/use-cases/enter-records.ts";
import type { KeptOfFamily } from "../../functions/family/use-cases/enter-families.ts";
import { foldCode } from "../../functions/family/rules/codes.ts";
import type { FieldValue } from "../../functions/family/rules/field-values.ts";
import { childPlace, type ImportContent } from "../../functions/family/file/read-files.ts";
import { adultSection } from "../../functions/family/sections/adult.ts";
import { householdSection } from "../../functions/family/sections/household.ts";
import { newChildSection } from "../../functions/family/sections/new-child.ts";
import type { FileName } from "../../functions/import/fault.ts";
import { csvFile } from "../../functions/kernel/csv.ts";
import type { FileNames } from "./import-report.ts";

/** One field that stays as the portal has it. */
export interface KeptLine {
  readonly file: FileName;
  readonly line: number;
  readonly familyCode: string;
  /** Whose field; null: the household's. */
  readonly person: string | null;
  /** In words, as pages call it. */
  readonly field: string;
  /** In words; null: nothing is known, or it is not for a file to show. */
  readonly stands: string | null;
  readonly said: string | null;
  readonly why: string;
}

const fields = new Map(
  [newChildSection, householdSection, adultSection].flatMap((section) =>
    section.fields.map((field) => [field.id, field]),
  ),
);
/** What no form of the family's asks for. */
const otherNames: Readonly<Record<string, string>> = {
  guardians: "Responsable retiré du foyer",
  left: "Enfant parti du foyer",
};

const keptFieldName = (field: string): string => fields.get(field)?.label ?? otherNames[field] ?? field;

function inWords(field: string, value: FieldValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? "oui" : "non";
  return fields.get(field)?.say(value, {}) ?? JSON.stringify(value);
}

const why = {
  changed: "changé sur le portail depuis ce que votre logiciel disait à un import",
  known: "le portail le savait avant que votre logiciel ne le dise",
  empty: "la famille est arrivée par le portail, où rien n’est dit ici : à voir avec elle",
};

/** Where the files name what was kept: the child's line, else the family's first. */
export function keptLines(
  kept: readonly KeptOfFamily[],
  { lines, childLines, oneFile }: Pick<ImportContent, "lines" | "childLines" | "oneFile">,
): readonly KeptLine[] {
  // The portal may have the zeros of a code that a file has lost.
  const byFold = new Map([...lines].map(([code, line]) => [foldCode(code), line]));
  return kept.map(({ familyCode, childId, whose, field, stands, said, saidBefore }): KeptLine => {
    const ofChild = childId && childLines.get(childPlace(familyCode, childId));
    return {
      file: ofChild === undefined || oneFile ? "families" : "children",
      line: ofChild ?? lines.get(familyCode) ?? byFold.get(foldCode(familyCode)) ?? 1,
      familyCode,
      person: whose ?? null,
      field: keptFieldName(field),
      stands: inWords(field, stands),
      said: inWords(field, said),
      why: saidBefore ? why.changed : stands === undefined ? why.empty : why.known,
    };
  });
}

/** The same of what children's files hold, where the health of nobody is repeated. */
export const keptAnswers = (
  kept: readonly KeptAnswer[],
  { oneFile }: Pick<ImportContent, "oneFile">,
): readonly KeptLine[] =>
  kept.map(({ childName, ...one }) => ({ ...one, person: childName, file: oneFile ? "families" : "children" }));

/** As a spreadsheet opens it; what was typed is text there, whatever it begins with. */
export const keptFile = (lines: readonly KeptLine[], names: FileNames): string =>
  csvFile([
    ["fichier", "ligne", "code famille", "personne", "champ", "le portail garde", "le fichier dit", "pourquoi"],
    ...lines.map(({ file, line, familyCode, person, field, stands, said, why: reason }) => [
      names[file],
      String(line),
      familyCode,
      person ?? "",
      field,
      stands ?? "",
      said ?? "",
      reason,
    ]),
  ]);
