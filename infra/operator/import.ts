/**
 * `npm run import -- familles.csv [enfants.csv] [--dry-run]`: brings the town's families into a portal, deployed or on
 * this machine. What stays out is written into files of its own, to mend and feed back; what the portal keeps although
 * the files say something else, into one to go through.
 *
 * Exit code: 0 every line entered (or was there already); 2 some lines were refused and the rest entered; 1 nothing
 * entered.
 */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "../../functions/kernel/clock.ts";
import type { ChildId, FamilyCode, PlainDate } from "../../functions/kernel/ids.ts";
import { localDate } from "../../functions/kernel/time.ts";
import { readCatalogue } from "../../functions/catalogue/store/catalogue.ts";
import { isRecordHeading, readRecords, type RecordsFile } from "../../functions/child-record/file/read-records.ts";
import { childFieldRule } from "../../functions/child-record/rules/completeness.ts";
import { enterRecords, type RecordsReport } from "../../functions/child-record/use-cases/enter-records.ts";
import { foldCode } from "../../functions/family/rules/codes.ts";
import { enterFamilies } from "../../functions/family/use-cases/enter-families.ts";
import { UnreadableFile, type FileName } from "../../functions/import/fault.ts";
import { foldHeading, type SaidHeading } from "../../functions/import/header.ts";
import {
  isKnownHeading,
  readImport,
  type ImportContent,
  type ImportOptions,
} from "../../functions/family/file/read-files.ts";
import { rejectFile, type Rejected } from "../../functions/family/file/reject-file.ts";
import { openTable, type Table } from "../../functions/table/table.ts";
import { readFamilyDays } from "../../functions/booking/store/child-days.ts";
import { count, describeContent, describeEntry, describeRecords, doublesByLine } from "./import-report.ts";
import { keptAnswers, keptFile, keptLines, type KeptLine } from "./kept-file.ts";
import { fileTrouble, OperatorError, runCommand } from "./operator-error.ts";
import { keptPath, readInput, refuseWhenAway, rejectPath, say } from "./import-input.ts";
import { showProgress } from "./progress-bar.ts";
import { chooseTarget, clientConfig, resolveTarget, targetOptions, targetSaid } from "./target.ts";

const usage = `Usage : npm run import -- familles.csv enfants.csv [options]
        npm run import -- export.csv [options]       un seul fichier, une ligne par enfant

  Ce qui reste dehors est écrit dans familles-a-corriger.csv et enfants-a-corriger.csv ; ce que le portail garde, parce
  que la famille ou le guichet l’a changé, dans familles-conserves.csv. Les colonnes reprises sont dans functions/family/file/importer.md : foyer,
  responsables, enfants, et la fiche de l’enfant (contacts, autorisations, médecin, assurance, santé, vaccins).

  --dry-run               dit ce que l’import ferait, et n’écrit rien dans le portail
  --resident oui|non      ce que vaut « résident » quand le fichier n’a pas cette colonne (oui si rien n’est dit)
  --codes-changes         votre logiciel a renuméroté des enfants : le portail les reconnaît et retient leurs codes
  --foyers-changes        un enfant que le fichier donne dans un autre foyer, et non plus dans l’ancien, quitte l’ancien
  --colonne "NOM=EN-TÊTE" une colonne que le portail appelle NOM et votre fichier EN-TÊTE ; se répète
  --local                 le portail de cette machine (le choix par défaut quand « npm start » y a déjà servi)
  --data DOSSIER          le portail de cette machine dont les données sont dans ce dossier
  --stack, --region       un portail déployé, avec vos accès AWS`;

const options = {
  ...targetOptions,
  "dry-run": { type: "boolean" },
  "codes-changes": { type: "boolean" },
  "foyers-changes": { type: "boolean" },
  resident: { type: "string" },
  colonne: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const;

/** An import that is cut short has entered some families: the person must know that running it again is safe. */
async function entered<Report>(entry: Promise<Report>): Promise<Report> {
  try {
    return await entry;
  } catch (error) {
    refuseWhenAway(error);
    process.stderr.write(
      "L’import s’est arrêté. Chaque famille est entrée entière ou pas du tout : relancez la même commande, elle reprendra où elle en était.\n",
    );
    throw error;
  }
}

function readResident(said: string | undefined): boolean {
  if (said === undefined || said === "oui") return true;
  if (said === "non") return false;
  throw new OperatorError(`--resident ${said} : écrivez oui ou non.`);
}

const readHeadings = (said: readonly string[] = []): readonly SaidHeading[] =>
  said.map((one) => {
    const [means = "", heading = ""] = one.split("=", 2).map((part) => part.trim());
    if (heading === "" || !(isKnownHeading(means) || isRecordHeading(means)))
      throw new OperatorError(
        `--colonne "${one}" : écrivez un nom que le portail connaît, =, puis l’en-tête de votre fichier. Par exemple : --colonne "adresse=Domicile".`,
      );
    return { means, heading };
  });

interface Input {
  readonly bytes: Readonly<Record<FileName, Uint8Array>>;
  readonly paths: Readonly<Record<FileName, string>>;
  /** Null: one file says both. */
  readonly children: Uint8Array | null;
}

function readInputs(families: string, children: string | undefined): Input {
  const bytes = readInput(families);
  if (children === undefined)
    return { bytes: { families: bytes, children: bytes }, paths: { families, children: families }, children: null };
  const others = readInput(children);
  return { bytes: { families: bytes, children: others }, paths: { families, children }, children: others };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [families, children, ...rest] = positionals;
  if (values.help || families === undefined || rest.length > 0) {
    say([usage]);
    return values.help ? 0 : 1;
  }
  const dryRun = values["dry-run"] ?? false;
  const reading = { resident: readResident(values.resident), headings: readHeadings(values.colonne) };
  const target = await resolveTarget(chooseTarget(values));
  say([`Portail : ${target.portal}`]);
  const input = readInputs(families, children);
  const { content, records } = readFiles(input, reading);
  const names = { families: basename(input.paths.families), children: basename(input.paths.children) };
  say(describeContent(content, names, reading));
  const client = new DynamoDBClient({ ...clientConfig(target, "dynamodb"), maxAttempts: 6 });
  const progress = showProgress(content.families.length);
  try {
    const table = openTable(target.tableName, client);
    const report = await entered(
      enterFamilies({ table, clock: systemClock }, content.families, {
        dryRun,
        onProgress: progress.at,
        decisions: {
          newCodes: values["codes-changes"] ?? false,
          departures: values["foyers-changes"] ?? false,
        },
        isStillBooked: isStillBooked(table),
      }),
    );
    progress.end();
    const doubles = doublesByLine(report.doubles, content);
    const refused = new Set([...content.refused, ...report.tooManyGuardians, ...doubles.refused]);
    const files = await entered(enterFiles(table, records, { refused, dryRun }));
    const kept = [...keptLines(report.kept, content), ...keptAnswers(files.kept, content)];
    say([
      ...describeEntry(report, doubles, { content, names, kept, dryRun }),
      ...describeRecords(files, records, { names, oneFile: content.oneFile, dryRun }),
      ...writeKept(input, kept, names),
    ]);
    const faults = [...content.faults, ...doubles.faults];
    const allIn = faults.length === 0 && refused.size === 0;
    if (!allIn) say(writeRejects(input, { refused, faults }, reading.headings, targetSaid(values)));
    if (report.counts.new + report.counts.changed + report.counts.unchanged === 0) return 1;
    return allIn ? 0 : 2;
  } finally {
    client.destroy();
  }
}

/** Whether a household has something to come for one of its children. */
const isStillBooked =
  (table: Table) =>
  async (familyCode: FamilyCode, childId: ChildId): Promise<boolean> =>
    [...(await readFamilyDays(table, familyCode, { from: localDate(systemClock()) }))].some(
      (day) => day.childId === childId && [...day.units.values()].some(({ status }) => status !== "none"),
    );

/** What the files say of children's own files, of the families that entered; the town says which fields it asks for. */
async function enterFiles(
  table: Table,
  { drafts }: RecordsFile,
  { refused, dryRun }: { readonly refused: ReadonlySet<FamilyCode>; readonly dryRun: boolean },
): Promise<RecordsReport> {
  const out = new Set([...refused].map(foldCode));
  // A child's file is its own: it enters by any of its households that does.
  const ofEntered = drafts.flatMap((draft) => {
    const familyCode = [draft.familyCode, ...draft.also].find((code) => !out.has(foldCode(code)));
    return familyCode === undefined ? [] : [{ ...draft, familyCode }];
  });
  if (ofEntered.length === 0) return { changed: 0, unchanged: 0, kept: [], leftOut: [] };
  const { file } = await readCatalogue(table);
  const progress = showProgress(ofEntered.length, "fiche");
  const report = await enterRecords({ table, clock: systemClock }, ofEntered, {
    dryRun,
    asked: (field) => childFieldRule(file, field).shown,
    onProgress: progress.at,
  });
  progress.end();
  return report;
}

/** Writes what the portal keeps beside what came in. */
function writeKept(
  { paths }: Input,
  kept: readonly KeptLine[],
  names: Readonly<Record<FileName, string>>,
): readonly string[] {
  if (kept.length === 0) return [];
  const path = keptPath(paths.families);
  try {
    writeFileSync(path, keptFile(kept, names));
  } catch (cause) {
    throw new OperatorError(`Le fichier ${path} ne peut pas être écrit : ${fileTrouble(cause)}.`, { cause });
  }
  return [
    "",
    `Ce que le portail garde, champ par champ et avec la raison, est dans ${path} (${count(kept.length, "ligne")}).`,
  ];
}

/** Writes what stayed out beside what came in, and says how to go on with the same portal. */
function writeRejects(
  { bytes, paths, children }: Input,
  rejected: Rejected,
  headings: readonly SaidHeading[],
  target: string,
): readonly string[] {
  const files = children === null ? (["families"] as const) : (["families", "children"] as const);
  const written = files.map((file) => {
    const path = rejectPath(paths[file]);
    const { text, lineCount } = rejectFile(bytes[file], file, rejected, headings);
    try {
      writeFileSync(path, text);
    } catch (cause) {
      throw new OperatorError(`Le fichier ${path} ne peut pas être écrit : ${fileTrouble(cause)}.`, { cause });
    }
    return { path, lineCount };
  });
  return [
    "",
    `Ce qui n’est pas entré est dans ${written.map(({ path, lineCount }) => `${path} (${count(lineCount, "ligne")})`).join(" et ")}.`,
    `Corrigez ces lignes, puis, avec vos autres options : npm run import -- ${[...written.map(({ path }) => path), target].join(" ").trimEnd()}`,
  ];
}

/** Two columns that say the same keep out what children's own files would get, and no family. */
function readWhatCanBe(
  bytes: Uint8Array,
  today: PlainDate,
  options: Parameters<typeof readRecords>[2],
): RecordsFile | { readonly fault: string } {
  try {
    return readRecords(bytes, today, options);
  } catch (error) {
    if (error instanceof UnreadableFile) return { fault: `les fiches des enfants ne sont pas lues. ${error.message}` };
    throw error;
  }
}

interface ReadFiles {
  readonly content: ImportContent;
  readonly records: RecordsFile;
}

/** Columns that only children's own files have are known by their headings: a file without any is not read for them. */
function readBoth({ bytes, children }: Input, reading: Partial<ImportOptions>): ReadFiles {
  const today = localDate(systemClock());
  const content = readImport({ families: bytes.families, children }, today, reading);
  const { oneFile, ignoredColumns, notices } = content;
  const { headings = [] } = reading;
  const file = oneFile ? "families" : "children";
  const isOwn = (heading: string): boolean =>
    isRecordHeading(heading) ||
    headings.some((said) => foldHeading(said.heading) === foldHeading(heading) && isRecordHeading(said.means));
  if (!ignoredColumns[file].some(isOwn)) return { content, records: { drafts: [], notices: [] } };
  const records = readWhatCanBe(bytes[file], today, { oneFile, headings });
  if ("fault" in records)
    return {
      content: { ...content, notices: [...notices, { file, line: 1, reason: records.fault, families: [] }] },
      records: { drafts: [], notices: [] },
    };
  return {
    content: {
      ...content,
      notices: [...notices, ...records.notices],
      ignoredColumns: { ...ignoredColumns, [file]: ignoredColumns[file].filter((heading) => !isOwn(heading)) },
    },
    records,
  };
}

/** What the files' author can mend is told in a sentence. */
function readFiles(input: Input, reading: Partial<ImportOptions>): ReadFiles {
  const { paths, children } = input;
  try {
    return readBoth(input, reading);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const path = error.file === "families" ? paths.families : paths.children;
    throw new OperatorError(
      `${path} : ${error.message}${children === null ? "\nUn seul fichier est donné : il doit nommer les responsables et les enfants. Sinon, donnez aussi le fichier des enfants." : ""}\nRien n’a été importé.`,
      { cause: error },
    );
  }
}

await runCommand(async () => {
  process.exitCode = await main();
});
