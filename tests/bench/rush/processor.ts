/**
 * Whose work the processor does while families book: the functions', the table's, the machine's between them. Read from
 * Linux's own count for each thread; elsewhere there is none, and nothing is said of it.
 */
import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds of processor since the start, by who used them. */
export type Processor = ReadonlyMap<string, number>;

/** Linux counts in hundredths of a second, whatever its kernel's clock does. */
const tick = 10;

/** Names of threads as the local portal has them: a function's own, and Node's. */
function ownerOf(thread: string): string {
  if (thread === "book") return "booking functions";
  if (thread === "tableStream" || thread === "mailer") return "what the stream does after";
  if (thread === "MainThread") return "gateway and the way to the table";
  return "compiling and clearing up";
}

/** The name stands in parentheses and may hold anything; user and system time are the 12th and 13th field behind it. */
function readStat(path: string): { readonly name: string; readonly time: number } | null {
  try {
    const text = readFileSync(path, "utf8");
    const end = text.lastIndexOf(")");
    const fields = text.slice(end + 2).split(" ");
    return {
      name: text.slice(text.indexOf("(") + 1, end),
      time: (Number(fields[11]) + Number(fields[12])) * tick,
    };
  } catch {
    // The thread has ended since it was listed.
    return null;
  }
}

const threadsOf = (pid: number): readonly string[] => {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
};

function childrenOf(pid: number): readonly number[] {
  return threadsOf(pid).flatMap((thread) => {
    try {
      return readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")
        .split(" ")
        .filter((text) => text !== "")
        .map(Number);
    } catch {
      return [];
    }
  });
}

/** Of the portal's process with its table's, and of this one, which plays the families. */
export function readProcessor(portal: number): Processor {
  const used = new Map<string, number>();
  const add = (owner: string, time: number): void => void used.set(owner, (used.get(owner) ?? 0) + time);
  for (const thread of threadsOf(portal)) {
    const stat = readStat(`/proc/${portal}/task/${thread}/stat`);
    if (stat) add(ownerOf(stat.name), stat.time);
  }
  for (const child of childrenOf(portal)) {
    const stat = readStat(`/proc/${child}/stat`);
    if (stat) add("table", stat.time);
  }
  if (used.size > 0) {
    const { user, system } = process.cpuUsage();
    add("families", (user + system) / 1_000);
  }
  return used;
}

/** What was used between two readings. */
export const usedSince = (before: Processor, after: Processor): Processor =>
  new Map([...after].map(([owner, time]) => [owner, time - (before.get(owner) ?? 0)]));

export function summed(all: readonly Processor[]): Processor {
  const sum = new Map<string, number>();
  for (const one of all) for (const [owner, time] of one) sum.set(owner, (sum.get(owner) ?? 0) + time);
  return sum;
}
