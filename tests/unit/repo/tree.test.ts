/**
 * What the repository looks like from outside: its top level, its scripts, and nothing in the code that names a town.
 */
import { readdirSync, readFileSync, statSync, globSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { root } from "../../../infra/build/paths.ts";

const topLevel = [
  "README.md",
  "bin",
  "cdk.json",
  "functions",
  "infra",
  "package-lock.json",
  "package.json",
  "tests",
  "tsconfig.json",
  "web",
];
/** Made by commands, ignored by git. */
const made = ["node_modules", "cdk.out"];

const packageJson = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(`${root}package.json`, "utf8")));

describe("the repository", () => {
  it("has its six folders and five files at the top, and nothing else but dotfiles", () => {
    const entries = readdirSync(root).filter(
      (name) => !name.startsWith(".") && !made.includes(name) && !name.endsWith(".log"),
    );
    expect(entries.filter((name) => !topLevel.includes(name))).toEqual([]);
  });

  it("has two doors in bin/", () => {
    expect(readdirSync(`${root}bin`).sort()).toEqual(["portal.ts", "start.ts"]);
  });

  it("pins every package", () => {
    const versions = {
      ...packageJson.dependencies,
      ...packageJson.devDependencies,
      ...packageJson.optionalDependencies,
    };
    expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });

  it("runs `npm ci` and `npm test` in .ci/run, which can be executed", () => {
    const file = `${root}.ci/run`;
    const commands = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("npm "));
    expect(commands.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(["npm ci", "npm test"]);
    expect(statSync(file).mode & 0o100).toBe(0o100);
  });

  it("has every command that people are told of", () => {
    expect(Object.keys(packageJson.scripts)).toEqual(
      expect.arrayContaining([
        "start",
        "test",
        "test:store",
        "bench",
        "synth",
        "deploy",
        "import",
        "catalogue",
        "staff",
        "types",
        "lint",
      ]),
    );
  });
});

describe("the code", () => {
  const sources = globSync("{bin,functions,infra,web}/**/*.{ts,tsx,css,html}", { cwd: root }).map((path) => ({
    path,
    text: readFileSync(`${root}${path}`, "utf8"),
  }));
  const matching = (pattern: RegExp): readonly string[] =>
    sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  it("names no town outside its configuration, but for examples in comments", () => {
    const town = /pithiver|beaune|malesherbes|puiseaux/iu;
    const uncommented = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/\/\/.*$/gmu, "");
    expect(
      sources
        .filter(({ path, text }) => !/^infra\/(?:town|demo)\//u.test(path) && town.test(uncommented(text)))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it("holds no place to be filled in later", () => {
    expect(matching(/\b(?:TODO|FIXME|XXX|HACK)\b|not implemented/u)).toEqual([]);
  });

  it("silences neither the compiler nor, without saying why, the linter", () => {
    expect(matching(/@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable(?!.* -- \S)/u)).toEqual([]);
  });

  it("writes no inline style or script, which the policy of the site refuses", () => {
    const markup = sources.filter(({ path }) => path.startsWith("web/"));
    expect(
      markup
        .filter(({ text }) => /dangerouslySetInnerHTML|\.innerHTML|<script>|<style>|\sonclick="/u.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});
