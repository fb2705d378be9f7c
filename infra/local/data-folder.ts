/** The portal's data on this machine: one portal at a time, and nothing half made. */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { readIfThere } from "../build/files.ts";
import { acquireLock, type Lock, LockedError } from "../build/lock.ts";

/** A sentence for the person who starts the portal; no stack trace. */
export class StartError extends Error {
  override readonly name = "StartError";
}

export interface DataFolder {
  readonly path: string;
  /** False until the first start has come to its end. */
  readonly complete: boolean;
  /** Says that the first start came to its end. */
  readonly markComplete: () => Promise<void>;
  readonly release: () => Promise<void>;
}

const marker = "complete";
const lockName = "portal.lock";

async function lock(path: string): Promise<Lock> {
  try {
    return await acquireLock(`${path}/${lockName}`);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new StartError(
      `Un portail fonctionne déjà sur les données de ${path} (processus ${error.pid}). Arrêtez-le, ou choisissez un autre dossier avec --data.`,
      { cause: error },
    );
  }
}

async function empty(path: string): Promise<void> {
  const names = await readdir(path);
  await Promise.all(
    names.filter((name) => name !== lockName).map((name) => rm(`${path}/${name}`, { recursive: true, force: true })),
  );
}

/** Takes the folder; emptied when asked, or when an earlier first start was cut short. */
export async function openDataFolder(path: string, reset: boolean): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { release } = await lock(path);
  const complete = !reset && (await readIfThere(`${path}/${marker}`)) !== null;
  if (!complete) await empty(path);
  return {
    path,
    complete,
    release,
    markComplete: () => writeFile(`${path}/${marker}`, `${new Date().toISOString()}\n`),
  };
}
