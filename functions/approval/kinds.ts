/**
 * What waits for a staff member's word is a list of things of several kinds: bookings today. Two cuts were weighed: this subject above
 * all those whose things it lists, reading their records; or below them, knowing none. This is the second: a
 * list, its order, its index and its two routes. Each subject hands in how its kind is described and decided; its store
 * puts the records that wait into the index (table/keys.ts, `approval`); wiring/approvals names the kinds, and what is
 * missing there does not compile. So a new kind changes nothing here, and who decides on bookings is found with bookings.
 */
import type { StaffSession } from "../http/session.ts";
import type { Instant } from "../kernel/ids.ts";
import type { Decision, Undoing, Waiting } from "./contract.ts";
import type { Thing } from "./rules/in-hand.ts";
import type { Awaiting } from "./store/approvals.ts";

/**
 * Reads what a kind needs for all these entries at once, and says what waits of each: nothing once it is decided, since the index
 * follows its table within moments.
 */
export type Describe<W> = (entries: readonly Awaiting[]) => Promise<(entry: Awaiting) => readonly W[]>;

/**
 * Does what staff decides, and refuses when the thing has changed meanwhile. Sent again, it finds itself done. Answers what
 * names the word and when it was said; null: it cannot be taken back.
 */
export type Decide<D> = (decision: D, session: StaffSession) => Promise<Said | null>;
export interface Said {
  readonly said: string;
  readonly at: Instant;
}

/** Takes a decision back: all is as it was before it, or nothing is, and why. Sent again, it finds itself done. */
export type Undo<U> = (undoing: U, session: StaffSession) => Promise<void>;

/** Those of one kind among things of several. */
type OfKind<T extends { readonly kind: string }, K extends string> = Extract<T, { readonly kind: K }>;
export const isOfKind = <T extends { readonly kind: string }, K extends string>(one: T, kind: K): one is OfKind<T, K> =>
  one.kind === kind;

/** How each kind is described, and decided. */
export type Describing<W extends Waiting> = { readonly [K in W["kind"]]: Describe<OfKind<W, K>> };
export type Deciding<D extends Decision> = { readonly [K in D["kind"]]: Decide<OfKind<D, K>> };
export type UndoingOf<U extends Undoing> = { readonly [K in U["kind"]]: Undo<OfKind<U, K>> };
/** How a kind of thing is named among what staff takes in hand; null: it is not taken from here. */
export type Naming<T extends { readonly kind: string }> = {
  readonly [K in T["kind"]]: (one: OfKind<T, K>) => Thing | null;
};

function namedAs<T extends { readonly kind: string }, K extends T["kind"]>(
  naming: Pick<Naming<T>, K>,
  kind: K,
  one: T,
): Thing | null {
  return isOfKind(one, kind) ? naming[kind](one) : null;
}
export const thingNamed = <T extends { readonly kind: string }>(naming: Naming<T>, one: T): Thing | null =>
  namedAs<T, T["kind"]>(naming, one.kind, one);
