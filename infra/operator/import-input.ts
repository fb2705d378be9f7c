/** What the commands that bring files into a portal share: which file, how to speak. */
import { existsSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { fileTrouble, OperatorError } from "./operator-error.ts";

export const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join("\n")}\n`);

/** Throws `OperatorError`. */
export function readInput(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new OperatorError(`Le fichier ${path} ne peut pas être lu : ${fileTrouble(cause)}.`, { cause });
  }
}

/**
 * Where the lines of a file that did not enter are written: beside it, `familles-a-corriger.csv`. A file of that kind
 * that is fed back is not written over: an import that only tries would lose its lines.
 */
export function rejectPath(path: string): string {
  const { dir, name } = parse(path);
  const rank = /^(?<of>.*)-a-corriger(?:-(?<rank>[0-9]+))?$/u.exec(name)?.groups;
  const next = rank ? `${rank["of"] ?? ""}-a-corriger-${Number(rank["rank"] ?? 1) + 1}` : `${name}-a-corriger`;
  return join(dir, `${next}.csv`);
}

/** Where what the portal keeps is written: `familles-conserves.csv`. A list of another day is not written over. */
export function keptPath(path: string, exists: (path: string) => boolean = existsSync): string {
  const { dir, name } = parse(path);
  for (let rank = 1; ; rank += 1) {
    const found = join(dir, `${name}-conserves${rank === 1 ? "" : `-${rank}`}.csv`);
    if (!exists(found)) return found;
  }
}

/** Throws a sentence when the portal of this machine does not answer; another error is left to the caller. */
export function refuseWhenAway(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED")
    throw new OperatorError(
      "Le portail de cette machine n’est pas en marche : lancez « npm start » dans une autre fenêtre, puis recommencez.",
      { cause: error },
    );
}
