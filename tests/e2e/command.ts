/** The portal as a person starts it: a process of its own, its progress read, stopped as by Ctrl-C. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { root } from "../../infra/build.ts";

export interface StartedPortal {
  readonly url: string;
  /** Milliseconds from the command to the line « Portail prêt ». */
  readonly milliseconds: number;
  /** Everything printed until then. */
  readonly printed: readonly string[];
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  readonly data: string;
  /** Further arguments of `npm start`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const ready = /^Portail prêt : (http:\/\/localhost:\d+)$/u;
const patience = 120_000;

/** `npm start`, whole; or what it runs, for tests that need a portal and not the command. */
export const commands = {
  npmStart: ["npm", "start", "--silent", "--"],
  script: [process.execPath, "bin/start.ts"],
} as const;

/** The result, or null when it took longer. */
async function within<T>(milliseconds: number, result: Promise<T>): Promise<T | null> {
  const given = new AbortController();
  try {
    return await Promise.race([result, wait(milliseconds, null, { signal: given.signal })]);
  } finally {
    given.abort();
  }
}

export async function start(
  command: readonly [string, ...string[]],
  { data, args = [], env = {} }: StartOptions,
): Promise<StartedPortal> {
  const begun = performance.now();
  const [program, ...before] = command;
  // A group of its own: Ctrl-C reaches npm and the portal alike, as in a terminal.
  const child = spawn(program, [...before, "--port", "0", "--data", data, ...args], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", ...env },
  });
  const printed: string[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => errors.push(line));
  const ended = once(child, "exit");
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name);
  };
  const kill = (): void => {
    signal("SIGKILL");
  };
  process.once("exit", kill);

  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      printed.push(line);
      const found = ready.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      reject(new Error(`the portal ended with code ${code ?? "none"}\n${[...printed, ...errors].join("\n")}`));
    });
  });
  const found = await within(patience, url);
  if (found === null) {
    kill();
    throw new Error(`the portal was not ready within ${patience / 1000} s\n${[...printed, ...errors].join("\n")}`);
  }
  let stopping = false;
  child.once("exit", (code, by) => {
    if (!stopping)
      process.stderr.write(
        `The portal ended by itself (${code ?? by ?? "?"})\n${[...printed, ...errors].slice(-40).join("\n")}\n`,
      );
  });
  return {
    url: found,
    milliseconds: performance.now() - begun,
    printed,
    stop: async () => {
      stopping = true;
      process.off("exit", kill);
      signal("SIGINT");
      if ((await within(15_000, ended)) === null) {
        kill();
        throw new Error("the portal did not stop within 15 s of Ctrl-C");
      }
    },
  };
}

const signIn = z.object({
  who: z.string(),
  role: z.enum(["guardian", "staff"]),
  login: z.string(),
  password: z.string(),
  totpSecret: z.optional(z.string()),
});
const outputs = z.object({
  portal: z.string(),
  staff: z.string(),
  mailbox: z.string(),
  operator: z.object({
    region: z.string(),
    tableName: z.string(),
    userPoolId: z.string(),
    userPoolClientId: z.string(),
    endpoints: z.object({
      dynamodb: z.string(),
      cognito: z.string(),
      secrets: z.string(),
      s3: z.string(),
      ses: z.string(),
      scheduler: z.string(),
      apiParticulier: z.string(),
      payfip: z.string(),
      lambda: z.string(),
    }),
  }),
  demo: z.object({
    signIns: z.array(signIn),
    activation: z.object({ familyCode: z.string(), lastName: z.string(), firstName: z.string() }),
  }),
});
/** What `outputs.json` tells of a portal with the demo town. */
export type PortalFacts = z.output<typeof outputs> & { readonly data: string };

export const readFacts = async (data: string): Promise<PortalFacts> => ({
  ...outputs.parse(JSON.parse(await readFile(join(data, "outputs.json"), "utf8"))),
  data,
});
