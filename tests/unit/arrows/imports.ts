/**
 * Who imports whom, read from the sources: static imports, re-exports, `import()`, and imports that exist for types
 * only.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import type { Node } from "oxc-parser";
import { root } from "../../../infra/build/paths.ts";
import { nodesOf, parse } from "../../support/syntax.ts";

export interface Import {
  /** Importing file, from the repository's root: `functions/http/pipeline.ts`. */
  readonly from: string;
  /** Imported file, from the root, or the package's name as written: `zod/mini`, `node:zlib`. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Erased when the code runs. */
  readonly typeOnly: boolean;
}

/** Whether each of some names, and there is one, is named for its type. */
const allTypes = (names: readonly object[]): boolean =>
  names.length > 0 &&
  names.every(
    (name) =>
      ("importKind" in name && name.importKind === "type") || ("exportKind" in name && name.exportKind === "type"),
  );

/** The module that a node names, and whether for types only; null where it names none. */
function moduleIn(node: Node): { readonly module: string; readonly typeOnly: boolean } | null {
  if (node.type === "TSImportType") return { module: node.source.value, typeOnly: true };
  if (node.type === "ImportExpression")
    return node.source.type === "Literal" && typeof node.source.value === "string"
      ? { module: node.source.value, typeOnly: false }
      : null;
  if (node.type === "ImportDeclaration")
    return { module: node.source.value, typeOnly: node.importKind === "type" || allTypes(node.specifiers) };
  if (node.type === "ExportAllDeclaration") return { module: node.source.value, typeOnly: node.exportKind === "type" };
  if (node.type === "ExportNamedDeclaration" && node.source !== null)
    return { module: node.source.value, typeOnly: node.exportKind === "type" || allTypes(node.specifiers) };
  return null;
}

/** Every module named in a source, with whether it is named for types only. */
export const modulesIn = (
  path: string,
  text: string,
): readonly { readonly module: string; readonly typeOnly: boolean }[] =>
  nodesOf(parse(path, text)).flatMap((node) => moduleIn(node) ?? []);

/** Every import of the sources under a folder of the repository. */
export function importsUnder(folder: string): readonly Import[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .sort()
    .flatMap((from) =>
      modulesIn(from, readFileSync(join(root, from), "utf8")).map(({ module, typeOnly }) => {
        const isPackage = !module.startsWith(".");
        return {
          from,
          to: isPackage ? module : normalize(join(dirname(from), module.replace(/\?.*$/u, ""))),
          isPackage,
          typeOnly,
        };
      }),
    );
}

/** The given files and all that they bring along when the code runs. */
export function reachable(files: readonly string[], imports: readonly Import[]): ReadonlySet<string> {
  const next = Map.groupBy(
    imports.filter(({ typeOnly, isPackage }) => !typeOnly && !isPackage),
    ({ from }) => from,
  );
  const found = new Set(files);
  for (const file of found) for (const { to } of next.get(file) ?? []) found.add(to);
  return found;
}

/** Sources under a folder whose text matches. */
export const sourcesMatching = (folder: string, pattern: RegExp): readonly string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .sort()
    .filter((file) => pattern.test(readFileSync(join(root, file), "utf8")));

/** Files that import each other in a circle when the code runs, each circle once. */
export function circles(imports: readonly Import[]): readonly string[] {
  const next = Map.groupBy(
    imports.filter(({ typeOnly, isPackage }) => !typeOnly && !isPackage),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const seen = path.indexOf(file);
    if (seen !== -1) found.push([...path.slice(seen), file].join(" -> "));
    if (seen !== -1 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}
