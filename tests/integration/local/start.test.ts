/** `npm start` as a process: its words, its exit codes, and that it leaves nothing behind. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { root } from "../../../infra/build.ts";
import { temporaryFolder } from "../../support/portal.ts";

let data: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  data = await temporaryFolder();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(data, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly code: Promise<number | null>;
}

function start(...args: string[]): Started {
  const child = spawn(process.execPath, ["bin/start.ts", ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return {
    child,
    output: () => output,
    code: once(child, "close").then(([code]) => z.nullable(z.number()).parse(code)),
  };
}

async function ready({ output, child }: Started): Promise<string> {
  while (!/^Portail prêt : .+\n/m.test(output())) {
    if (child.exitCode !== null) throw new Error(output());
    await wait(20);
  }
  return /^Portail prêt : (http:\/\/localhost:\d+)$/m.exec(output())?.[1] ?? "";
}

/** Processes of the data folder that still run. */
const left = (): string[] =>
  spawnSync("ps", ["-eo", "pid,command"], { encoding: "utf8" })
    .stdout.split("\n")
    .filter((line) => line.includes(`${data}/dynamodb`));

describe("words for mistakes, exit code 1", () => {
  it.each([
    [["--port", "99999"], "n’est pas un port"],
    [["--port", "trois"], "n’est pas un port"],
    [["--colour"], "L’option « --colour » n’existe pas. --help dit celles qui existent.\n\nUsage : npm start"],
    [["--port"], "Il manque une valeur à l’option « --port ».\n\nUsage : npm start"],
    [["--watch=oui"], "L’option « --watch » s’écrit seule, sans valeur.\n\nUsage : npm start"],
    [["extra"], "Le mot « extra » est de trop. --help dit comment écrire la commande.\n\nUsage : npm start"],
    [["--port", "0", "--town", "/nowhere.json"], "ne peut pas être lu"],
  ])("%j", async (args, words) => {
    const started = start("--data", `${data}/none`, ...args);
    expect(await started.code).toBe(1);
    expect(started.output()).toContain(words);
    expect(started.output()).not.toMatch(/\n\s+at /);
  });

  it("a taken port", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const started = start("--port", port, "--data", data);
    expect(await started.code).toBe(1);
    expect(started.output()).toBe(
      `Le port ${port} est déjà pris par un autre programme. Choisissez-en un autre, avec vos autres options : npm start -- --port ${String(Number(port) + 1)}\n`,
    );
    await new Promise((resolve) => taken.close(resolve));
  });
});

it(
  "starts, is killed outright, starts again with its people, refuses a twin, and stops on request without leaving anything",
  { timeout: 120_000 },
  async () => {
    const first = start("--port", "0", "--data", data);
    await ready(first);
    const outputs = z
      .object({ demo: z.object({ signIns: z.array(z.object({ login: z.string(), password: z.string() })) }) })
      .parse(JSON.parse(await readFile(`${data}/outputs.json`, "utf8")));
    first.child.kill("SIGKILL");
    await first.code;

    const second = start("--port", "0", "--data", data);
    const url = await ready(second);
    expect(left()).toHaveLength(1);
    expect(second.output().trimEnd().split("\n").at(-1)).toBe(`Portail prêt : ${url}`);
    const [person] = outputs.demo.signIns;
    const signedIn = await fetch(`${url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify(person),
    });
    expect([
      signedIn.status,
      signedIn.headers.getSetCookie().some((cookie) => cookie.startsWith("__Host-sid=")),
    ]).toEqual([200, true]);

    const twin = start("--port", "0", "--data", data);
    expect(await twin.code).toBe(1);
    expect(twin.output()).toContain("Un portail fonctionne déjà");

    second.child.kill("SIGTERM");
    expect(await second.code).toBe(0);
    expect(left()).toEqual([]);
  },
);
