/**
 * Whom the portal may hold twice: a child under two codes, an adult twice in one family, or in two that may be one. By the
 * name, in whatever order and spelling, with the day of birth for a child; for an adult of two families, with a phone, a
 * mail or an address in common, because homonyms are many. In one family a first name with a phone or a mail in common is
 * enough: the last name may be of before a marriage. What an import keeps out is told by the same likeness (family/rules/doubles.ts).
 */
import type { ChildId, FamilyCode, GuardianId, PlainDate } from "../../kernel/ids.ts";
import { sameName } from "../../family/rules/family.ts";
import { childKeys, nameKeys, samePerson } from "../../family/rules/same-person.ts";
import type { ChildEntry, IndexedAdult, IndexedFamily } from "./entry.ts";
import { foldEmail, foldPhone } from "./words.ts";

/** What two people have in common beside their name. */
export type InCommon = "birth" | "address" | "phone" | "email" | "adult" | "family";

export interface Alike {
  readonly familyCode: FamilyCode;
  readonly closed: boolean;
  readonly name: string;
  /** Of an adult who is in one family with the other. */
  readonly guardianId?: GuardianId;
  readonly childId?: ChildId;
  readonly birthDate?: PlainDate;
}

export interface Double {
  /** Names the pair, whatever the order in which the town is read; sorts the list. */
  readonly id: string;
  readonly who: "adult" | "child";
  readonly how: "sure" | "perhaps";
  /** The whole name, and not only the first one. */
  readonly sameName: boolean;
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
    sameName: true,
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
    sameName: true,
    common,
    one: { familyCode: first.family.code, closed: closedOf(first.family), name: nameOf(first.person) },
    other: { familyCode: second.family.code, closed: closedOf(second.family), name: nameOf(second.person) },
  };
}

/** Of one family: each two of its adults. */
function adultPairsOf(family: IndexedFamily): readonly Double[] {
  const adults = (family.household?.adults ?? []).flatMap(({ id, ...adult }) =>
    id === undefined ? [] : [{ id, ...adult }],
  );
  const alike = (adult: (typeof adults)[number]): Alike => ({
    familyCode: family.code,
    closed: closedOf(family),
    name: nameOf(adult),
    guardianId: adult.id,
  });
  return adults.flatMap((one, rank) =>
    adults.slice(rank + 1).flatMap((other): readonly Double[] => {
      const reach = sameReach(one, other);
      const isNamesake = samePerson(one, other);
      if (!isNamesake && !(reach.length > 0 && sameName(one.firstName, other.firstName))) return [];
      return [
        {
          id: `${family.code}.${one.id} ${family.code}.${other.id}`,
          who: "adult",
          // A father and his son may have one name, and even one telephone.
          how: reach.includes("email") ? "sure" : "perhaps",
          sameName: isNamesake,
          common: ["family", ...reach],
          one: alike(one),
          other: alike(other),
        },
      ];
    }),
  );
}

/** All of a town, the surest first, in an order that is the same each time. */
export function doublesIn(families: Iterable<IndexedFamily>): readonly Double[] {
  const all = [...families];
  const children = all.flatMap((family) => family.children.map((person) => ({ family, person })));
  const adults = all.flatMap((family) => (family.household?.adults ?? []).map((person) => ({ family, person })));
  const found = [
    ...eachPair(children, childKeys, childPair),
    ...eachPair(adults, nameKeys, adultPair),
    ...all.flatMap(adultPairsOf),
  ];
  return found.sort((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));
}

/** Where a double stands in the list; a page begins after it. */
export const rankOf = ({ id, who, how }: Double): string =>
  `${how === "sure" ? "A" : "B"}${who === "child" ? "A" : "B"} ${id}`;
