/** Where the tests of one run keep the demo town that the first of them fills (tests/support/demo-town.ts). */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder of this run. */
    readonly demoTown: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "portail-demo-"));
  project.provide("demoTown", folder);
  return () => rm(folder, { recursive: true, force: true });
}
