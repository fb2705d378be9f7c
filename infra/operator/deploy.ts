/**
 * `npm run deploy`: the whole deployment, configuration included: builds, prepares the account when it must, deploys
 * what is optional, then the portal, and says which records the town's DNS still lacks. Running it again is how a portal
 * is updated, and how it takes its mail and its name once the DNS is ready. What was chosen once is kept with the portal
 * (`settle-choices.ts`); what is always the same for a town may stand in `context` of cdk.json too.
 */
import { parseArgs } from "node:util";
import { buildAll } from "../build.ts";
import { readTown } from "../town/read.ts";
import { readContext } from "./context.ts";
import { Deployment } from "./deployment.ts";
import { OperatorError, runCommand } from "./operator-error.ts";
import { describeChoices, droppable, readDrops, refuseLosses, refuseUnknown, settleChoices } from "./settle-choices.ts";
import { withCloudFormation } from "./stacks.ts";
import { standingOf } from "./standing.ts";

const usage = `Usage : npm run deploy -- [options]

  --town FICHIER         configuration de la collectivité (infra/town/town.json)
  --stack NOM            nom de la pile : plusieurs villes peuvent vivre dans un compte (portail-famille)
  --region RÉGION        région d’AWS (eu-west-3, ou AWS_REGION)
  --alarm-email ADRESSE  qui est prévenu quand une alarme sonne
  --waf                  met le filtre WAF devant le portail (environ 8 EUR par mois)
  --drop MOT             renonce à ce que le portail a : ${droppable.join(", ")} ; se répète
  --yes                  ne pose aucune question (nécessaire sans terminal)

Ce qui n’est pas redit reste comme au déploiement précédent.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await runCommand(async () => {
  const {
    values: { yes = false, help, drop, stack, "alarm-email": alarmEmail, ...typed },
  } = parseArgs({
    options: {
      town: { type: "string" },
      stack: { type: "string" },
      region: { type: "string" },
      "alarm-email": { type: "string" },
      waf: { type: "boolean" },
      drop: { type: "string", multiple: true },
      yes: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (help) {
    say(usage);
    return;
  }
  if (!yes && !process.stdin.isTTY)
    throw new OperatorError(
      "Personne n’est là pour répondre aux questions de CDK sur les droits qui changent : ajoutez --yes pour les accepter.",
    );
  const drops = readDrops(drop);
  const said = { ...typed, name: stack, alarmEmail };
  const context = readContext();
  const { name, region } = settleChoices(said, context, null, drops);
  const standing = await withCloudFormation(region, (client) => standingOf(client, name));
  const choices = settleChoices(said, context, standing.remembered, drops);
  const town = readTown(choices.town);
  refuseUnknown(standing, said, context, town, drops);
  refuseLosses(standing.remembered, choices, town, drops);
  describeChoices(choices, town).forEach(say);
  say("Construction du site et des fonctions…");
  await buildAll();
  for (const line of await new Deployment(choices, town, { yes, standing, drops }).run()) say(line);
});
