/**
 * Whom the portal may hold twice: a child under two codes, or an adult in two families that may be one. By the name, in
 * whatever order and spelling, with the day of birth for a child; for an adult, with a phone, a mail or an address in
 * common, because homonyms are many. What an import keeps out is told by the same likeness (family/rules/doubles.ts).
 */
import type { ChildId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { childKeys, nameKeys } from "../../family/rules/same-person.ts";
import type { ChildEntry, IndexedAdult, IndexedFamily } from "./entry.ts";
import { foldEmail, foldPhone } from "./words.ts";

/** What two people have in common beside their name. */
export type InCommon = "birth" | "address" | "phone" | "email" | "adult" | "family";

export interface Alike {
  readonly familyCode: FamilyCode;
  readonly closed: boolean;
  readonly name: string;
  readonly childId?: ChildId;
  readonly birthDate?: PlainDate;
}

export interface Double {
  /** Names the pair, whatever the order in which the town is read; sorts the list. */
  readonly id: string;
  readonly who: "adult" | "child";
  readonly how: "sure" | "perhaps";
  readonly common: readonly InCommon[];
  readonly one: Alike;
  readonly other: Alike;
}

interface Of<T> {
  readonly family: IndexedFamily;
  readonly person: T;
}

/** Of so many under one name and day, a file wrote the same for whom it did not know: they are not told two by two. */
const mostNamesakes = 30;

/** Calls back for each two under one key, each pair of households or children once. */
function eachPair<T>(
  all: readonly Of<T>[],
  keysOf: (person: T) => readonly string[],
  pairOf: (one: Of<T>, other: Of<T>) => Double | null,
): readonly Double[] {
  const byKey = new Map<string, Of<T>[]>();
  for (const one of all)
    for (const key of new Set(keysOf(one.person))) {
      const known = byKey.get(key);
      if (known) known.push(one);
      else byKey.set(key, [one]);
    }
  const found = new Map<string, Double>();
  for (const everybody of byKey.values()) {
    const namesakes = everybody.slice(0, mostNamesakes);
    for (const [rank, one] of namesakes.entries())
      for (const other of namesakes.slice(rank + 1)) {
        const pair = pairOf(one, other);
        if (pair && !found.has(pair.id)) found.set(pair.id, pair);
      }
  }
  return [...found.values()];
}

const nameOf = ({ firstName, lastName }: IndexedAdult): string => `${firstName} ${lastName}`;
const sameReach = (one: IndexedAdult, other: IndexedAdult): readonly InCommon[] => [
  ...(one.phone !== undefined && other.phone !== undefined && foldPhone(one.phone) === foldPhone(other.phone)
    ? (["phone"] as const)
    : []),
  ...(one.email !== undefined && other.email !== undefined && foldEmail(one.email) === foldEmail(other.email)
    ? (["email"] as const)
    : []),
];
const sameHome = (one: IndexedFamily, other: IndexedFamily): readonly InCommon[] =>
  one.household && other.household && one.household.home === other.household.home ? ["address"] : [];
const closedOf = ({ household }: IndexedFamily): boolean => household?.closed ?? false;

/** Two records of one child, which its households share under one code, are no double. */
function childPair(one: Of<ChildEntry>, other: Of<ChildEntry>): Double | null {
  if (one.person.id === other.person.id) return null;
  const [first, second] = keyOfChild(one.person) < keyOfChild(other.person) ? [one, other] : [other, one];
  const [adults, others] = [first.family.household?.adults ?? [], second.family.household?.adults ?? []];
  const here = first.family.code === second.family.code;
  const common: readonly InCommon[] = here
    ? ["birth", "family"]
    : [
        "birth",
        ...sameHome(first.family, second.family),
        ...(adults.some((adult) =>
          others.some((namesake) => nameKeys(adult).some((key) => nameKeys(namesake).includes(key))),
        )
          ? (["adult"] as const)
          : []),
        ...new Set(adults.flatMap((adult) => others.flatMap((another) => sameReach(adult, another)))),
      ];
  return {
    id: `${keyOfChild(first.person)} ${keyOfChild(second.person)}`,
    who: "child",
    how: common.length > 1 ? "sure" : "perhaps",
    common,
    one: alikeChild(first),
    other: alikeChild(second),
  };
}
const keyOfChild = ({ code, id }: ChildEntry): string => `${code}#${id}`;
const alikeChild = ({ family, person: { id, birthDate, firstName, lastName } }: Of<ChildEntry>): Alike => ({
  familyCode: family.code,
  closed: closedOf(family),
  name: nameOf({ firstName, lastName }),
  childId: id,
  birthDate,
});

/** Of two families. */
function adultPair(one: Of<IndexedAdult>, other: Of<IndexedAdult>): Double | null {
  if (one.family.code === other.family.code) return null;
  const [first, second] = one.family.code < other.family.code ? [one, other] : [other, one];
  const common = [...sameReach(first.person, second.person), ...sameHome(first.family, second.family)];
  if (common.length === 0) return null;
  // Parents of a child of two households are known to both.
  const shared = first.family.children.some(({ id }) => second.family.children.some((child) => child.id === id));
  return {
    id: `${first.family.code} ${second.family.code}`,
    who: "adult",
    how: shared ? "perhaps" : "sure",
    common,
    one: { familyCode: first.family.code, closed: closedOf(first.family), name: nameOf(first.person) },
    other: { familyCode: second.family.code, closed: closedOf(second.family), name: nameOf(second.person) },
  };
}

/** All of a town, the surest first, in an order that is the same each time. */
export function doublesIn(families: Iterable<IndexedFamily>): readonly Double[] {
  const all = [...families];
  const children = all.flatMap((family) => family.children.map((person) => ({ family, person })));
  const adults = all.flatMap((family) => (family.household?.adults ?? []).map((person) => ({ family, person })));
  const found = [...eachPair(children, childKeys, childPair), ...eachPair(adults, nameKeys, adultPair)];
  return found.sort((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));
}

/** Where a double stands in the list; a page begins after it. */
export const rankOf = ({ id, who, how }: Double): string =>
  `${how === "sure" ? "A" : "B"}${who === "child" ? "A" : "B"} ${id}`;
