/** Keys and entities are typed once: names of partitions and records in keys.ts, what a record can be in entities.ts. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { functions } from "../../../functions/manifest.ts";
import { entities } from "../../../functions/table/entities.ts";
import * as keys from "../../../functions/table/keys.ts";
import { root } from "../../../infra/build/paths.ts";

interface Found {
  readonly file: string;
  readonly text: string;
}

/** What `pick` takes from each node of the sources of `functions/`. */
function found(pick: (node: ts.Node) => string | null): readonly Found[] {
  return globSync("functions/**/*.ts", { cwd: root })
    .sort()
    .flatMap((file) => {
      const all: Found[] = [];
      const visit = (node: ts.Node): void => {
        const text = pick(node);
        if (text !== null) all.push({ file, text });
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true));
      return all;
    });
}

const textOf = (node: ts.Node): string | null =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) ? node.text : null;

/** Partitions and prefixes that keys.ts names: `CATALOGUE`, `SIGNIN#`. */
const named: ReadonlySet<string> = new Set(Object.values(keys).filter((one) => typeof one === "string"));

describe("keys", () => {
  const texts = found(textOf);

  it("are typed on one page", () => {
    const typed = texts.filter(({ text }) => /[A-Z]{2,}#/u.test(text) || named.has(text));
    // The page itself is found, so that an empty rest means something.
    expect(typed.filter(({ file }) => file === "functions/table/keys.ts").length).toBeGreaterThan(30);
    expect(typed.filter(({ file }) => file !== "functions/table/keys.ts")).toEqual([]);
  });

  it("have a line of their page for every entity, and no other", () => {
    const page = readFileSync(join(root, "functions/table/keys.ts"), "utf8");
    const lines = [...page.matchAll(/^ \* \| (\w+) *\|/gmu)].map(([, name]) => name);
    expect([...new Set(lines)].filter((name) => name !== "entity").toSorted()).toEqual([...entities].toSorted());
  });
});

describe("entities", () => {
  it("stand once in their list, in order", () => {
    expect([...new Set(entities)].toSorted()).toEqual(entities);
  });

  it("are held to that list wherever an update names one", () => {
    const values = found((node) =>
      ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && node.name.text === ":entity"
        ? node.initializer.getText()
        : null,
    );
    expect(values.length).toBeGreaterThan(5);
    expect(values.filter(({ text }) => !text.endsWith(" satisfies Entity"))).toEqual([]);
  });

  it("are all that the streams' filters name", () => {
    const filtered = Object.values(functions).flatMap(({ calledBy }) =>
      calledBy.kind === "stream" ? calledBy.entities : [],
    );
    expect(filtered.length).toBeGreaterThan(5);
    expect(filtered.filter((name) => !entities.includes(name))).toEqual([]);
  });
});
