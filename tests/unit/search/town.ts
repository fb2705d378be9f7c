/** A town as the index knows it, generated: for the tests of finding people. */
import * as fc from "fast-check";
import { foldName } from "../../../functions/family/rules/family.ts";
import { id } from "../../../functions/kernel/ids.ts";
import type { ChildEntry, Entry, HouseholdEntry } from "../../../functions/search/rules/entry.ts";

export const familyCode = (rank: number) => id("FamilyCode", `FA${String(rank).padStart(4, "0")}`);

export const household = (rank: number, change: Partial<HouseholdEntry> = {}): HouseholdEntry => ({
  kind: "household",
  code: familyCode(rank),
  version: 1,
  closed: false,
  home: `home-${rank}`,
  adults: [],
  ...change,
});
export const child = (rank: number, code: string, change: Partial<ChildEntry> = {}): ChildEntry => ({
  kind: "child",
  code: familyCode(rank),
  id: id("ChildId", code),
  version: 1,
  firstName: "Zoé",
  lastName: "Martin",
  birthDate: id("PlainDate", "2018-11-24"),
  left: false,
  ...change,
});

const firstNames = ["Zoé", "Léa", "Tom", "Jean-Pierre", "Anne Lise", "Maëlys", "Noël", "Œdipe", "Gabrielle", "Ibrahim"];
const lastNames = [
  "Martin",
  "Le Goff",
  "d’Artagnan",
  "Dupont",
  "Durand",
  "Nguyễn",
  "O’Brien",
  "Lefèvre",
  "Bernard-Roy",
];
const name = {
  firstName: fc.constantFrom(...firstNames),
  lastName: fc.constantFrom(...lastNames),
};

const adult = fc.record(
  {
    ...name,
    email: fc
      .tuple(fc.constantFrom("lea", "tom.durand", "n.roy"), fc.nat(99))
      .map(([who, n]) => `${who}${n}@exemple.fr`),
    phone: fc.nat(99_999_999).map(
      (n) =>
        `06 ${String(n)
          .padStart(8, "0")
          .replace(/(..)(?=.)/gu, "$1 ")}`,
    ),
  },
  { requiredKeys: ["firstName", "lastName"] },
);
const birth = fc
  .tuple(fc.integer({ min: 2014, max: 2024 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => id("PlainDate", parts.map((part) => String(part).padStart(2, "0")).join("-")));

/** Up to nine families, whose lines all fit one answer. */
export const town: fc.Arbitrary<readonly Entry[]> = fc
  .array(
    fc.record({
      adults: fc.array(adult, { minLength: 1, maxLength: 2 }),
      children: fc.array(fc.record({ ...name, birthDate: birth }), { maxLength: 2 }),
      closed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((families) =>
    families.flatMap(({ adults, children, closed }, rank): readonly Entry[] => [
      household(rank, { adults, closed }),
      ...children.map((one, index) => child(rank, String(1000 + 10 * rank + index), one)),
    ]),
  );

/** The words of a name that a question may be made of. */
export const wordsIn = (text: string): readonly string[] =>
  text.split(/[^\p{L}\p{M}]+/u).filter((word) => foldName(word) !== "");
