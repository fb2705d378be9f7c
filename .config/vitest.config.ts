/**
 * The test projects. `tests/run.ts` runs them all; `npm run test:unit -- some/file` runs one while working on it.
 *
 * Two cores are the measure: two workers where files are light, one where a file starts servers or a browser of its own, so that
 * nothing is slow enough to need a longer wait.
 */
import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;

interface Kind {
  readonly name: string;
  readonly workers: number;
  readonly pool: "threads" | "forks";
  /**
   * Milliseconds for one test; a hook, which may start a whole portal, gets four times as much. It ends what hangs, and judges no
   * speed: several times what the slowest takes on a machine that does other work.
   */
  readonly patience: number;
  /** For a hook, where it may have to fill the demo town, or wait for who does (tests/support/demo-town.ts). */
  readonly hookPatience?: number;
  readonly globalSetup?: string;
  /** What every file of the project does before its tests. */
  readonly setup?: string;
}

const kinds: readonly Kind[] = [
  { name: "unit", workers: 2, pool: "threads", patience: 30_000 },
  { name: "infra", workers: 1, pool: "forks", patience: 60_000 },
  {
    name: "integration",
    workers: 2,
    pool: "forks",
    patience: 60_000,
    hookPatience: 300_000,
    globalSetup: "tests/integration/demo-town.setup.ts",
  },
  { name: "e2e", workers: 1, pool: "forks", patience: 120_000, globalSetup: "tests/e2e/portal.setup.ts", setup: "tests/e2e/failed.setup.ts" },
];

export default defineConfig({
  root,
  test: {
    projects: kinds.map(({ name, workers, pool, patience, hookPatience = patience * 4, globalSetup, setup }, order) => ({
      extends: true as const,
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        environment: "node",
        // Default exports of CommonJS packages as Node itself gives them, so that code is tried as it runs.
        deps: { interopDefault: false },
        pool,
        // Files of one worker share the modules they import: to load them afresh for each took half of the processor's time.
        // What a file changes for all (the clock, the environment), it puts back.
        isolate: false,
        maxWorkers: workers,
        fileParallelism: workers > 1,
        testTimeout: patience,
        hookTimeout: hookPatience,
        teardownTimeout: 20_000,
        // As long as a browser waits for what it looks for: what is polled for comes later on a machine that is busy.
        expect: { poll: { timeout: Math.min(patience / 2, 15_000) } },
        sequence: { groupOrder: order },
        ...(globalSetup === undefined ? {} : { globalSetup: [globalSetup] }),
        ...(setup === undefined ? {} : { setupFiles: [setup] }),
      },
    })),
  },
});
