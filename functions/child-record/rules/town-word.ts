/**
 * What becomes of a child's file when the town's software speaks of it. A field is the software's only as long as nobody
 * has answered it since: what a family or the office wrote, be it that there is nothing to say, is never written over. A
 * cell that says nothing takes nothing away, because what it would take away may be an allergy.
 */
import { canonical } from "../../kernel/canonical.ts";
import type { ChildField } from "./fields.ts";

/** What the software said of a field last, and the field's version if that is what stands; 0: somebody else's stands. */
export interface TownWord {
  readonly value: unknown;
  readonly version: number;
}

interface Standing {
  readonly value?: unknown;
  readonly version: number;
}

export interface JudgedWord {
  /** What is to be written. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Fields that somebody has answered, otherwise than the software says now. */
  readonly kept: readonly ChildField[];
  /** What the software said, from now on; null: as before. */
  readonly words: Readonly<Record<string, TownWord>> | null;
}

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

export function judgeWord(
  fields: Readonly<Record<string, Standing | undefined>>,
  before: Readonly<Record<string, TownWord | undefined>>,
  said: readonly (readonly [ChildField, unknown])[],
): JudgedWord {
  const values: Record<string, unknown> = {};
  const kept: ChildField[] = [];
  const words: Record<string, TownWord> = {};
  for (const [name, value] of said) {
    const [stands, last] = [fields[name], before[name]];
    if (last && same(last.value, value)) continue;
    if (stands && same(stands.value ?? null, value)) words[name] = { value, version: 0 };
    else if (!stands || (last !== undefined && last.version === stands.version)) {
      values[name] = value;
      words[name] = { value, version: (stands?.version ?? 0) + 1 };
    } else {
      kept.push(name);
      words[name] = { value, version: 0 };
    }
  }
  return { values, kept, words: Object.keys(words).length === 0 ? null : words };
}
