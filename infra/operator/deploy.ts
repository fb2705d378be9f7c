/**
 * `npm run deploy -- [--town FILE] [--name NAME] [--region REGION] [--alarm-email ADDRESS] [--waf] [--yes]`
 *
 * The whole deployment, configuration included: builds, prepares the account when it must, deploys what is optional,
 * then the portal, and says which records the town's DNS still lacks. Running it again is how a portal is updated, and
 * how it takes its mail and its name once the DNS is ready. What is always the same for a town may stand in `context`
 * of cdk.json instead of the command line.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { root } from "../build/paths.ts";
import { buildAll } from "../build.ts";
import { readChoices, type Choices } from "../choices.ts";
import { readTown } from "../town/read.ts";
import { Deployment } from "./deployment.ts";
import { runCommand } from "./operator-error.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await runCommand(async () => {
  const {
    values: { yes, "alarm-email": alarmEmail, ...typed },
  } = parseArgs({
    options: {
      town: { type: "string" },
      name: { type: "string" },
      region: { type: "string" },
      "alarm-email": { type: "string" },
      waf: { type: "boolean" },
      yes: { type: "boolean" },
    },
  });
  const choices = choose({ ...typed, alarmEmail });
  const town = readTown(choices.town);
  say(`Portail Famille de ${town.nameInSentence} : pile « ${choices.name} », région ${choices.region}`);
  say("Construction du site et des fonctions…");
  await buildAll();
  for (const line of await new Deployment(choices, town, yes ?? false).run()) say(line);
});

/** The command line first, then `context` of cdk.json. */
function choose(typed: Readonly<Record<string, string | boolean | undefined>>): Choices {
  const { context } = z
    .object({ context: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(join(root, "cdk.json"), "utf8")));
  return readChoices((key) => typed[key] ?? context[key]);
}
