/** What an import tells the person who runs it. Pure: lines of French text. */
import type { EntryReport } from "../../functions/family/use-cases/enter-families.ts";
import type { Fault, FileName } from "../../functions/import/fault.ts";
import type { ImportContent } from "../../functions/family/file/read-files.ts";

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

/** What the files hold, before anything is written. */
export function describeContent(content: ImportContent, names: FileNames): readonly string[] {
  const fileNames = ["families", "children"] as const satisfies readonly FileName[];
  return [
    ...fileNames.map((file) => `${names[file]} : ${count(content.lineCounts[file], "ligne")}`),
    "",
    ...section(
      "Lignes à corriger (leur famille n’entre pas) :",
      content.faults.map((fault) => `${place(fault, names)} : ${fault.reason}${families(fault)}`),
    ),
    ...section(
      "Remarques (la ligne entre quand même) :",
      content.notices.map((notice) => `${place(notice, names)} : ${notice.reason}`),
    ),
    ...section(
      "Colonnes qui ne sont pas reprises :",
      fileNames.flatMap((file) =>
        content.ignoredColumns[file].length > 0 ? [`${names[file]} : ${content.ignoredColumns[file].join(", ")}`] : [],
      ),
    ),
  ];
}

const fieldNames: Readonly<Record<string, string>> = {
  title: "civilité",
  firstName: "prénom",
  lastName: "nom",
  email: "adresse électronique",
  phone: "téléphone",
  payer: "payeur",
  address: "adresse",
  resident: "résident",
  birthDate: "date de naissance",
  grade: "classe",
  school: "école",
};

/** What was done, or would be. */
export function describeEntry(
  { counts, kept, tooManyGuardians }: EntryReport,
  content: ImportContent,
  dryRun: boolean,
): readonly string[] {
  const refused = content.refused.size + tooManyGuardians.length;
  const children = content.families.reduce((sum, family) => sum + family.children.length, 0);
  return [
    ...section(
      "À vérifier (modifié à la fois sur le portail et dans le fichier ; le portail garde sa valeur) :",
      kept.map(
        ({ familyCode, fields }) =>
          `famille ${familyCode} : ${fields.map((field) => fieldNames[field] ?? field).join(", ")}`,
      ),
    ),
    ...section(
      "Familles à traiter au guichet (plus de neuf responsables s’y sont succédé) :",
      tooManyGuardians.map((code) => `famille ${code}`),
    ),
    `${dryRun ? "Essai à blanc, rien n’a été écrit. Cet import ferait : " : "Import terminé : "}${count(counts.new, "famille nouvelle", "familles nouvelles")}, ${count(counts.changed, "modifiée")}, ${count(counts.unchanged, "inchangée")}, ${count(refused, "refusée")} ; ${count(children, "enfant")} dans les familles acceptées.`,
  ];
}
