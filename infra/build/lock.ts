/**
 * A lock between processes: a file that holds the owner's process id and, where the system tells it, the moment that
 * process started. A lock left by a process that died counts for nothing, even when its id has been given to another
 * since.
 */
import { randomUUID } from "node:crypto";
import { link, rm, writeFile } from "node:fs/promises";
import { errorCode, readIfThere } from "./files.ts";

export class LockedError extends Error {
  override readonly name = "LockedError";
  readonly pid: number;

  constructor(path: string, pid: number) {
    super(`${path} is held by process ${pid}`);
    this.pid = pid;
  }
}

export interface Lock {
  readonly release: () => Promise<void>;
}

/**
 * Start of a process in the kernel's clock ticks (Linux), or an empty text. The name before it may hold spaces and
 * brackets.
 */
async function startOf(pid: number): Promise<string> {
  const stat = await readIfThere(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** The living owner that a lock's text names, or null. */
async function ownerIn(text: string | null): Promise<number | null> {
  const [id = "", start = ""] = (text ?? "").split(" ");
  const pid = Number(id);
  return pid > 0 && exists(pid) && (await startOf(pid)) === start ? pid : null;
}

/**
 * Takes the lock or throws a LockedError naming who holds it, or who is just taking it from a dead owner. The file appears complete (`link`), so its content can be
 * trusted.
 */
export async function acquireLock(path: string): Promise<Lock> {
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, `${process.pid} ${await startOf(process.pid)}`);
  try {
    for (;;) {
      try {
        await link(mine, path);
        return { release: () => rm(path, { force: true }) };
      } catch (error) {
        if (errorCode(error) !== "EEXIST") throw error;
        await removeStale(path);
      }
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/**
 * Returns when a dead owner's lock is gone; throws when an owner lives. Only one process at a time may take a dead
 * owner's lock away, and it looks again before it does: whoever saw the same dead owner a moment earlier would
 * otherwise take away what somebody has just put there. Turns are taken by a lock of the same kind, so that a process
 * that dies here stands in nobody's way.
 */
async function removeStale(path: string): Promise<void> {
  if (!(await isDead(path))) return;
  const turn = await acquireLock(`${path}~`);
  try {
    if (await isDead(path)) await rm(path);
  } finally {
    await turn.release();
  }
}

/** Whether a dead owner's lock is there: nobody but whoever has the turn may take that away. Throws for a living owner. */
async function isDead(path: string): Promise<boolean> {
  const text = await readIfThere(path);
  const owner = await ownerIn(text);
  if (owner !== null) throw new LockedError(path, owner);
  return text !== null;
}
