/**
 * How a build reaches its folder: written beside it, then put in its place in one step, by one process at a time. Two
 * test files and an `npm start` may build at once; nobody may read half a build.
 */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readIfThere } from "./files.ts";
import { acquireLock, LockedError } from "./lock.ts";

const stampOf = (folder: string): string => `${folder}.stamp`;
const patience = 60_000;

const readStamp = (folder: string): Promise<string | null> => readIfThere(stampOf(folder));

/** Runs one at a time among all processes of this machine that build this folder. */
async function exclusively<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(folder), { recursive: true });
  const end = Date.now() + patience;
  for (;;) {
    try {
      const lock = await acquireLock(`${folder}.lock`);
      try {
        return await work();
      } finally {
        await lock.release();
      }
    } catch (error) {
      if (!(error instanceof LockedError) || Date.now() > end) throw error;
      await wait(50);
    }
  }
}

/** Fills `folder` by `write` unless its stamp already says `stamp`. Returns whether anything was written. */
export async function publish(folder: string, stamp: string, write: (into: string) => Promise<void>): Promise<boolean> {
  if ((await readStamp(folder)) === stamp) return false;
  return exclusively(folder, async () => {
    if ((await readStamp(folder)) === stamp) return false;
    const fresh = `${folder}.${process.pid}`;
    await rm(fresh, { recursive: true, force: true });
    try {
      await write(fresh);
      await rm(stampOf(folder), { force: true });
      await rm(folder, { recursive: true, force: true });
      await rename(fresh, folder);
      await writeFile(stampOf(folder), stamp);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
    return true;
  });
}
