/**
 * `npm run import -- familles.csv enfants.csv [--dry-run]`: brings the town's families into a portal, deployed or on
 * this machine.
 *
 * Exit code: 0 every line entered (or was there already); 2 some lines were refused and the rest entered; 1 nothing
 * entered.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "../../functions/kernel/clock.ts";
import { localDate } from "../../functions/kernel/time.ts";
import { enterFamilies, type EntryReport } from "../../functions/family/use-cases/enter-families.ts";
import { UnreadableFile } from "../../functions/import/fault.ts";
import { readImport, type ImportContent } from "../../functions/family/file/read-files.ts";
import { openTable } from "../../functions/table/table.ts";
import { count, describeContent, describeEntry } from "./import-report.ts";
import { OperatorError, runCommand } from "./operator-error.ts";
import { chooseTarget, readInput, refuseWhenAway, say } from "./import-input.ts";
import { clientConfig, resolveTarget, targetOptions } from "./target.ts";

const usage = `Usage : npm run import -- familles.csv enfants.csv [--dry-run] [--local | --data DOSSIER | --stack NOM --region RÉGION]

  --dry-run         dit ce que l’import ferait, et n’écrit rien
  --local           le portail de cette machine (le choix par défaut quand « npm start » y a déjà servi)
  --data DOSSIER    le portail de cette machine dont les données sont dans ce dossier
  --stack, --region un portail déployé, avec vos accès AWS`;

const options = { ...targetOptions, "dry-run": { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;

/** Says how far an import is, at most once a second and only when it lasts. */
function progress(total: number): (done: number) => void {
  let next = Date.now() + 1000;
  return (done) => {
    if (Date.now() < next) return;
    next = Date.now() + 1000;
    process.stderr.write(`${count(done, "famille")} sur ${total}…\n`);
  };
}

/** An import that is cut short has entered some families: the person must know that running it again is safe. */
async function entered(entry: Promise<EntryReport>): Promise<EntryReport> {
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

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [families, children, ...rest] = positionals;
  if (values.help || families === undefined || children === undefined || rest.length > 0) {
    say([usage]);
    return values.help ? 0 : 1;
  }
  const dryRun = values["dry-run"] ?? false;
  const target = await resolveTarget(chooseTarget(values));
  say([`Portail : ${target.portal}`]);
  const content = readFiles(families, children);
  say(describeContent(content, { families: basename(families), children: basename(children) }));
  const client = new DynamoDBClient({ ...clientConfig(target, "dynamodb"), maxAttempts: 6 });
  try {
    const table = openTable(target.tableName, client);
    const report = await entered(
      enterFamilies({ table, clock: systemClock }, content.families, {
        dryRun,
        onProgress: progress(content.families.length),
      }),
    );
    say(describeEntry(report, content, dryRun));
    if (report.counts.new + report.counts.changed + report.counts.unchanged === 0) return 1;
    return content.faults.length > 0 || report.tooManyGuardians.length > 0 ? 2 : 0;
  } finally {
    client.destroy();
  }
}

/** What the files' author can mend is told in a sentence. */
function readFiles(families: string, children: string): ImportContent {
  try {
    return readImport({ families: readInput(families), children: readInput(children) }, localDate(systemClock()));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new OperatorError(
      `${error.file === "families" ? families : children} : ${error.message}\nRien n’a été importé.`,
      { cause: error },
    );
  }
}

await runCommand(async () => {
  process.exitCode = await main();
});
