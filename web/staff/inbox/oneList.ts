/**
 * Whatever waits for the office, from the lists that hold it, as one: the oldest first. Each list is read a page at a time
 * by its own calls, so that one page of all costs the same in any town; what is younger than the end of a list's last page
 * is held back, since that list may have something older still to give. Pure.
 */

import { searchable } from "../../shared/format/text.ts";

/** What was read of a list, in its order. */
export interface Source<T> {
  readonly items: readonly T[];
  /** There are younger ones to read. */
  readonly more: boolean;
}

interface Merged<T> {
  readonly shown: readonly T[];
  /** The lists, by their ranks, of which a page more is to be read before anything younger can be shown. */
  readonly next: readonly number[];
}

/** The lists as one, the oldest first. */
export function merged<T extends { readonly since: string }>(sources: readonly Source<T>[]): Merged<T> {
  const ends = sources.map(({ items, more }) => (more ? (items.at(-1)?.since ?? "") : null));
  const open = ends.filter((end) => end !== null);
  const horizon = open.length === 0 ? null : open.reduce((one, other) => (other < one ? other : one));
  const all = sources.flatMap(({ items }) => items);
  const shown = (horizon === null ? all : all.filter(({ since }) => since <= horizon)).sort((one, other) =>
    one.since < other.since ? -1 : one.since > other.since ? 1 : 0,
  );
  return { shown, next: ends.flatMap((end, rank) => (end !== null && end === horizon ? [rank] : [])) };
}

export const kinds = ["booking", "document", "request", "enrolment", "firstRequest"] as const;
export type Kind = (typeof kinds)[number];

export interface Entry {
  readonly kind: Kind;
  readonly since: string;
  /** Where it is about: sites, and schools where it names no site. */
  readonly places: readonly string[];
  /** What a search looks into, as `searchable` leaves it. */
  readonly text: string;
}

/** What the list is narrowed to. */
export interface Sought {
  readonly kind: Kind | "all";
  /** Waiting since then at the latest; null: whenever. */
  readonly until: string | null;
  readonly place: string;
  readonly text: string;
}

export function isSought({ kind, since, places, text }: Entry, sought: Sought): boolean {
  const words = searchable(sought.text).split(/\s+/u).filter(Boolean);
  return (
    (sought.kind === "all" || kind === sought.kind) &&
    (sought.until === null || since <= sought.until) &&
    (sought.place === "" || places.includes(sought.place)) &&
    words.every((word) => text.includes(word))
  );
}
