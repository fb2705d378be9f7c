/**
 * Changing some attributes of a record and leaving every other one alone, whoever wrote it: several modules keep
 * attributes in one record (the town's import, the family, later its quotient), and none knows the others'.
 */
import { canonical } from "../kernel/canonical.ts";
import type { Item } from "./batch.ts";
import type { Key } from "./keys.ts";
import type { Update } from "./write.ts";

/** Names from the record's own attribute down into maps: `["guardians", "2", "phone"]`. */
type Path = readonly string[];

export interface Change {
  readonly path: Path;
  /** `undefined` takes the attribute away. */
  readonly value: unknown;
}

/** What must change so that a record says these facts; attributes that `facts` does not name are none of its business. */
export const changesTo = (before: Item, facts: Item, under: Path = []): readonly Change[] =>
  Object.entries(facts)
    .filter(([name, value]) => value !== before[name] && canonical(value) !== canonical(before[name]))
    .map(([name, value]) => ({ path: [...under, name], value }));

/** An update that makes these changes and raises the record's version, if that is still the one that was read. */
export function updateFrom(key: Key, read: number, changes: readonly Change[]): Update {
  const names = new Map<string, string>();
  const values: Record<string, unknown> = {};
  const nameOf = (part: string): string => {
    const known = names.get(part) ?? `#${names.size}`;
    names.set(part, known);
    return known;
  };
  const set: string[] = [];
  const remove: string[] = [];
  for (const { path, value } of [...changes, { path: ["version"], value: read + 1 }]) {
    const place = path.map(nameOf).join(".");
    if (value === undefined) {
      remove.push(place);
      continue;
    }
    set.push(`${place} = :${set.length}`);
    values[`:${set.length - 1}`] = value;
  }
  return {
    Key: key,
    UpdateExpression: `SET ${set.join(", ")}${remove.length > 0 ? ` REMOVE ${remove.join(", ")}` : ""}`,
    ConditionExpression: `${nameOf("version")} = :read`,
    ExpressionAttributeNames: Object.fromEntries([...names].map(([part, name]) => [name, part])),
    ExpressionAttributeValues: { ...values, ":read": read },
  };
}
