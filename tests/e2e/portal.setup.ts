/** One portal for all journeys: the demo town, fresh, in a folder of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { commands, readFacts, start, type PortalFacts } from "./command.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly portal: PortalFacts;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await mkdtemp(join(tmpdir(), "portail-e2e-"));
  const portal = await start(commands.script, { data });
  project.provide("portal", await readFacts(data));
  return async () => {
    await portal.stop();
    await rm(data, { recursive: true, force: true });
  };
}
