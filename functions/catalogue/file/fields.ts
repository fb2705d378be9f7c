/**
 * Groups of the catalogue's file whose values are asked for by name; what is wrong with them gathers here, with its
 * line.
 */
import { quote, type Reader } from "../../import/cells.ts";
import type { Entry, Value } from "./yaml.ts";

/** Where something stands: its line, and the names that lead to it (`activités`, `mercredis`, `nom`). */
export interface Where {
  readonly line: number;
  readonly path: readonly string[];
}

/** Something to mend, or to know, said to the staff member who wrote the file. */
export interface Finding extends Where {
  /** French: what is wrong, and what to write instead. */
  readonly reason: string;
}

export interface Findings {
  readonly fault: (where: Where, reason: string) => void;
  readonly notice: (where: Where, reason: string) => void;
}

/** One group of named values. */
export interface Fields {
  readonly where: Where;
  /** Where a value stands, or the group when it has none of that name. */
  readonly at: (name: string) => Where;
  /** Whether something is written under that name, be it at fault. */
  readonly has: (name: string) => boolean;
  /** The codes of a group of groups as they are written, those at fault too. */
  readonly codes: (name: string) => readonly string[];
  /** A text that must be there; `undefined` once its fault is noted. */
  readonly needed: <T>(name: string, read: Reader<T>) => T | undefined;
  readonly optional: <T>(name: string, read: Reader<T>) => T | undefined;
  /**
   * A list of texts, `[lundi, mardi]` or one alone; each once. `undefined` when one is at fault, empty when there is
   * none.
   */
  readonly texts: <T>(name: string, read: Reader<T>) => readonly T[] | undefined;
  /** A group whose names are data themselves: `12/05/2027: 16`. */
  readonly pairs: <K, V>(name: string, readKey: Reader<K>, read: Reader<V>) => readonly (readonly [K, V])[];
  /** A group of groups, each under its code. */
  readonly each: <C, T>(
    name: string,
    readCode: Reader<C>,
    take: (code: C, fields: Fields) => T | undefined,
  ) => readonly T[];
  /** A list of groups. */
  readonly items: <T>(name: string, take: (fields: Fields) => T | undefined) => readonly T[];
  /** One group within this one; null when it is absent. */
  readonly group: <T>(name: string, take: (fields: Fields) => T | undefined) => T | null | undefined;
  readonly fault: (reason: string, name?: string) => void;
  readonly notice: (reason: string, name?: string) => void;
}

/** What of a word counts when two writings of it are compared: accents, case, apostrophes and spacing do not. */
export const fold = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ]/gu, "'").toLowerCase().replace(/\s+/gu, " ").trim();

/** Edits between two words (Levenshtein), for guessing what was meant. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1)
      next.push(
        Math.min(
          (next[column - 1] ?? 0) + 1,
          (row[column] ?? 0) + 1,
          (row[column - 1] ?? 0) + (other[column - 1] === letter ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The known word that is nearest, when it is near enough to have been meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((one) => ({ one, edits: distance(fold(word), fold(one)) }))
    .sort((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.max(2, Math.floor(word.length / 3)) ? best.one : undefined;
}

const kinds: Record<Value["kind"], string> = {
  text: "un texte",
  map: "un groupe de noms suivis de « : »",
  list: "une liste",
};

const isEmpty = (value: Value): boolean => value.kind === "text" && value.text === "";

/** By what a group of a list is called in messages. */
function labelOf(value: Value, rank: number): string {
  const named =
    value.kind === "map"
      ? ["code", "nom", "année scolaire"].map(
          (name) => value.entries.find(({ key }) => fold(key) === fold(name))?.value,
        )
      : [];
  const text = named.find((one) => one?.kind === "text" && one.text !== "");
  return text?.kind === "text" ? text.text : `n° ${rank + 1}`;
}

/** Reads a group: `take` asks for its values; names that it has not asked for are faults. */
export function readFields<T>(
  value: Value,
  where: Where,
  findings: Findings,
  take: (fields: Fields) => T | undefined,
): T | undefined {
  if (value.kind !== "map" && !isEmpty(value)) {
    findings.fault(where, `on attend ici ${kinds.map}, et non ${kinds[value.kind]}`);
    return undefined;
  }
  const byName = new Map<string, Entry>();
  for (const entry of value.kind === "map" ? value.entries : []) {
    const before = byName.get(fold(entry.key));
    if (before)
      findings.fault(
        { line: entry.line, path: [...where.path, entry.key] },
        `« ${entry.key} » est déjà à la ligne ${before.line} : gardez l’un des deux`,
      );
    else byName.set(fold(entry.key), entry);
  }
  const asked: string[] = [];
  const missing: string[] = [];
  const entryOf = (name: string): Entry | undefined => {
    if (!asked.includes(name)) asked.push(name);
    return byName.get(fold(name));
  };
  const placeOf = (name: string, line: number): Where => ({ line, path: [...where.path, name] });
  const at = (name: string): Where => placeOf(name, byName.get(fold(name))?.value.line ?? where.line);

  const readText = <R>(one: Value, place: Where, read: Reader<R>): { readonly value: R } | undefined => {
    if (one.kind !== "text") {
      findings.fault(place, `on attend ici ${kinds.text}, et non ${kinds[one.kind]}`);
      return undefined;
    }
    const reading = read(one.text);
    if ("reason" in reading) {
      findings.fault(place, reading.reason);
      return undefined;
    }
    if (reading.notice !== undefined) findings.notice(place, reading.notice);
    return reading;
  };
  const optional: Fields["optional"] = (name, read) => {
    const entry = entryOf(name);
    return entry && !isEmpty(entry.value)
      ? readText(entry.value, placeOf(name, entry.value.line), read)?.value
      : undefined;
  };
  /** The entries of a group whose names are codes or days, each name read. */
  const coded = <C>(
    name: string,
    readCode: Reader<C>,
  ): readonly { readonly code: C; readonly place: Where; readonly value: Value }[] => {
    const entry = entryOf(name);
    if (!entry || isEmpty(entry.value)) return [];
    if (entry.value.kind !== "map") {
      findings.fault(placeOf(name, entry.value.line), `on attend ici ${kinds.map}, et non ${kinds[entry.value.kind]}`);
      return [];
    }
    const lines = new Map<unknown, number>();
    return entry.value.entries.flatMap(({ key, line, value: own }) => {
      const place: Where = { line, path: [...where.path, name, key] };
      const code = readText({ kind: "text", line, text: key }, place, readCode);
      const before = code && lines.get(code.value);
      if (before !== undefined)
        findings.fault(place, `« ${key} » est déjà à la ligne ${before} : gardez l’un des deux`);
      if (!code || before !== undefined) return [];
      lines.set(code.value, line);
      return [{ code: code.value, place, value: own }];
    });
  };

  const fields: Fields = {
    where,
    at,
    optional,
    has: (name) => {
      const entry = byName.get(fold(name));
      return entry !== undefined && !isEmpty(entry.value);
    },
    codes: (name) => {
      const value = byName.get(fold(name))?.value;
      return value?.kind === "map" ? value.entries.map(({ key }) => key) : [];
    },
    needed: (name, read) => {
      const entry = entryOf(name);
      if (entry && !isEmpty(entry.value)) return optional(name, read);
      if (entry) findings.fault(placeOf(name, entry.line), `« ${name} » est vide : complétez la ligne`);
      else missing.push(name);
      return undefined;
    },
    texts: (name, read) => {
      const entry = entryOf(name);
      if (!entry || isEmpty(entry.value)) return [];
      const values = entry.value.kind === "list" ? entry.value.items : [entry.value];
      const readings = values.map((one) => readText(one, placeOf(name, one.line), read));
      const found = readings.flatMap((reading) => (reading ? [reading.value] : []));
      return found.length === readings.length ? [...new Set(found)] : undefined;
    },
    pairs: (name, readKey, read) =>
      coded(name, readKey).flatMap(({ code, place, value: own }) => {
        if (isEmpty(own)) findings.fault(place, "la ligne est vide après « : »");
        const reading = isEmpty(own) ? undefined : readText(own, { ...place, line: own.line }, read);
        return reading ? [[code, reading.value] as const] : [];
      }),
    each: (name, readCode, take) =>
      coded(name, readCode).flatMap(
        ({ code, place, value: own }) => readFields(own, place, findings, (inner) => take(code, inner)) ?? [],
      ),
    items: (name, take) => {
      const entry = entryOf(name);
      if (!entry || isEmpty(entry.value)) return [];
      if (entry.value.kind !== "list") {
        findings.fault(
          placeOf(name, entry.value.line),
          `on attend ici ${kinds.list}, un tiret devant chaque élément, et non ${kinds[entry.value.kind]}`,
        );
        return [];
      }
      return entry.value.items.flatMap(
        (item, rank) =>
          readFields(item, { line: item.line, path: [...where.path, name, labelOf(item, rank)] }, findings, take) ?? [],
      );
    },
    group: (name, take) => {
      const entry = entryOf(name);
      return !entry || isEmpty(entry.value) ? null : readFields(entry.value, placeOf(name, entry.line), findings, take);
    },
    fault: (reason, name) => findings.fault(name === undefined ? where : at(name), reason),
    notice: (reason, name) => findings.notice(name === undefined ? where : at(name), reason),
  };
  const taken = take(fields);
  const unknown = [...byName]
    .filter(([folded]) => !asked.some((name) => fold(name) === folded))
    .map(([, { key, line }]) => ({ key, line, meant: nearest(key, asked) }));
  for (const { key, line, meant } of unknown)
    findings.fault(
      { line, path: [...where.path, key] },
      `${quote(key)} n’est pas un nom connu ici : ${meant === undefined ? `écrivez l’un de ceux-ci : ${asked.join(", ")}` : `vouliez-vous écrire « ${meant} » ?`}`,
    );
  // What is only misspelt has been told already.
  for (const name of missing)
    if (!unknown.some(({ meant }) => meant === name)) findings.fault(where, `il manque « ${name} »`);
  return taken;
}
