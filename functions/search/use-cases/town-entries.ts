/**
 * Everybody of the town in memory, as one looks at them one by one: who compares a family with all of them needs no index
 * by words. Entries come in any order, twice or late: of one record the newest stands.
 */
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import type { ChildEntry, Entry, HouseholdEntry, IndexedFamily } from "../rules/entry.ts";

export class TownEntries {
  readonly #households = new Map<FamilyCode, HouseholdEntry>();
  readonly #children = new Map<FamilyCode, Map<ChildId, ChildEntry>>();

  /** Grows with each change: what was worked out of it before is out of date. */
  revision = 0;

  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) this.#keep(entry);
  }

  /** Takes in what has changed; false when it was known. */
  apply(entry: Entry): boolean {
    if (!this.#keep(entry)) return false;
    this.revision += 1;
    return true;
  }

  #keep(entry: Entry): boolean {
    if (entry.kind === "household") {
      const known = this.#households.get(entry.code);
      if (known && known.version >= entry.version) return false;
      this.#households.set(entry.code, entry);
      return true;
    }
    const children = this.#children.get(entry.code) ?? new Map<ChildId, ChildEntry>();
    const known = children.get(entry.id);
    if (known && known.version >= entry.version) return false;
    children.set(entry.id, entry);
    this.#children.set(entry.code, children);
    return true;
  }

  family(code: FamilyCode): IndexedFamily {
    const children = [...(this.#children.get(code)?.values() ?? [])].filter(({ left }) => !left);
    return { code, household: this.#households.get(code) ?? null, children };
  }

  *families(): Generator<IndexedFamily> {
    for (const code of new Set([...this.#households.keys(), ...this.#children.keys()])) yield this.family(code);
  }

  /** All that it is made of, for whoever makes it again. */
  *entries(): Generator<Entry> {
    yield* this.#households.values();
    for (const children of this.#children.values()) yield* children.values();
  }
}
