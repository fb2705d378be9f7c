/**
 * The demo town's data, made by the first test of a run that starts a portal with it and copied for each: filling the
 * town takes as long as many tests, and a portal starts in two seconds on data that are there.
 */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inject } from "vitest";
import { errorCode } from "../../infra/build/files.ts";
import { loadDemoTown } from "../../infra/local/demo.ts";
import { startPortal } from "../../infra/local/portal.ts";

const patience = 280_000;

/** Whether this test is the first one; a folder can be made once. */
async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function fill(data: string): Promise<void> {
  const portal = await startPortal({ port: 0, data, loadDemo: loadDemoTown });
  try {
    await portal.settled();
  } finally {
    await portal.stop();
  }
}

/** Puts the demo town's data, as its first start leaves them, into a folder. */
export async function copyDemoTown(into: string): Promise<void> {
  const kept = inject("demoTown");
  const [data, whole] = [join(kept, "data"), join(kept, "whole")];
  if (await isFirst(join(kept, "begun"))) {
    await fill(data);
    await writeFile(whole, "");
  }
  const end = performance.now() + patience;
  while (!existsSync(whole)) {
    if (performance.now() > end) throw new Error("The test that fills the demo town has not come to its end");
    await wait(100);
  }
  await cp(data, into, { recursive: true });
}
