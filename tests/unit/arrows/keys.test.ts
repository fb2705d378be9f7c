/** Keys and entities are typed once: names of partitions and records in keys.ts, what a record can be in entities.ts. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Node } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { functions } from "../../../functions/manifest.ts";
import { entities } from "../../../functions/table/entities.ts";
import * as keys from "../../../functions/table/keys.ts";
import { root } from "../../../infra/build/paths.ts";
import { nodesOf, parse } from "../../support/syntax.ts";

interface Found {
  readonly file: string;
  readonly text: string;
}

/** What `pick` takes from each node of the sources of `functions/`. */
const found = (pick: (node: Node, source: string) => string | null): readonly Found[] =>
  globSync("functions/**/*.ts", { cwd: root })
    .sort()
    .flatMap((file) => {
      const source = readFileSync(join(root, file), "utf8");
      return nodesOf(parse(file, source))
        .map((node) => pick(node, source))
        .flatMap((text) => (text === null ? [] : [{ file, text }]));
    });

function textOf(node: Node): string | null {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  return node.type === "TemplateElement" ? node.value.cooked : null;
}

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
    const values = found((node, source) =>
      node.type === "Property" && node.key.type === "Literal" && node.key.value === ":entity"
        ? source.slice(node.value.start, node.value.end)
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
