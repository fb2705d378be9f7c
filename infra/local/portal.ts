/** The whole portal on one machine. `npm start`, the tests and the journeys in the browser all start it here. */
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { buildFunctions, buildWeb, built, endBuilder, watchBuild, type BuildWatch } from "../build.ts";
import { errorCode } from "../build/files.ts";
import { publishTown } from "../town/publish.ts";
import { defaultTownPath, readTown } from "../town/read.ts";
import { tellAddress } from "./address.ts";
import { moveClock, offsetOf } from "./clock.ts";
import { type DataFolder, openDataFolder, StartError } from "./data-folder.ts";
import type { DemoFacts } from "./demo.ts";
import { createApi } from "./gateway/api.ts";
import { siteFiles } from "./gateway/files.ts";
import { type Gateway, openGateway } from "./gateway/server.ts";
import type { InvokeResult } from "./lambda/environment.ts";
import { region, tableName } from "./names.ts";
import type { StoredSchedule } from "./schedule/one-time-store.ts";
import { type Outputs, writeOutputs } from "./outputs.ts";
import { type Experiment, type Services, startServices } from "./services.ts";

export { StartError };

export interface PortalOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly data: string;
  /** Throws away what the data folder holds. */
  readonly reset?: boolean;
  /** The town's configuration; the one in infra/town unless said. */
  readonly town?: string;
  /** Fills the portal on the first start and tells who may sign in; null leaves it empty. */
  readonly loadDemo: ((portal: LocalPortal) => Promise<DemoFacts>) | null;
  /** Builds again what changes. */
  readonly watch?: boolean;
  /** Loads each function before its first call, for whoever waits in a browser; a test calls a few of them. */
  readonly warm?: boolean;
  /** Bundles and site that are built already; tests bring their own. */
  readonly bundles?: string;
  readonly site?: string;
  /** Faults and measures, for tests. */
  readonly experiment?: Experiment;
  readonly say?: (progress: string) => void;
}

export interface LocalPortal extends Outputs {
  readonly data: string;
  /** The table's own address, for what is loaded before anybody comes; everybody else's is in the outputs. */
  readonly tableEngine: string;
  /** Runs a schedule now: one of the manifest, or a one-time one by its name in the scheduler. */
  readonly fire: (schedule: string) => Promise<InvokeResult | null>;
  /** One-time schedules to come, by moment. */
  readonly scheduled: () => readonly StoredSchedule[];
  /**
   * Resolves once every change and every file from before the call has had its effects, through the table's stream and
   * the files' events.
   */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function takePort(port: number): Promise<Gateway> {
  try {
    return await openGateway(port);
  } catch (error) {
    if (errorCode(error) === "EADDRINUSE")
      throw new StartError(
        `Le port ${port} est déjà pris par un autre programme. Choisissez-en un autre, avec vos autres options : npm start -- --port ${port + 1}`,
        { cause: error },
      );
    if (errorCode(error) === "EACCES")
      throw new StartError(`Ce compte n’a pas le droit d’ouvrir le port ${port}. Choisissez-en un au-dessus de 1024.`, {
        cause: error,
      });
    throw error;
  }
}

const demoFile = (folder: DataFolder): string => `${folder.path}/demo.json`;

/** The facts of an earlier first start; the marker says that the file is whole. */
async function knownDemo(folder: DataFolder): Promise<DemoFacts | null> {
  return JSON.parse(await readFile(demoFile(folder), "utf8")) as DemoFacts | null;
}

async function firstStart(
  folder: DataFolder,
  { loadDemo, say = () => undefined }: PortalOptions,
  portal: LocalPortal,
): Promise<DemoFacts | null> {
  if (loadDemo) say("Premier démarrage : installation de la ville de démonstration…");
  const demo = loadDemo ? await loadDemo(portal) : null;
  await writeFile(demoFile(folder), JSON.stringify(demo), { mode: 0o600 });
  await folder.markComplete();
  return demo;
}

function watch({ runtime }: Services, reloadSite: () => Promise<void>, say: (progress: string) => void): BuildWatch {
  return watchBuild(
    async (changed) => {
      await Promise.all([changed.functions ? runtime.reload() : null, changed.web ? reloadSite() : null]);
      say(`À jour : ${[changed.functions ? "fonctions" : "", changed.web ? "pages" : ""].filter(Boolean).join(", ")}`);
    },
    (error) =>
      say(
        `L’assemblage a échoué, la version précédente reste en place :\n${error instanceof Error ? error.message : String(error)}`,
      ),
  );
}

/** Starts everything; on failure what had started is stopped. */
export async function startPortal(options: PortalOptions): Promise<LocalPortal> {
  const stack = new AsyncDisposableStack();
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= stack.disposeAsync());
  try {
    return await start(options, stack, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: PortalOptions,
  stack: AsyncDisposableStack,
  stop: () => Promise<void>,
): Promise<LocalPortal> {
  const { port, data, reset = false, say = () => undefined } = options;
  const gateway = stack.adopt(await takePort(port), (opened) => opened.close());
  const folder = await openDataFolder(resolve(data), reset);
  stack.defer(folder.release);
  const clockOffset = offsetOf(process.env["PORTAIL_NOW"]);
  moveClock(clockOffset);
  const town = readTown(options.town ?? defaultTownPath);
  const townFolder = `${folder.path}/town`;
  publishTown(town, townFolder);

  say("Assemblage des pages et des fonctions…");
  // Nothing needs the pages before somebody opens one: they are built while services start and the town is filled.
  const site = options.site === undefined ? buildWeb() : null;
  // Whatever fails beside it, it is not left at work.
  const siteEnded = Promise.allSettled([site]);
  stack.defer(async () => void (await siteEnded));
  if (options.bundles === undefined) await buildFunctions();
  say("Démarrage des services…");
  const services = await startServices({
    folder: folder.path,
    town,
    clockOffset,
    stack,
    bundles: options.bundles ?? built.functions,
    mailboxPort: port === 0 ? 0 : port + 1,
    origin: gateway.url,
    experiment: options.experiment,
  });
  const outputs: Outputs = {
    portal: gateway.url,
    staff: `${gateway.url}/agents`,
    mailbox: services.endpoints.ses,
    demo: null,
    operator: {
      region,
      tableName,
      userPoolId: services.userPoolId,
      userPoolClientId: services.userPoolClientId,
      schoolZone: town.schoolZone,
      quotientKind: town.quotient.kind,
      endpoints: services.endpoints,
    },
  };
  await tellAddress(outputs);
  const running: LocalPortal = {
    ...outputs,
    data: folder.path,
    tableEngine: services.tableEngine,
    fire: services.fire,
    scheduled: services.oneTime.all,
    settled: async () => {
      do await services.streams.settled();
      while (await services.files.settled());
    },
    stop,
  };
  const demo = folder.complete ? await knownDemo(folder) : await firstStart(folder, options, running);
  await site;
  if (!options.watch) await endBuilder();
  const files = await siteFiles([options.site ?? built.web, townFolder]);
  gateway.connect({
    api: createApi({ runtime: services.runtime }),
    files,
    secret: services.portalSecret,
    bucket: services.endpoints.s3,
  });
  if (options.watch) stack.adopt(watch(services, files.reload, say), (watcher) => watcher.close());
  if (options.warm) services.runtime.warm();
  await writeOutputs(folder.path, { ...outputs, demo });
  return { ...running, demo };
}
