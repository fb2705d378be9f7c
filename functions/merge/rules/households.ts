/**
 * Two households that are one: who of the one that goes is whom of the one that stays, under which ranks people go on, and
 * what of both is right. Staff says of each adult whether they are somebody who is there already: no name decides it, since
 * whoever is kept from a child, or from an address, is kept from it under the rank that they have. Pure.
 */
import { sameValue, type FieldValue } from "../../family/rules/field-values.ts";
import { mostGuardians } from "../../family/rules/family-merge.ts";
import { standsFor, type FormerAdult } from "../../family/rules/former-adults.ts";
import { sameBorn } from "../../family/rules/same-person.ts";
import { id, type ChildId, type GuardianId, type Login, type PlainDate, type PlainMonth } from "../../kernel/ids.ts";

/** Who somebody of the household that goes is; null: nobody of the one that stays. */
export interface Pair {
  readonly gone: GuardianId;
  readonly kept: GuardianId | null;
}

export interface Ranks {
  /** Of everybody of the household that goes. */
  readonly of: ReadonlyMap<GuardianId, GuardianId>;
  readonly last: number;
}

/** The ranks under which they go on: that of whom they are, or one that nobody ever had. Null: there are no more. */
export function ranksAfter(pairs: readonly Pair[], lastRank: number): Ranks | null {
  let last = lastRank;
  const of = new Map<GuardianId, GuardianId>();
  for (const { gone, kept } of pairs) {
    if (kept === null && last >= mostGuardians) return null;
    of.set(gone, kept ?? id("GuardianId", String((last += 1))));
  }
  return { of, last };
}

/** The marks of a record under the ranks that stay, with those that are there. Undefined: none. */
export function carriedMarks(
  gone: readonly GuardianId[] = [],
  kept: readonly GuardianId[] = [],
  { of }: Pick<Ranks, "of">,
  former: readonly FormerAdult[] = [],
): readonly GuardianId[] | undefined {
  const all = new Set([...kept, ...gone.flatMap((rank) => of.get(standsFor(former, rank)) ?? [])]);
  return all.size === 0 ? undefined : [...all].sort();
}

export const homeFields = ["address", "situation", "resident"] as const;
export type HomeField = (typeof homeFields)[number];
export type Home = Readonly<Record<HomeField, FieldValue>>;

export const differingHomes = (gone: Home, kept: Home): readonly HomeField[] =>
  homeFields.filter((field) => gone[field] !== null && kept[field] !== null && !sameValue(gone[field], kept[field]));

export const joinedHome = (gone: Home, kept: Home, take: readonly HomeField[]): Home => {
  const value = (field: HomeField): FieldValue =>
    gone[field] !== null && (kept[field] === null || take.includes(field)) ? gone[field] : kept[field];
  return { address: value("address"), situation: value("situation"), resident: value("resident") };
};

interface BornChild {
  readonly id: ChildId;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: PlainDate;
}

/** Children of the two who may be one child under two codes. */
export const alikeChildren = <Child extends BornChild>(
  gone: readonly Child[],
  kept: readonly Child[],
): readonly { readonly gone: Child; readonly kept: Child }[] => {
  const codes = new Set(kept.map((child) => child.id));
  return gone
    .filter((child) => !codes.has(child.id))
    .flatMap((child) =>
      kept
        .filter((other) => !gone.some(({ id: own }) => own === other.id) && sameBorn(child, other))
        .map((other) => ({ gone: child, kept: other })),
    );
};

/** Names two children of whom staff says that they are two. */
export const pairOfChildren = (gone: ChildId, kept: ChildId): string => `${gone} ${kept}`;

interface KnownMonth {
  readonly kind: string;
  readonly month: PlainMonth;
}

/** Whether both know something of one month. */
export const sameMonth = (one: KnownMonth, other: KnownMonth): boolean =>
  one.kind === other.kind && one.month === other.month;

/** What becomes of the sign-in of somebody of the household that goes. */
export type SignInFate =
  | { readonly kind: "moves"; readonly login: Login; readonly replaces?: Login }
  | { readonly kind: "ends"; readonly login: Login; readonly instead: Login };
