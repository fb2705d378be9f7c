/**
 * Several people change one file. Each says which version of a field it has seen; who comes second on one field is told
 * what the first has said, and what it wanted to say itself. Saying what stands already changes nothing.
 */
import { canonical } from "../../kernel/canonical.ts";

export interface Asked {
  readonly seen: number;
  /** Null takes the answer away. */
  readonly value: unknown;
}
export type AskedChanges = Readonly<Record<string, Asked | undefined>>;

interface Standing {
  readonly value?: unknown;
  readonly version: number;
}

export interface Judged {
  /** What is to be written. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Fields that somebody else has changed since they were seen. */
  readonly conflicts: readonly string[];
}

export function judgeChanges(fields: Readonly<Record<string, Standing | undefined>>, asked: AskedChanges): Judged {
  const values: Record<string, unknown> = {};
  const conflicts: string[] = [];
  for (const [name, change] of Object.entries(asked)) {
    const stands = fields[name];
    if (!change || canonical(stands?.value ?? null) === canonical(change.value)) continue;
    if ((stands?.version ?? 0) === change.seen) values[name] = change.value;
    else conflicts.push(name);
  }
  return { values, conflicts };
}
