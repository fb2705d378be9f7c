/**
 * `npm start`: the whole portal on this machine, from npm alone.
 *
 *   npm start -- --port 3000 --data .local --town infra/town/town.json --reset --watch
 */
import { parseArgs } from "node:util";
import { loadDemoTown } from "../infra/local/demo.ts";
import { type LocalPortal, StartError, startPortal } from "../infra/local/portal.ts";
import { optionTrouble } from "../infra/option-trouble.ts";
import { TownError } from "../infra/town/read.ts";

const usage = `Usage : npm start -- [--port N] [--data DOSSIER] [--town FICHIER] [--reset] [--watch]

  --port N        port du portail (3000 ; 0 en choisit un libre)
  --data DOSSIER  où vivent les données (.local)
  --town FICHIER  configuration de la collectivité (infra/town/town.json)
  --reset         recommence avec des données neuves
  --watch         assemble à nouveau ce qui change`;

const options = {
  port: { type: "string", default: "3000" },
  data: { type: "string", default: ".local" },
  town: { type: "string" },
  reset: { type: "boolean", default: false },
  watch: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readPort(text: string): number {
  const port = Number(text);
  if (text.trim() === "" || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartError(`« ${text} » n’est pas un port : donnez un nombre de 0 à 65535.`);
  return port;
}

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const trouble = optionTrouble(error);
    if (trouble === null) throw error;
    throw new StartError(`${trouble}\n\n${usage}`, { cause: error });
  }
}

function describe({ portal, staff, mailbox, data, demo }: LocalPortal): string {
  const places = [
    ["Site des parents", portal],
    ["Site des agents", staff],
    ["Boîte aux lettres", mailbox],
    ["Données", data],
  ] as const;
  const signIns = (demo?.signIns ?? []).map(
    ({ who, login, password, totpSecret }) =>
      `  ${who} : ${login} / ${password}${totpSecret === undefined ? "" : ` (application d’authentification : ${totpSecret})`}`,
  );
  const activation = demo
    ? [
        `  Première connexion : code ${demo.activation.familyCode}, ${demo.activation.firstName} ${demo.activation.lastName}`,
      ]
    : [];
  return [
    "",
    ...places.map(([name, place]) => `${name.padEnd(18)} ${place}`),
    "",
    ...(demo ? ["Pour entrer :", ...signIns, ...activation, ""] : []),
  ].join("\n");
}

/** A sentence for mistakes of the person at the keyboard; the whole trace for ours. */
const explain = (error: unknown): string =>
  error instanceof StartError || error instanceof TownError
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);

async function main(): Promise<void> {
  const { port, data, town, reset, watch, help } = readArguments();
  if (help) {
    say(usage);
    return;
  }
  const aborted = Promise.withResolvers<undefined>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => aborted.resolve(undefined));
  const starting = startPortal({
    port: readPort(port),
    data,
    reset,
    watch,
    warm: true,
    say,
    loadDemo: loadDemoTown,
    ...(town === undefined ? {} : { town }),
  });
  const portal = await Promise.race([starting, aborted.promise]);
  if (portal) {
    say(describe(portal));
    say(`Portail prêt : ${portal.portal}`);
    await aborted.promise;
  }
  say("Arrêt du portail…");
  // Stopped while starting: what has started ends once the start itself does.
  await (portal ?? (await starting)).stop();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
