/** Every French sentence of the site, held to French typography: what a proofreader would mark. */
import { describe, expect, it } from "vitest";
import { globSync, readdirSync, readFileSync } from "node:fs";

const root = new URL("../../../", import.meta.url);
const folder = new URL("../../../web/strings/fr/", import.meta.url);

function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, item]) => texts(item, `${path}.${key}`));
  return [];
}

describe("strings", async () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const modules = await Promise.all(files.map(async (file): Promise<unknown> => import(new URL(file, folder).href)));
  const all = modules.flatMap((module, index) => texts(module, files[index] ?? ""));

  it("finds the sentences", () => expect(all.length).toBeGreaterThan(150));
  it.each([
    ["an ordinary space before : ; ? ! or »", / [:;?!»]/u],
    ["an ordinary space after «", /« /u],
    ["a straight apostrophe", /'/u],
    ["straight quotation marks", /"/u],
    ["three dots instead of …", /\.\.\./u],
    ["two spaces in a row", / {2}/u],
  ])("never has %s", (_, fault) => expect(all.filter(([, text]) => fault.test(text))).toEqual([]));
});

/** What the site, its mails, the operator's commands and the README call by one word, whatever the page. */
describe("words for one thing", () => {
  /** Where the words of other people's files are known, in order to be read. */
  const reads = ["functions/family/file/families-file.ts"];
  const files = ["README.md", ...globSync("{bin,functions,infra,web}/**/*.{ts,tsx,json,md}", { cwd: root })].filter(
    (file) => !reads.includes(file),
  );

  it("looks everywhere", () => expect(files.length).toBeGreaterThan(800));
  // An address of the demo town, `a@courriel.example`, is no word.
  it.each([["e-mail", /courriels?(?!\.)|adresses? électroniques?|adresses? mail\b|\bméls?\b/iu]])("%s", (_, other) => {
    const found = files.flatMap((file) =>
      readFileSync(new URL(file, root), "utf8")
        .split("\n")
        .flatMap((line, index) => (other.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
