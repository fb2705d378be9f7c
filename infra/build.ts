/** The one build: what CDK deploys, what the local cloud runs, what the tests try and the bench measures. */
import { watch } from "node:fs";
import { buildFunctions } from "./build/functions.ts";
import { buildWeb } from "./build/web.ts";
import { root } from "./build/paths.ts";

export { buildFunctions, functionOptions } from "./build/functions.ts";
export { buildWeb } from "./build/web.ts";
export { buildWorker } from "./build/worker.ts";
export { built, root } from "./build/paths.ts";
/** Ends esbuild's own process, which otherwise lives as long as this one; a later build starts it again. */
export { stop as endBuilder } from "esbuild";

/** Builds front and functions. Returns whether anything had changed. */
export async function buildAll(): Promise<boolean> {
  const done = await Promise.all([buildFunctions(), buildWeb()]);
  return done.some(Boolean);
}

export interface BuildWatch {
  readonly close: () => void;
}

/**
 * Builds again after each change of a source. `onBuilt` is told which half changed; `onError` gets what esbuild says,
 * and the previous build stays in place.
 */
export function watchBuild(
  onBuilt: (changed: { readonly functions: boolean; readonly web: boolean }) => Promise<void>,
  onError: (error: unknown) => void,
): BuildWatch {
  let timer: NodeJS.Timeout | null = null;
  let running = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      const changed = { functions: await buildFunctions(), web: await buildWeb() };
      if (changed.functions || changed.web) await onBuilt(changed);
    } catch (error) {
      onError(error);
    }
  };
  // An editor saves a file in several steps and several files at once: one build for all of them.
  const soon = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(run);
    }, 80);
  };
  const watchers = ["functions", "web"].map((folder) => watch(`${root}${folder}`, { recursive: true }, soon));
  return {
    close: () => {
      if (timer) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
