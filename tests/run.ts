/**
 * `npm test`: build, types, lint, and every test project. Types and lint count as one check each. The last line is
 * `N passed, N failed`, and the exit code says the same.
 *
 *   npm test -- booking           only the tests whose path contains « booking », on a fresh build
 *   npm test -- booking/race      the same, narrower; several words: the tests of each
 *
 * Two lanes, for two cores: the integration tests; beside them types, lint, units, infrastructure, then the journeys in a
 * browser. Whoever waits for a page or a timer in the one leaves its core to the other. What the second lane says is shown
 * when each of its parts has come to its end, so that the two can be read.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { errorCode } from "../infra/build/files.ts";
import { buildAll, root } from "../infra/build.ts";

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
});
const check = (ok: boolean): Tally => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const begun = performance.now();
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a command. `show`: its output is streamed as it comes; otherwise it is kept, to be shown in one piece. */
function run(
  command: string,
  args: readonly string[],
  show: boolean,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const out = show ? "inherit" : "pipe";
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", out, out],
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }), ...env },
    });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => void chunks.push(chunk);
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** One of the package's own scripts, as a check. */
async function script(name: string): Promise<Tally> {
  const start = performance.now();
  const { ok, output } = await run("npm", ["run", "--silent", name], false);
  say(`${ok ? "✓" : "✗"} ${name} (${seconds(start)})${output.trim() === "" ? "" : `\n${output.trimEnd()}`}`);
  return check(ok);
}

/** The part of vitest's JSON report that is counted. */
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/** A file that fails before its first test counts as one failure. */
function countFile({ status, assertionResults }: z.output<typeof report>["testResults"][number]): Tally {
  const count = (wanted: string): number => assertionResults.filter((test) => test.status === wanted).length;
  const failed = count("failed");
  return { passed: count("passed"), failed: status === "failed" ? Math.max(failed, 1) : failed };
}

/** The files that took longest, for whoever keeps the whole to its quarter of an hour. */
const slowest = (files: z.output<typeof report>["testResults"]): string =>
  files
    .map(({ name, startTime, endTime }) => ({ name: name.slice(`${root}tests/`.length), time: endTime - startTime }))
    .sort((one, other) => other.time - one.time)
    .slice(0, 10)
    .map(({ name, time }) => `    ${(time / 1000).toFixed(1).padStart(6)} s  ${name}`)
    .join("\n");

async function readReport(path: string): Promise<z.output<typeof report> | null> {
  try {
    return report.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** One subject is tried in a minute: the model plays a third of its sequences, unless it is told how many. */
const quick = { MODEL_RUNS: process.env["MODEL_RUNS"] ?? "50" } as const;

const projects = ["unit", "infra", "integration", "e2e"] as const;
type Project = (typeof projects)[number];

/** Projects of which no file was run: a renamed folder must not pass for a success. */
const missing = (wanted: readonly Project[], files: z.output<typeof report>["testResults"]): readonly Project[] =>
  wanted.filter((project) => !files.some(({ name }) => name.startsWith(`${root}tests/${project}/`)));

/**
 * Test projects, in one vitest; `only`: those of their files; `show`: what it says is streamed as it comes. It can fail without a failed test (a crash, an error after
 * the last test): one failure then.
 */
async function tests(
  folder: string,
  wanted: readonly Project[],
  { only = [], show = true }: { readonly only?: readonly string[]; readonly show?: boolean } = {},
): Promise<Tally> {
  const start = performance.now();
  const file = join(folder, `${wanted.join("-")}.json`);
  const { ok, output } = await run(
    "vitest",
    [
      "run",
      "--config",
      ".config/vitest.config.ts",
      ...wanted.flatMap((project) => ["--project", project]),
      "--allowOnly=false",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...only,
    ],
    show,
    only.length === 0 ? {} : quick,
  );
  if (output !== "") say(output.trimEnd());
  const files = (await readReport(file))?.testResults ?? [];
  const empty = missing(wanted, files);
  const counted = sum([...files.map(countFile), ...empty.map(() => check(false))]);
  const tally = counted.failed === 0 && !ok ? { ...counted, failed: 1 } : counted;
  for (const project of empty) say(`✗ ${project}: no test ran`);
  say(
    `${tally.failed === 0 ? "✓" : "✗"} ${wanted.join(", ")}: ${tally.passed} passed, ${tally.failed} failed (${seconds(start)})`,
  );
  if (only.length === 0) say(slowest(files));
  return tally;
}

async function build(): Promise<Tally> {
  const start = performance.now();
  try {
    const changed = await buildAll();
    say(`✓ build${changed ? "" : ", nothing to do"} (${seconds(start)})`);
    return { passed: 0, failed: 0 };
  } catch (error) {
    say(`✗ build\n${error instanceof Error ? error.message : String(error)}`);
    return check(false);
  }
}

async function everything(folder: string): Promise<Tally> {
  const built = await build();
  const lanes = await Promise.all([
    tests(folder, ["integration"]),
    inTurn(
      () => script("types"),
      () => script("lint"),
      () => tests(folder, ["unit", "infra"], { show: false }),
      () => tests(folder, ["e2e"], { show: false }),
    ),
  ]);
  return sum([built, ...lanes]);
}

async function inTurn(...checks: readonly (() => Promise<Tally>)[]): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const one of checks) tallies.push(await one());
  return sum(tallies);
}

/** The files of a project whose path, from `tests/` on, contains one of these words. */
async function filesOf(project: Project, words: readonly string[]): Promise<readonly string[]> {
  const files = await readdir(join(root, "tests", project), { recursive: true });
  return files
    .map((file) => `tests/${project}/${file}`)
    .filter((file) => /\.test\.tsx?$/u.test(file) && words.some((word) => file.includes(word)));
}

/** The tests of some subjects. A word that no path contains is a mistake in typing: one failure. */
async function subjects(folder: string, words: readonly string[]): Promise<Tally> {
  const found = await Promise.all(projects.map(async (project) => ({ project, files: await filesOf(project, words) })));
  const files = found.flatMap((one) => one.files);
  const unknown = words.filter((word) => !files.some((file) => file.includes(word)));
  for (const word of unknown) say(`✗ no test has « ${word} » in its path`);
  if (unknown.length > 0) return check(false);
  const wanted = found.filter((one) => one.files.length > 0).map(({ project }) => project);
  return sum([await build(), await tests(folder, wanted, { only: files })]);
}

async function main(words: readonly string[]): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "portail-tests-"));
  try {
    return await (words.length === 0 ? everything(folder) : subjects(folder, words));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { passed, failed } = await main(process.argv.slice(2));
say(`\nTotal: ${seconds(begun)}\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
