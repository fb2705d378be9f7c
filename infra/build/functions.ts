/**
 * Functions as Lambda runs them: one ESM file each, minified, the AWS SDK inside (pinned, tree-shaken, faster to load
 * than the runtime's). The same files run in AWS, locally and in the tests.
 */
import { access, mkdir, writeFile } from "node:fs/promises";
import { build, type BuildOptions } from "esbuild";
import { functionNames, functions, type FunctionName } from "../../functions/manifest.ts";
import { evaluatedModules } from "./evaluated.ts";
import { fingerprint } from "./fingerprint.ts";
import { built, root } from "./paths.ts";
import { publish } from "./publish.ts";

/** CommonJS packages in an ESM bundle still call `require` for Node's own modules. */
const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** How one file is bundled for Lambda; the bench bundles its bare handler the same way. */
export const functionOptions = (entry: string, outfile: string) =>
  ({
    entryPoints: [entry],
    outfile,
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
    plugins: [evaluatedModules],
    logLevel: "silent",
    absWorkingDir: root,
  }) as const satisfies BuildOptions;

/** What decides the content of the bundles. */
const inputs = ["functions", "infra/build", "infra/lambda-credentials.ts", "package-lock.json", "tsconfig.json"].map(
  (path) => `${root}${path}`,
);

const written = (entry: string): Promise<boolean> =>
  access(entry).then(
    () => true,
    () => false,
  );

async function bundle(name: FunctionName, folder: string): Promise<void> {
  const entry = `${root}functions/${functions[name].entry}`;
  if (!(await written(entry)))
    throw new Error(`Function ${name} has no entry: functions/${functions[name].entry} does not exist.`);
  const { metafile } = await build(functionOptions(entry, `${folder}/${name}/index.mjs`));
  await writeFile(`${folder}/${name}.meta.json`, JSON.stringify(metafile));
}

/**
 * Bundles every function of the manifest into `.build/functions/<name>/index.mjs`, unless their sources are what they
 * were. Returns whether anything was built.
 */
export async function buildFunctions(): Promise<boolean> {
  return publish(built.functions, await fingerprint(...inputs), async (folder) => {
    await mkdir(folder, { recursive: true });
    // All come to their end before the first failure is told: none may still write into a folder that is being cleared
    // away.
    const ended = await Promise.allSettled(functionNames.map((name) => bundle(name, folder)));
    const failure = ended.find(({ status }) => status === "rejected");
    if (failure?.status === "rejected") throw failure.reason;
  });
}
