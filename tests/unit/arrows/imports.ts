/**
 * Who imports whom, read from the sources: static imports, re-exports, `import()`, and imports that exist for types
 * only.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { root } from "../../../infra/build/paths.ts";

export interface Import {
  /** Importing file, from the repository's root: `functions/http/pipeline.ts`. */
  readonly from: string;
  /** Imported file, from the root, or the package's name as written: `zod/mini`, `node:zlib`. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Erased when the code runs. */
  readonly typeOnly: boolean;
}

function importedBy(clause: ts.ImportClause): boolean {
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function exportedBy(node: ts.ExportDeclaration): boolean {
  const named = node.exportClause;
  return (
    node.isTypeOnly ||
    (named !== undefined &&
      ts.isNamedExports(named) &&
      named.elements.length > 0 &&
      named.elements.every(({ isTypeOnly }) => isTypeOnly))
  );
}

/** Every module named in a source, with whether it is named for types only. */
export function modulesIn(
  path: string,
  text: string,
): readonly { readonly module: string; readonly typeOnly: boolean }[] {
  const found: { module: string; typeOnly: boolean }[] = [];
  const add = (name: ts.Node | undefined, typeOnly: boolean): void => {
    if (name && ts.isStringLiteralLike(name)) found.push({ module: name.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause !== undefined && importedBy(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, exportedBy(node));
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(
      path,
      text,
      ts.ScriptTarget.Latest,
      true,
      path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  );
  return found;
}

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
