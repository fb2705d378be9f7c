/**
 * Changing some attributes of a record and leaving every other one alone, whoever wrote it: several modules keep
 * attributes in one record (the town's import, the family, later its quotient), and none knows the others'.
 */
import { canonical } from "../kernel/canonical.ts";
import type { Item } from "./batch.ts";
import type { Key } from "./keys.ts";
import type { Writes } from "./transact.ts";
import type { Update } from "./write.ts";

/** Names from the record's own attribute down into maps: `["guardians", "2", "phone"]`. */
type Path = readonly string[];

export interface Change {
  readonly path: Path;
  /** `undefined` takes the attribute away. */
  readonly value: unknown;
  /** Of a map that is written whole: what stood, so that two changes of different entries of it are one. */
  readonly over?: Item;
}

/** What each update of a record is made of, for whoever joins two of one record. */
const origins = new WeakMap<Update, { readonly read: number; readonly changes: readonly Change[] }>();

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
  const update: Update = {
    Key: key,
    UpdateExpression: `SET ${set.join(", ")}${remove.length > 0 ? ` REMOVE ${remove.join(", ")}` : ""}`,
    ConditionExpression: `${nameOf("version")} = :read`,
    ExpressionAttributeNames: Object.fromEntries([...names].map(([part, name]) => [name, part])),
    ExpressionAttributeValues: { ...values, ":read": read },
  };
  origins.set(update, { read, changes });
  return update;
}

const isMap = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Set);

/** Two changes at one place: the same, or of different entries of a map. */
function oneChange(one: Change, other: Change): Change {
  const { value, over } = one;
  if (canonical(value) === canonical(other.value)) return one;
  const theirs = other.value;
  if (!over || !isMap(value) || !isMap(theirs))
    throw new Error(`Two changes of ${one.path.join(".")} are no one change`);
  const names = [...new Set([...Object.keys(value), ...Object.keys(theirs)])];
  return {
    ...one,
    value: Object.fromEntries(
      names.map((name) => [name, canonical(theirs[name]) === canonical(over[name]) ? value[name] : theirs[name]]),
    ),
  };
}

/**
 * Writes of several changes that may meet in one record, as a transaction takes them: one update a record. Null: a record
 * was not the same when it was read for one and for the other; whoever reads again finds it so. What is changed in one
 * record by another kind of write than `updateFrom` is none of this.
 */
export function joined(writes: Writes): Writes | null {
  const found = new Map<string, { readonly key: Key; readonly read: number; readonly changes: Change[] }>();
  const others: Writes[number][] = [];
  for (const write of writes) {
    const origin = "Update" in write ? origins.get(write.Update) : undefined;
    if (!("Update" in write) || !origin) {
      others.push(write);
      continue;
    }
    const { Key: key } = write.Update;
    const name = JSON.stringify([key.pk, key.sk]);
    const known = found.get(name) ?? { key, read: origin.read, changes: [] };
    found.set(name, known);
    if (known.read !== origin.read) return null;
    for (const change of origin.changes) {
      const place = change.path.join(" ");
      const at = known.changes.findIndex(({ path }) => path.join(" ") === place);
      const there = known.changes[at];
      if (there) known.changes[at] = oneChange(there, change);
      else known.changes.push(change);
    }
  }
  return [
    ...others,
    ...[...found.values()].map(({ key, read, changes }) => ({ Update: updateFrom(key, read, changes) })),
  ];
}
