/**
 * The people one signs in as: families that each show something, picked among the invented ones by what they are like,
 * so that they live in the same town as everybody else.
 */
import { eldestFirst, type Household } from "../../functions/family/rules/family.ts";
import type { FamilyCode, PlainDate } from "../../functions/kernel/ids.ts";
import { addDays } from "../../functions/kernel/time.ts";
import { afternoon, day, morning } from "./catalogue.ts";
import { mayCome, type DemoFamily } from "./families.ts";
import { longPast, type Regular } from "./occupancy.ts";
import { tilleuls } from "./places.ts";

export interface CastFamily {
  readonly family: DemoFamily;
  /** French: what to expect when one signs in. */
  readonly who: string;
}

export interface Cast {
  readonly activated: readonly CastFamily[];
  /** Has paid nothing for months, and books nothing new until it has. It is of no other situation. */
  readonly late: CastFamily;
  /** Has its code, and no account yet. */
  readonly notActivated: DemoFamily;
  /** Who has no other booking than its `regulars`. */
  readonly apart: ReadonlySet<FamilyCode>;
  /** Everybody in town, once one child has two households. */
  readonly families: readonly DemoFamily[];
  readonly regulars: readonly Regular[];
}

/** So many Wednesdays past, by their ranks. */
const since = (weeks: number): readonly number[] => Array.from({ length: weeks }, (_, index) => index - weeks);

/** Picks the cast. Every child of it may come to Les Tilleuls for the year around that day. */
export function chooseCast(families: readonly DemoFamily[], today: PlainDate): Cast {
  const nextYear = addDays(today, 365);
  const left = families.filter(
    ({ site, household, children }) =>
      site.id === tilleuls.id &&
      household.resident &&
      household.guardians.length === 2 &&
      children.every((child) => mayCome(child, today) && mayCome(child, nextYear)),
  );
  const take = (children: number): DemoFamily => {
    const index = left.findIndex((family) => family.children.length === children);
    const [found] = index === -1 ? [] : left.splice(index, 1);
    if (!found) throw new Error(`The demo town lacks a family with ${children} children`);
    return found;
  };
  const three = take(3),
    one = take(1),
    busyByItself = take(2),
    none = take(2),
    notActivated = take(2),
    alone = take(1),
    late = take(2);
  const [busy, second] = sharing(busyByItself, alone);
  const comes = (
    family: DemoFamily,
    index: number,
    unit: Regular["unit"],
    ranks: readonly number[],
  ): readonly Regular[] =>
    family.children
      .slice(index, index + 1)
      .map((child) => ({ familyCode: family.household.code, child, siteId: tilleuls.id, unit, ranks }));
  const activated = [
    { family: three, who: "Famille de trois enfants, quelques réservations" },
    { family: one, who: "Famille d’un enfant, une réservation à venir" },
    { family: busy, who: "Famille de deux enfants, inscrits tous les mercredis" },
    { family: none, who: "Famille de deux enfants, aucune réservation" },
    { family: second, who: "Deuxième foyer d’un enfant, que son autre foyer inscrit tous les mercredis" },
  ];
  return {
    activated,
    late: { family: late, who: "Famille de deux enfants, réservations suspendues : factures en retard" },
    notActivated,
    apart: new Set(
      [...activated.map(({ family }) => family), late, notActivated].map(({ household }) => household.code),
    ),
    families: families.map((family) => (family === alone ? second : family === busyByItself ? busy : family)),
    regulars: [
      ...comes(three, 0, day, [...since(8), 0, 1]),
      // Young enough for what was paid for them to be attested.
      ...comes(three, 1, day, [...since(longPast).slice(0, -6), -1, 0]),
      ...comes(three, 2, morning, [...since(longPast).slice(0, -6), 1]),
      ...comes(one, 0, day, [-1, 1]),
      ...comes(late, 0, day, [...since(longPast), 0]),
      ...comes(late, 1, day, since(longPast)),
      ...comes(busy, 0, day, [...since(longPast), 0, 1, 2, 3, 4, 5, 6]),
      ...comes(busy, 1, morning, [...since(longPast), 0, 1, 2, 3]),
      ...comes(busy, 1, afternoon, [-1, 0, 1, 2, 3]),
    ],
  };
}

/** Both families once the eldest child of the first has its second household in the other one. */
function sharing(first: DemoFamily, other: DemoFamily): readonly [DemoFamily, DemoFamily] {
  const [child, ...siblings] = first.children;
  if (!child) throw new Error("A family of the cast has no child");
  return [
    { ...first, children: [{ ...child, sharedWith: [other.household.code] }, ...siblings] },
    { ...other, children: [...other.children, { ...child, sharedWith: [first.household.code] }].sort(eldestFirst) },
  ];
}

/** The adult whose name is printed on the invoice. */
export function invoiced({ guardians }: Household) {
  const [guardian] = [...guardians.filter((one) => one.payer), ...guardians];
  if (!guardian) throw new Error("A household has no adult");
  return guardian;
}
