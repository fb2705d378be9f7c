/**
 * Names that records keep although the code has found better ones. A record that exists is never rewritten for a name:
 * its store reads and writes the old one, and nobody else knows it.
 */

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const renamed = (value: unknown, names: ReadonlyMap<string, string>): unknown =>
  Array.isArray(value)
    ? value.map((one) => renamed(one, names))
    : isPlain(value)
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [names.get(name) ?? name, renamed(one, names)]))
      : value;

export interface StoredNames {
  /** A value with the names that records have, at any depth. */
  readonly write: (value: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** A recorded value with the names that the code has, still to be checked. */
  readonly read: (value: unknown) => unknown;
}

/** `stored`: by the code's name, the one in records. */
export function storedNames(stored: Readonly<Record<string, string>>): StoredNames {
  const out = new Map(Object.entries(stored));
  const back = new Map(Object.entries(stored).map(([name, old]) => [old, name]));
  const object = (value: Readonly<Record<string, unknown>>, names: ReadonlyMap<string, string>) =>
    Object.fromEntries(Object.entries(value).map(([name, one]) => [names.get(name) ?? name, renamed(one, names)]));
  return { write: (value) => object(value, out), read: (value) => renamed(value, back) };
}
