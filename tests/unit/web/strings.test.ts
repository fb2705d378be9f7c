/** Every French sentence of the site, held to French typography: what a proofreader would mark. */
import { describe, expect, it } from "vitest";
import { readdirSync } from "node:fs";

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
