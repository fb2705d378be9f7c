/**
 * The thread that runs a function on this machine, bundled: one starts for each function of each portal, and as
 * TypeScript each would load the tool that strips types before it does anything.
 */
import { build } from "esbuild";
import { fingerprint } from "./fingerprint.ts";
import { built, root } from "./paths.ts";
import { publish } from "./publish.ts";

const source = `${root}infra/local/lambda`;

/** Bundles it into `.build/worker`, unless its sources are what they were. */
export async function buildWorker(): Promise<void> {
  const inputs = [source, `${root}infra/local/clock.ts`, `${root}infra/build`, `${root}package-lock.json`];
  await publish(built.worker, await fingerprint(...inputs), async (folder) => {
    await build({
      entryPoints: [`${source}/worker.ts`],
      outfile: `${folder}/index.mjs`,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node24",
      logLevel: "silent",
      absWorkingDir: root,
    });
  });
}
