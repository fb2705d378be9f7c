/**
 * Functions as Lambda runs them: one ESM file each, minified, the AWS SDK inside (pinned, tree-shaken, faster to load
 * than the runtime's), and beside it the packages that few calls need. The same files run in AWS, locally and in the tests.
 */
import { access, mkdir, writeFile } from "node:fs/promises";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { functionNames, functions, type FunctionName } from "../../functions/manifest.ts";
import { evaluatedModules } from "./evaluated.ts";
import { fingerprint } from "./fingerprint.ts";
import { built, root } from "./paths.ts";
import { publish } from "./publish.ts";

/** CommonJS packages in an ESM bundle still call `require` for Node's own modules. */
const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Packages in a file of their own beside a bundle that imports them by `import()`: Node reads all of a file before it runs any
 * of it, and pdfkit is larger than the rest of what draws with it.
 */
const apart = ["pdfkit"] as const;

const readLater: Plugin = {
  name: "read-later",
  setup: (building) => {
    building.onResolve({ filter: new RegExp(`^(?:${apart.join("|")})$`) }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `./${path}.mjs`, external: true } : undefined,
    );
  },
};

const options = {
  bundle: true,
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  alias: { "@aws-sdk/credential-provider-node": `${root}infra/lambda-credentials.ts` },
  banner: { js: requireBanner },
  legalComments: "none",
  // French as it is written: escaped, each accent weighs twice as much.
  charset: "utf8",
  plugins: [evaluatedModules, readLater],
  logLevel: "silent",
  absWorkingDir: root,
} as const satisfies BuildOptions;

/** How one file is bundled for Lambda; the bench bundles its bare handler the same way. */
export const functionOptions = (entry: string, outfile: string) =>
  ({ ...options, entryPoints: [entry], outfile }) as const satisfies BuildOptions;

/** What decides the content of the bundles. */
const inputs = ["functions", "infra/build", "infra/lambda-credentials.ts", "package-lock.json", "tsconfig.json"].map(
  (path) => `${root}${path}`,
);

const written = (entry: string): Promise<boolean> =>
  access(entry).then(
    () => true,
    () => false,
  );

async function entryOf(name: FunctionName): Promise<string> {
  const entry = `functions/${functions[name].entry}`;
  if (!(await written(`${root}${entry}`))) throw new Error(`Function ${name} has no entry: ${entry} does not exist.`);
  return entry;
}

/** What a build says of one of its bundles: its files, and all that its entry leads to. */
function metafileOf({ inputs, outputs }: Metafile, entry: string): Metafile {
  const reached = new Set([entry]);
  for (const path of reached)
    for (const { path: next, external } of inputs[path]?.imports ?? []) if (external !== true) reached.add(next);
  return {
    inputs: Object.fromEntries(Object.entries(inputs).filter(([path]) => reached.has(path))),
    outputs: Object.fromEntries(Object.entries(outputs).filter(([, output]) => output.entryPoint === entry)),
  };
}

/** The packages that a bundle leaves to a file beside it. */
const apartOf = ({ outputs }: Metafile): readonly string[] =>
  apart.filter((name) =>
    Object.values(outputs).some(({ imports }) => imports.some(({ path }) => path === `./${name}.mjs`)),
  );

/** Puts beside a bundle the packages that it leaves to files of their own; what it weighs, with them. */
async function withApart(folder: string, name: FunctionName, whole: Metafile): Promise<Metafile> {
  const names = apartOf(whole);
  if (names.length === 0) return whole;
  const { metafile } = await build({
    ...options,
    plugins: [],
    entryPoints: [...names],
    outdir: `${folder}/${name}`,
    outExtension: { ".js": ".mjs" },
  });
  return {
    inputs: { ...whole.inputs, ...metafile.inputs },
    outputs: { ...whole.outputs, ...metafile.outputs },
  };
}

/**
 * Bundles every function of the manifest into `.build/functions/<name>/index.mjs`, unless their sources are what they
 * were. Returns whether anything was built. One build for all of them: what they share is read once, and the bundles are
 * the same, byte for byte, as those of a build each, which takes two and a half times as long.
 */
export async function buildFunctions(): Promise<boolean> {
  return publish(built.functions, await fingerprint(...inputs), async (folder) => {
    const entries = await Promise.all(functionNames.map(async (name) => ({ name, entry: await entryOf(name) })));
    await mkdir(folder, { recursive: true });
    const { metafile } = await build({
      ...options,
      entryPoints: entries.map(({ name, entry }) => ({ in: `${root}${entry}`, out: `${name}/index` })),
      outdir: folder,
      outExtension: { ".js": ".mjs" },
    });
    await Promise.all(
      entries.map(async ({ name, entry }) =>
        writeFile(
          `${folder}/${name}.meta.json`,
          JSON.stringify(await withApart(folder, name, metafileOf(metafile, entry))),
        ),
      ),
    );
  });
}
