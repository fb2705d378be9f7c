/**
 * Modules whose exports are facts known when a function is bundled: they are run then, and the bundle carries their
 * values. Run from a bundle of their own rather than imported here, so that a build in a long-lived process (`--watch`)
 * sees their changes.
 */
import { brotliCompressSync } from "node:zlib";
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

/** Compressed: the API's description is 200 kB of JSON that says the same words over and over, and 10 kB of Brotli. */
const moduleOf = (values: Readonly<Record<string, unknown>>): string =>
  [
    'import { brotliDecompressSync } from "node:zlib";',
    ...Object.entries(values).map(
      ([name, value]) =>
        `export const ${name} = JSON.parse(brotliDecompressSync(Buffer.from("${brotliCompressSync(JSON.stringify(value)).toString("base64")}", "base64")).toString());`,
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
