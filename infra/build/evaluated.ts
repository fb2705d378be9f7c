/**
 * Modules whose exports are facts known when a function is bundled: they are run then, and the bundle carries their
 * values. Run from a bundle of their own rather than imported here, so that a build in a long-lived process (`--watch`)
 * sees their changes.
 */
import { brotliCompressSync, constants } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { root } from "./paths.ts";

const evaluated = new Set([`${root}functions/reference/document.ts`, `${root}functions/billing/pdf/fonts.ts`]);

async function valuesOf(path: string): Promise<Readonly<Record<string, unknown>>> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`Nothing was built of ${path}`);
  const module: unknown = await import(`data:text/javascript;base64,${Buffer.from(file.contents).toString("base64")}`);
  if (typeof module !== "object" || module === null) throw new Error(`Nothing was evaluated of ${path}`);
  return { ...module };
}

/**
 * Compressed: the API's description is a megabyte of JSON that says the same words over and over, and 27 kB of Brotli. Not to
 * its utmost, which takes ten times as long, at each build, for a twentieth less.
 */
const compressed = (value: unknown): string =>
  brotliCompressSync(JSON.stringify(value), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).toString("base64");

const moduleOf = (values: Readonly<Record<string, unknown>>): string =>
  [
    'import { brotliDecompressSync } from "node:zlib";',
    ...Object.entries(values).map(
      ([name, value]) =>
        `export const ${name} = JSON.parse(brotliDecompressSync(Buffer.from("${compressed(value)}", "base64")).toString());`,
    ),
  ].join("\n");

export const evaluatedModules: Plugin = {
  name: "evaluated-modules",
  setup: (building) => {
    building.onLoad({ filter: /(?:document|fonts)\.ts$/ }, async ({ path }) =>
      evaluated.has(path) ? { contents: moduleOf(await valuesOf(path)), loader: "js" } : undefined,
    );
  },
};
