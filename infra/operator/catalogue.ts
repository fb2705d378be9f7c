/**
 * `npm run catalogue -- catalogue.yaml [--dry-run]`: brings the town's catalogue into a portal, deployed or on this
 * machine; `--export` writes the portal's present catalogue into a file that can be changed and brought in again.
 *
 * Exit code: 0 all of it entered (or was there already); 2 it entered, and there is something to know about bookings
 * already made; 1 nothing entered. A catalogue enters whole or not at all, and one that takes from families what they have
 * booked, or moves it, only once that was seen (`--tell-families`).
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "../../functions/kernel/clock.ts";
import { accountOf } from "../../functions/catalogue/store/account-record.ts";
import { absenceRulesOf } from "../../functions/catalogue/store/absence-record.ts";
import { tariffOf } from "../../functions/catalogue/store/tariff-record.ts";
import { readCatalogueFile, type CatalogueContent } from "../../functions/catalogue/file/read-catalogue.ts";
import { catalogueText } from "../../functions/catalogue/file/write-catalogue.ts";
import { enterCatalogueFile } from "../../functions/planning/use-cases/enter-catalogue.ts";
import { UnreadableFile } from "../../functions/import/fault.ts";
import { readCatalogue } from "../../functions/catalogue/store/catalogue.ts";
import { openTable, type Table } from "../../functions/table/table.ts";
import { describeCatalogue, describeFile } from "./catalogue-report.ts";
import { readInput, refuseWhenAway, say } from "./import-input.ts";
import { OperatorError, runCommand } from "./operator-error.ts";
import { chooseTarget, clientConfig, resolveTarget, targetOptions, targetUsage, type Target } from "./target.ts";

const usage = `Usage : npm run catalogue -- catalogue.yaml [--dry-run | --tell-families | --export] [--local | --data DOSSIER | --stack NOM --region RÉGION]

  --dry-run         relit le fichier, dit ce que l’import changerait, et n’écrit rien
  --tell-families   laisse entrer ce qui retire ou déplace ce que des familles ont réservé, et les prévient par e-mail
  --export          écrit dans ce fichier le catalogue présent du portail
${targetUsage}`;

const options = {
  ...targetOptions,
  "dry-run": { type: "boolean" },
  "tell-families": { type: "boolean" },
  export: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the file's author can mend is told in a sentence. */
function readFile(path: string, { schoolZone }: Target): CatalogueContent {
  try {
    return readCatalogueFile(readInput(path), schoolZone);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new OperatorError(`${path} : ${error.message}\nRien n’a été importé.`, { cause: error });
  }
}

async function withTable<T>(target: Target, use: (table: Table) => Promise<T>): Promise<T> {
  const client = new DynamoDBClient({ ...clientConfig(target, "dynamodb"), maxAttempts: 6 });
  try {
    return await use(openTable(target.tableName, client));
  } catch (error) {
    refuseWhenAway(error);
    throw error;
  } finally {
    client.destroy();
  }
}

interface HowToEnter {
  readonly dryRun: boolean;
  readonly tellFamilies: boolean;
}

async function enter(path: string, target: Target, how: HowToEnter): Promise<number> {
  const content = readFile(path, target);
  say(describeFile(content));
  const { catalogue } = content;
  if (!catalogue) {
    say(["Rien n’a été importé : un catalogue entre en entier ou pas du tout."]);
    return 1;
  }
  const { schoolZone, quotientKind } = target;
  const counting = schoolZone && quotientKind ? { schoolZone, quotientKind } : undefined;
  const report = await withTable(target, (table) =>
    enterCatalogueFile({ table, clock: systemClock, counting }, catalogue, how),
  );
  say(describeCatalogue(report, how.dryRun));
  if (report.heldBack || report.refused) return 1;
  return report.impacts.length > 0 ? 2 : 0;
}

async function exportTo(path: string, target: Target): Promise<number> {
  const catalogue = await withTable(target, (table) => readCatalogue(table, { tariffOf, accountOf, absenceRulesOf }));
  try {
    // A file that is there already may be the one that its author is changing.
    writeFileSync(path, catalogueText(catalogue, [`Catalogue du portail ${target.portal}`]), { flag: "wx" });
  } catch (cause) {
    throw new OperatorError(
      `Le fichier ${path} ne peut pas être écrit (${cause instanceof Error ? cause.message : String(cause)}). Donnez le nom d’un fichier qui n’existe pas encore.`,
      { cause },
    );
  }
  say([`Catalogue écrit dans ${path}.`]);
  return 0;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [path, ...rest] = positionals;
  if (values.help || path === undefined || rest.length > 0) {
    say([usage]);
    return values.help ? 0 : 1;
  }
  const target = await resolveTarget(chooseTarget(values));
  say([`Portail : ${target.portal}`]);
  return values.export
    ? exportTo(path, target)
    : enter(path, target, {
        dryRun: values["dry-run"] ?? false,
        tellFamilies: values["tell-families"] ?? false,
      });
}

await runCommand(async () => {
  process.exitCode = await main();
});
