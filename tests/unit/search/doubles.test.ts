/** Whom the portal may hold twice. */
import { expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import type { Entry } from "../../../functions/search/rules/entry.ts";
import { doublesIn } from "../../../functions/search/rules/doubles.ts";
import { TownPeople } from "../../../functions/search/use-cases/town-people.ts";
import { whyAlike } from "../../../functions/search/words.fr.ts";
import { child, household } from "./town.ts";

const doubles = (entries: readonly Entry[]) => doublesIn(new TownPeople(entries).families());
const lea = { firstName: "Léa", lastName: "Martin", phone: "06 12 34 56 78", email: "lea@exemple.fr" };

test("a child under two codes, whose name is written otherwise, is a double; why is said", () => {
  const [double, ...others] = doubles([
    household(1, { home: "here", adults: [lea] }),
    child(1, "7", { firstName: "Jean-Pierre", lastName: "Martin" }),
    household(2, { home: "here", adults: [{ ...lea, phone: "+33612345678" }] }),
    child(2, "8", { firstName: "MARTIN", lastName: "Jean Pierre" }),
  ]);
  expect(double).toMatchObject({
    who: "child",
    how: "sure",
    one: { familyCode: "FA0001", childId: "7", birthDate: "2018-11-24" },
    other: { familyCode: "FA0002", childId: "8" },
  });
  expect(double && whyAlike(double)).toBe(
    "Le même nom, le même jour de naissance, la même adresse, un responsable du même nom, le même téléphone et la même adresse e-mail.",
  );
  // Their mother is one too.
  expect(others).toMatchObject([{ who: "adult", how: "sure", one: { name: "Léa Martin" } }]);
});

test("homonyms born on one day, with nothing else in common, may be two: they come last", () => {
  expect(
    doubles([
      household(1),
      child(1, "7"),
      household(2),
      child(2, "8"),
      household(3),
      child(3, "9", { firstName: "Tom" }),
      child(3, "10", { firstName: "Tom" }),
    ]),
  ).toMatchObject([
    { how: "sure", one: { childId: "10" }, other: { childId: "9" } },
    { how: "perhaps", one: { childId: "7" }, other: { childId: "8" } },
  ]);
});

test("nobody is a double of their own record, of a twin, of a child shared by two households, nor an adult of a namesake", () => {
  expect(
    doubles([
      household(1, { adults: [lea] }),
      child(1, "7"),
      child(1, "8", { firstName: "Lou" }),
      household(2, { adults: [{ firstName: "Léa", lastName: "Martin" }] }),
      child(2, "7"),
      household(3),
      child(3, "9", { birthDate: id("PlainDate", "2018-11-25") }),
    ]),
  ).toEqual([]);
});

test("a child who has left a household is no double there", () => {
  expect(doubles([household(1), child(1, "7", { left: true }), household(2), child(2, "8")])).toEqual([]);
});

test("the list is the same, in the same order, however the town is read", () => {
  const entries = [1, 2, 3, 4].flatMap((rank) => [household(rank, { home: "here" }), child(rank, String(rank))]);
  expect(doubles(entries)).toHaveLength(6);
  expect(doubles(entries.toReversed())).toEqual(doubles(entries));
});

test("an adult twice in one family is a double, also under another last name with a phone in common; father and son are to check", () => {
  const [one, two, three] = [id("GuardianId", "1"), id("GuardianId", "2"), id("GuardianId", "3")];
  const found = doubles([
    household(1, {
      adults: [
        { ...lea, id: one },
        { firstName: "MARTIN", lastName: "Lea", id: two },
        { firstName: "Tom", lastName: "Martin", phone: "06 12 34 56 78", id: three },
      ],
    }),
    household(2, {
      adults: [
        { ...lea, phone: "06 99 99 99 99", lastName: "Roy", id: one },
        { ...lea, id: two },
      ],
    }),
    // An entry of before does not say who is who.
    household(3, {
      adults: [
        { firstName: "Zoé", lastName: "Roy" },
        { firstName: "Zoé", lastName: "Roy" },
      ],
    }),
  ]);
  expect(found.map(({ id: pair, how, one: first, other }) => [pair, how, first.guardianId, other.guardianId])).toEqual([
    // Of two families: the mail is the same.
    ["FA0001 FA0002", "sure", undefined, undefined],
    ["FA0002.1 FA0002.2", "sure", "1", "2"],
    ["FA0001.1 FA0001.2", "perhaps", "1", "2"],
  ]);
  expect(found.map(whyAlike)).toEqual([
    "Le même nom, le même téléphone et la même adresse e-mail.",
    "Le même prénom, la même famille et la même adresse e-mail.",
    "Le même nom et la même famille.",
  ]);
});
