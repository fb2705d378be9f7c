import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageOn, nameInLetters, sameName, type Guardian } from "../../../functions/family/rules/family.ts";
import {
  mergeChild,
  mergeHousehold,
  rankGuardians,
  wordAfter,
  type ChildFacts,
  type HouseholdFacts,
} from "../../../functions/family/rules/family-merge.ts";
import { id } from "../../../functions/kernel/ids.ts";

const word = fc.constantFrom("Lilas", "Moulin", "Prés");
const childFacts: fc.Arbitrary<ChildFacts> = fc.record({
  firstName: word,
  lastName: word,
  birthDate: fc.constantFrom(id("PlainDate", "2019-03-07"), id("PlainDate", "2020-03-07")),
  grade: fc.constantFrom("CP", "CE1", undefined),
  school: fc.constantFrom("A", "B", undefined),
});
const guardian = (rank: number): fc.Arbitrary<Guardian> =>
  fc.record({
    id: fc.constant(id("GuardianId", String(rank))),
    title: fc.constantFrom("Mme", "M.", undefined),
    firstName: word,
    lastName: word,
    email: fc.constantFrom("a@b.fr", undefined),
    phone: fc.constantFrom("06 00 00 00 00", undefined),
    payer: fc.boolean(),
  });
const household: fc.Arbitrary<HouseholdFacts> = fc.record({
  guardians: fc.oneof(fc.tuple(guardian(1)), fc.tuple(guardian(1), guardian(2)), fc.tuple(guardian(2))),
  address: fc.record({
    lines: fc.array(word, { minLength: 1, maxLength: 2 }),
    postcode: fc.constant("45300"),
    town: word,
  }),
  resident: fc.boolean(),
});

describe("what the portal and the town's software say of a family is merged", () => {
  test("the town repeats itself: whatever stands on the portal stays", () => {
    fc.assert(
      fc.property(childFacts, childFacts, (onPortal, town) => {
        expect(mergeChild({ facts: onPortal, imported: town }, town)).toEqual({
          facts: onPortal,
          kept: [],
        });
      }),
    );
  });
  test("nobody touched it on the portal: the town's word enters, for a child and for a household", () => {
    fc.assert(
      fc.property(childFacts, childFacts, (before, town) => {
        expect(mergeChild({ facts: before, imported: before }, town)).toMatchObject({ facts: town, kept: [] });
      }),
    );
    fc.assert(
      fc.property(household, household, (before, town) => {
        expect(mergeHousehold({ facts: before, imported: before }, town)).toMatchObject({ facts: town, kept: [] });
      }),
    );
  });
  test("each field comes from whoever changed it; when both did, the portal's stays and it is said", () => {
    fc.assert(
      fc.property(childFacts, childFacts, childFacts, (before, onPortal, town) => {
        const { facts, kept } = mergeChild({ facts: onPortal, imported: before }, town);
        for (const field of ["firstName", "lastName", "birthDate", "grade", "school"] as const) {
          const portalMoved = onPortal[field] !== before[field],
            townMoved = town[field] !== before[field];
          expect(facts[field]).toBe(portalMoved || !townMoved ? onPortal[field] : town[field]);
          expect(kept.filter((one) => one.field === field)).toEqual(
            portalMoved && townMoved && onPortal[field] !== town[field]
              ? [{ field, stands: onPortal[field], said: town[field], saidBefore: before[field] !== undefined }]
              : [],
          );
        }
      }),
    );
  });
  test("a second time, the same word of the town changes nothing", () => {
    fc.assert(
      fc.property(household, household, household, (before, onPortal, town) => {
        const first = mergeHousehold({ facts: onPortal, imported: before }, town);
        expect(mergeHousehold({ facts: first.facts, imported: town }, town)).toEqual({
          facts: first.facts,
          kept: [],
        });
      }),
    );
  });
  test("where a file says nothing of a field, the town's word is what it was; a first time, nothing", () => {
    fc.assert(
      fc.property(childFacts, childFacts, childFacts, (before, onPortal, town) => {
        const unsaid = ["grade", "school"] as const;
        const { facts, kept } = mergeChild({ facts: onPortal, imported: before }, { ...town, unsaid });
        expect([facts.grade, facts.school]).toEqual([onPortal.grade, onPortal.school]);
        expect(kept.map(({ field }) => field)).not.toContain("grade");
        expect(wordAfter(town, unsaid, before)).toEqual({ ...town, grade: before.grade, school: before.school });
        expect(wordAfter(town, unsaid, undefined)).toEqual({ ...town, grade: undefined, school: undefined });
      }),
    );
  });
  test("an adult added on the portal stays beside those the town lists", () => {
    const [one, two] = [1, 2].map((rank): Guardian => ({
      id: id("GuardianId", String(rank)),
      firstName: `P${rank}`,
      lastName: "Martin",
      payer: rank === 1,
    }));
    const address = { lines: ["1 rue"], postcode: "45300", town: "Boynes" };
    const town = { guardians: [one!], address, resident: false };
    const { facts } = mergeHousehold(
      {
        facts: { guardians: [one!, two!], address, resident: true },
        imported: { guardians: [one!], address, resident: true },
      },
      town,
    );
    expect(facts).toEqual({ guardians: [one, two], address, resident: false });
  });
});

describe("an adult who was taken off the file on the portal", () => {
  const adult = (rank: number, phone?: string): Guardian => ({
    id: id("GuardianId", String(rank)),
    firstName: `P${rank}`,
    lastName: "Martin",
    payer: true,
    phone,
  });
  const [one, two, three] = [adult(1), adult(2), adult(3)];
  const facts = (...guardians: readonly Guardian[]): HouseholdFacts => ({
    guardians,
    address: { lines: ["1 rue"], postcode: "45300", town: "Boynes" },
    resident: true,
  });
  const merged = (onPortal: HouseholdFacts, before: HouseholdFacts, town: HouseholdFacts) =>
    mergeHousehold({ facts: onPortal, imported: before }, town);

  test("stays off while the town's file goes on holding them, and staff is told of what it says anew", () => {
    expect(merged(facts(one), facts(one, two), facts(one, two))).toEqual({ facts: facts(one), kept: [] });
    expect(merged(facts(one), facts(one, two), facts(one, adult(2, "06 12 34 56 78")))).toEqual({
      facts: facts(one),
      kept: [{ field: "guardians", whose: "P2 Martin", stands: undefined, said: undefined, saidBefore: true }],
    });
  });
  test("comes back when the town has let them go and enters them anew", () => {
    const gone = merged(facts(one), facts(one, two), facts(one));
    expect(merged(gone.facts, facts(one), facts(one, two)).facts).toEqual(facts(one, two));
  });
  test("does not keep the town from letting another one go, but a household is never without anybody", () => {
    expect(merged(facts(one, three), facts(one, two, three), facts(two, three)).facts).toEqual(facts(three));
    expect(merged(facts(one), facts(one, two), facts(two)).facts).toEqual(facts(two));
  });
  test("or any other: whoever stands on the portal and is neither named nor new goes, and somebody is always left", () => {
    fc.assert(
      fc.property(household, household, household, (before, onPortal, town) => {
        const { guardians } = merged(onPortal, before, town).facts;
        expect(guardians.length).toBeGreaterThan(0);
        const ranks = guardians.map(({ id: rank }) => rank);
        expect(new Set(ranks).size).toBe(ranks.length);
        // Nobody is there whom neither side names.
        const named = [...onPortal.guardians, ...town.guardians].map(({ id: rank }) => rank);
        expect(ranks.every((rank) => named.includes(rank))).toBe(true);
      }),
    );
  });
});

describe("adults keep their ranks", () => {
  const adult = (rank: number, firstName: string, lastName: string, email?: string): Guardian => ({
    id: id("GuardianId", String(rank)),
    firstName,
    lastName,
    email,
    payer: false,
  });
  const ranks = (found: ReturnType<typeof rankGuardians>) =>
    found?.guardians.map((one) => `${one.id} ${one.firstName} ${one.lastName}`);

  test("through another order and another spelling", () => {
    expect(
      ranks(
        rankGuardians(
          [adult(1, "PAUL", "martin"), adult(2, "Anne-Lise", "d’Arc")],
          [adult(1, "Anne Lise", "D'ARC"), adult(2, "Paul", "Martin")],
          2,
        ),
      ),
    ).toEqual(["1 Anne-Lise d’Arc", "2 PAUL martin"]);
  });
  test("through a new surname with the same first name and address", () => {
    expect(
      ranks(rankGuardians([adult(1, "Anne", "Martin", "anne@b.fr")], [adult(1, "Anne", "Petit", "anne@b.fr")], 1)),
    ).toEqual(["1 Anne Martin"]);
  });
  test("which never pass to somebody else, until nine have been given", () => {
    expect(ranks(rankGuardians([adult(1, "Jean", "Petit")], [adult(1, "Paul", "Petit")], 1))).toEqual(["2 Jean Petit"]);
    expect(rankGuardians([adult(1, "Jean", "Petit")], [adult(9, "Paul", "Petit")], 9)).toBeNull();
  });
});

describe("names", () => {
  test.each([
    ["MARTIN", "Martin"],
    ["de la tour", "DE LA  TOUR"],
    ["jean pierre", "Jean-Pierre"],
    ["jeanpierre", "Jean-Pierre"],
    ["d'artagnan", "D’ARTAGNAN"],
    ["d artagnan", "D’Artagnan"],
    ["oeuvrard", "Œuvrard"],
    ["Zoe", "Zoë"],
    ["Lætitia", "LAETITIA"],
    ["Łukasz", "lukasz"],
    [" Léa ", "Lea"],
    ["Le\u0301a", "Léa"],
  ])("%j is %j", (typed, onFile) => expect(sameName(typed, onFile)).toBe(true));
  test.each([
    ["Martin", "Martins"],
    ["Marie", "Marie-Claire"],
    ["", ""],
    ["-", "’"],
    ["Léa", "Léo"],
  ])("%j is not %j", (typed, onFile) => expect(sameName(typed, onFile)).toBe(false));
  test("in letters, with the title when it is known", () => {
    const person: Guardian = { id: id("GuardianId", "1"), firstName: "Léa", lastName: "Martin", payer: true };
    expect(nameInLetters({ ...person, title: "Mme" })).toBe("Mme Martin");
    expect(nameInLetters(person)).toBe("Léa Martin");
  });
});

test.each([
  ["2020-02-29", "2026-02-28", 5],
  ["2020-02-29", "2026-03-01", 6],
  ["2020-02-29", "2028-02-29", 8],
  ["2020-11-23", "2026-11-22", 5],
  ["2020-11-23", "2026-11-23", 6],
])("born on %s, on %s: %i years", (birth, day, years) =>
  expect(ageOn(id("PlainDate", birth), id("PlainDate", day))).toBe(years),
);
