/**
 * `npm run synth` as a machine without credentials and without network runs it, and what its templates and bundles say
 * of this machine: nothing.
 */
import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { functionNames, type FunctionName } from "../../functions/manifest.ts";
import { built, buildAll, root } from "../../infra/build.ts";
import { mark } from "./support/network-mark.ts";

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly folder: string;
}

function synth(...context: readonly string[]): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  const env = {
    PATH: `${root}node_modules/.bin:/usr/bin:/bin`,
    HOME: mkdtempSync(join(tmpdir(), "home-")),
    AWS_EC2_METADATA_DISABLED: "true",
    NODE_OPTIONS: `--import ${root}tests/infra/support/no-network.ts`,
  };
  const args = ["synth", "--quiet", "--output", folder, ...context.flatMap((pair) => ["--context", pair])];
  return new Promise((resolve) => {
    execFile(`${root}node_modules/.bin/cdk`, args, { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, output: stdout + stderr, folder });
    });
  });
}

/** What only exists on one machine. */
const ofThisMachine = [
  /PORTAIL_NOW/u,
  /127\.0\.0\.1/u,
  /localhost/u,
  /_Local\d/u,
  /AWS_ENDPOINT_URL/u,
  /infra\/local/u,
];
const pathsOfThisMachine = [root, `${homedir()}/`];

const metafile = z.object({ inputs: z.record(z.string(), z.unknown()) });
/** Files that went into a function's bundle, as esbuild recorded them. */
const inputsOf = (name: FunctionName): readonly string[] =>
  Object.keys(metafile.parse(JSON.parse(readFileSync(join(built.functions, `${name}.meta.json`), "utf8"))).inputs);

let ended: Ended;
beforeAll(async () => {
  await buildAll();
  ended = await synth();
});

test("needs neither credentials nor network", () => {
  expect(ended.output).not.toContain(mark);
  expect(ended).toMatchObject({ code: 0 });
  const report = z
    .object({ pluginReports: z.array(z.unknown()) })
    .parse(JSON.parse(readFileSync(join(ended.folder, "validation-report.json"), "utf8")));
  expect(report.pluginReports).toEqual([]);
});

test("the guard against the network does refuse", async () => {
  const { stderr } = await new Promise<{ stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      ["--import", `${root}tests/infra/support/no-network.ts`, "-e", "fetch('http://192.0.2.1')"],
      (_error, _stdout, stderr) => {
        resolve({ stderr });
      },
    );
  });
  expect(stderr).toContain(mark);
});

test("says what is wrong with a town's configuration, and stops", async () => {
  const refused = await synth("town=/nowhere/town.json");
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("La configuration de la collectivité est à corriger (/nowhere/town.json)");
});

describe("nothing that belongs to this machine", () => {
  test("reaches a template", () => {
    const templates = readdirSync(ended.folder).filter((name) => name.endsWith(".template.json"));
    expect(templates.map((name) => name.replace(/[0-9A-F]{8}(?=\.nested)/u, "")).sort()).toEqual([
      "portail-famille.template.json",
      "portailfamilleApifamilies.nested.template.json",
      "portailfamilleApioffice.nested.template.json",
    ]);
    for (const name of templates) {
      const source = readFileSync(join(ended.folder, name), "utf8");
      for (const pattern of ofThisMachine) expect(source).not.toMatch(pattern);
      for (const path of pathsOfThisMachine) expect(source).not.toContain(path);
    }
  });

  test.each(functionNames)("reaches the bundle of %s", (name) => {
    const bundle = readFileSync(join(built.functions, name, "index.mjs"), "utf8");
    for (const pattern of [/PORTAIL_NOW/u, /_Local\d/u]) expect(bundle).not.toMatch(pattern);
    for (const path of pathsOfThisMachine) expect(bundle).not.toContain(path);
    const ours = inputsOf(name).filter((path) => !path.startsWith("node_modules/"));
    expect(ours.length).toBeGreaterThan(1);
    expect(ours.filter((path) => !path.startsWith("functions/") && path !== "infra/lambda-credentials.ts")).toEqual([]);
  });
});

test("faults, measures and the test issuer are within reach of tests only", () => {
  const texts = globSync("{bin,functions,infra,web}/**/*.{ts,tsx}", { cwd: root }).map((path) => ({
    path,
    text: readFileSync(join(root, path), "utf8"),
  }));
  const naming = (pattern: RegExp): readonly string[] =>
    texts
      .filter(({ text }) => pattern.test(text))
      .map(({ path }) => path)
      .sort();
  // They are there, and nothing that is started or deployed imports them.
  expect(texts.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      "infra/local/faults/table.ts",
      "infra/local/faults/stream.ts",
      "infra/local/test-issuer.ts",
    ]),
  );
  expect(
    naming(/from "[^"]*(?:faults\/|test-issuer)/u).filter((path) => !path.startsWith("infra/local/faults/")),
  ).toEqual([]);
  // The one way in is an option of startPortal, which no door of the house passes on.
  expect(naming(/\bexperiment\b/u)).toEqual(["infra/local/portal.ts", "infra/local/services.ts"]);
});

test("functions look for credentials in their environment and nowhere else", () => {
  for (const name of functionNames) {
    expect(
      inputsOf(name).filter((path) =>
        /credential-provider-(?:node|sso|ini|process|web-identity|http|imds)\//u.test(path),
      ),
    ).toEqual([]);
  }
});
