/** Finding people: whatever the order, the accents, one wrong letter or the way in which a phone is written. */
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import type { Entry } from "../../../functions/search/rules/entry.ts";
import { TownPeople } from "../../../functions/search/use-cases/town-people.ts";
import { askedIn, oneLetterApart } from "../../../functions/search/rules/words.ts";
import { child, familyCode, household, town, wordsIn } from "./town.ts";

const textOf = (pieces: readonly { readonly text: string }[]): string => pieces.map(({ text }) => text).join("");
const hitsOf = (pieces: readonly { readonly text: string; readonly hit?: true }[]): readonly string[] =>
  pieces.filter(({ hit }) => hit).map(({ text }) => text);
/** Who is found, by name and family. */
const found = (people: TownPeople, text: string): readonly string[] =>
  people.find(text, 12).lines.map(({ familyCode: code, name }) => `${textOf(name)} ${code}`);

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly code: string;
}
const peopleOf = (entries: readonly Entry[]): readonly Person[] =>
  entries.flatMap((entry): readonly Person[] =>
    entry.kind === "household" ? entry.adults.map((adult) => ({ ...adult, code: entry.code })) : [entry],
  );
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");

/** A town, and one person of it. */
const somebody = town.chain((entries) =>
  fc.constantFrom(...peopleOf(entries)).map((person) => ({ people: new TownPeople(entries), person })),
);
const lineOf = ({ firstName, lastName, code }: Person): string => `${firstName} ${lastName} ${code}`;

describe("a person is found", () => {
  it("by the words of their name in any order, without accents or case", () => {
    fc.assert(
      fc.property(
        somebody.chain(({ people, person }) =>
          fc.record({
            people: fc.constant(people),
            person: fc.constant(person),
            words: fc.shuffledSubarray([...wordsIn(person.firstName), ...wordsIn(person.lastName)], { minLength: 1 }),
            capitals: fc.boolean(),
          }),
        ),
        ({ people, person, words, capitals }) => {
          const text = plain(words.join(" "));
          expect(found(people, capitals ? text.toUpperCase() : text.toLowerCase())).toContain(lineOf(person));
        },
      ),
    );
  });

  it("with one letter wrong, missing, too many, or two that changed places", () => {
    fc.assert(
      fc.property(somebody, fc.nat(), fc.constantFrom("wrong", "missing", "more", "swapped"), (found_, at, how) => {
        const { people, person } = found_;
        const word = plain(wordsIn(person.lastName).at(-1) ?? "").toLowerCase();
        fc.pre(word.length >= 5);
        const place = 1 + (at % (word.length - 2));
        const [before, letter, after] = [word.slice(0, place), word[place] ?? "", word.slice(place + 1)];
        const typed = {
          wrong: `${before}${letter === "x" ? "y" : "x"}${after}`,
          missing: before + after,
          more: `${before}x${letter}${after}`,
          swapped: before.slice(0, -1) + letter + before.slice(-1) + after,
        }[how];
        const lines = found(people, `${plain(person.firstName)} ${typed}`);
        expect(lines).toContain(lineOf(person));
      }),
    );
  });

  it("by a phone however it is set apart, by its beginning, by a mail, by a family's code", () => {
    const people = new TownPeople([
      household(1, {
        code: id("FamilyCode", "000123"),
        adults: [{ firstName: "Léa", lastName: "Martin", email: "Lea.Martin@exemple.fr", phone: "06 12 34 56 78" }],
      }),
      household(2, { adults: [{ firstName: "Tom", lastName: "Roy", phone: "+32470123456" }] }),
    ]);
    const lea = "Léa Martin 000123";
    for (const text of [
      "06 12 34 56 78",
      "0612345678",
      "06.12.34.56.78",
      "+33 6 12 34 56 78",
      "+33 (0)6 12 34",
      "0033612345678",
      "061234",
      "lea.martin@exemple.fr",
      "LEA.MARTIN@",
      "lea.martin@exemplé.fr",
      "123",
      "000123",
      "0123",
      "martin 0612345678",
    ])
      expect(found(people, text), text).toEqual([lea]);
    expect(found(people, "+32 470 12 34 56")).toEqual(["Tom Roy FA0002"]);
    expect(people.find("0612345678", 12).lines[0]?.why).toEqual([
      { by: "phone", text: [{ text: "06 12 34 56 78", hit: true }] },
    ]);
  });

  it("by a relative's name together with their own, and it is said which relative", () => {
    const people = new TownPeople([
      household(1, { adults: [{ firstName: "Karim", lastName: "Benali" }] }),
      child(1, "7", { firstName: "Zoé", lastName: "Martin" }),
      household(2, { adults: [{ firstName: "Zoé", lastName: "Durand" }] }),
    ]);
    const { lines, total } = people.find("zoe benali", 12);
    expect(total).toBe(1);
    expect(
      lines.map(({ name, why }) => [textOf(name), hitsOf(name), why.map(({ by, text }) => [by, textOf(text)])]),
    ).toEqual([
      ["Zoé Martin", ["Zoé"], [["relative", "Karim Benali"]]],
      ["Karim Benali", ["Benali"], [["relative", "Zoé Martin"]]],
    ]);
  });

  it("by a phone at work, and by the name of their birth, which is said", () => {
    const sylvie = { firstName: "Sylvie", lastName: "Martin", birthName: "Le Goff", workPhone: "02 38 30 12 34" };
    const people = new TownPeople([household(1, { adults: [{ ...sylvie, phone: "06 12 34 56 78" }] })]);
    const why = (text: string) =>
      people.find(text, 12).lines.map((line) => line.why.map((one) => [one.by, textOf(one.text), hitsOf(one.text)]));
    expect(why("02 38 30 12 34")).toEqual([[["phone", "02 38 30 12 34", ["02 38 30 12 34"]]]]);
    expect(why("0612345678")).toEqual([[["phone", "06 12 34 56 78", ["06 12 34 56 78"]]]]);
    expect(why("sylvie le goff")).toEqual([[["birthName", "Le Goff", ["Le", "Goff"]]]]);
    expect(why("legoff")).toEqual([[["birthName", "Le Goff", ["Le Goff"]]]]);
    expect(why("sylvie martin")).toEqual([[]]);
  });

  it("whom a child's file names beside its parents, once for all the children of the family", () => {
    const odile = { firstName: "Odile", lastName: "Duval", phones: ["06 39 98 12 34", "02 38 30 00 01"] };
    const people = new TownPeople([
      household(1, { adults: [{ firstName: "Léa", lastName: "Martin", phone: "06 12 34 56 78" }] }),
      child(1, "7", { firstName: "Zoé", contacts: [odile] }),
      child(1, "8", { firstName: "Tom", contacts: [odile, { ...odile, firstName: "Paul", phones: ["+32470123456"] }] }),
      child(2, "9", { firstName: "Ana", contacts: [odile], left: true }),
    ]);
    const { lines } = people.find("duval odile", 12);
    expect(lines).toMatchObject([{ familyCode: familyCode(1), who: "contact", of: ["Zoé", "Tom"], why: [] }]);
    expect(people.find("0238300001", 12).lines).toMatchObject([
      { who: "contact", of: ["Zoé", "Tom"], why: [{ by: "phone", text: [{ text: "02 38 30 00 01", hit: true }] }] },
    ]);
    expect(found(people, "+32 470 12 34 56")).toEqual([`Paul Duval ${familyCode(1)}`]);
    // Its name beside the child's: both answer, and each says the other.
    expect(found(people, "tom odile")).toContain(`Tom Martin ${familyCode(1)}`);
    // A code means the household, whose adults answer for it.
    expect(found(people, familyCode(1))).toEqual([`Léa Martin ${familyCode(1)}`]);
  });

  it("among homonyms by the year or the day of birth", () => {
    const people = new TownPeople([
      child(1, "1", { birthDate: id("PlainDate", "2018-03-12") }),
      child(2, "2", { birthDate: id("PlainDate", "2019-03-12") }),
    ]);
    expect(found(people, "martin zoe").length).toBe(2);
    expect(found(people, "martin zoe 2019")).toEqual(["Zoé Martin FA0002"]);
    expect(found(people, "12/3/2018 martin")).toEqual(["Zoé Martin FA0001"]);
  });
});

test("the nearest comes first: the name itself, then its beginning, then what differs by a letter", () => {
  const named = (rank: number, lastName: string) => household(rank, { adults: [{ firstName: "Léa", lastName }] });
  const people = new TownPeople([named(1, "Marten"), named(2, "Martineau"), named(3, "Martin")]);
  expect(found(people, "martin")).toEqual(["Léa Martin FA0003", "Léa Martineau FA0002", "Léa Marten FA0001"]);
});

test("another family's code, one letter away, is shown only when nobody has the code that was typed", () => {
  const people = new TownPeople(
    [household(1), household(2), household(3)].map((one, rank) => ({
      ...one,
      adults: [{ firstName: "Léa", lastName: ["Martin", "Durand", "Roy"][rank] ?? "" }],
    })),
  );
  expect(found(people, "fa0001")).toEqual(["Léa Martin FA0001"]);
  expect(found(people, "fb0001")).toEqual(["Léa Martin FA0001"]);
});

test("a closed account is said, and a child who has left is found only where it lives", () => {
  const people = new TownPeople([
    household(1, { closed: true, adults: [{ firstName: "Léa", lastName: "Martin" }] }),
    child(1, "7", { left: true }),
    household(2, { adults: [{ firstName: "Tom", lastName: "Martin" }] }),
    child(2, "7"),
  ]);
  expect(people.find("zoe martin", 12).lines).toMatchObject([
    { familyCode: familyCode(2), closed: false, who: "child", birthYear: "2018" },
  ]);
  expect(people.find("lea martin", 12).lines).toMatchObject([
    { familyCode: familyCode(1), closed: true, who: "adult" },
  ]);
});

test("what nobody answers finds nobody, nor does what names nothing", () => {
  const people = new TownPeople([household(1, { adults: [{ firstName: "Léa", lastName: "Martin" }] })]);
  for (const text of ["xyzzy", "lea xyzzy", "", "   ", "---", "@", "(", "<script>", "\u202e", "0".repeat(100)])
    expect(people.find(text, 12), text).toEqual({ lines: [], total: 0 });
});

test("of one record the newest stands, in whatever order and however often changes come", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }),
      (versions, again) => {
        const named = (version: number) =>
          child(1, "7", { version, firstName: ["Alba", "Boris", "Chloe", "Djibril", "Emma"][version - 1] ?? "" });
        const people = new TownPeople([]);
        const known = [...versions, ...again.filter((version) => versions.includes(version))];
        for (const version of known) people.apply(named(version));
        const newest = named(Math.max(...versions));
        expect(found(people, "martin")).toEqual([`${newest.firstName} Martin FA0001`]);
        expect([...people.entries()]).toEqual([newest]);
      },
    ),
  );
});

test("an index brought up to date finds what one made anew finds", () => {
  fc.assert(
    fc.property(town, town, fc.constantFrom("martin", "zoe", "le goff", "roy 2018", "0"), (before, after, text) => {
      const newer = after.map((entry) => ({ ...entry, version: 2 }));
      const changed = new TownPeople(before);
      for (const entry of newer) changed.apply(entry);
      expect(found(changed, text).toSorted()).toEqual(found(new TownPeople([...before, ...newer]), text).toSorted());
    }),
  );
});

describe("words", () => {
  it("are told from phones, mails and days by their writing, eight at most", () => {
    expect(askedIn("Léa 06 12 34 56 78, Lea@x.fr 12/03/2018 ab12cd 2018")).toEqual([
      { word: "LEA@X.FR", is: "email" },
      { word: "2018-03-12", is: "date" },
      { word: "0612345678", is: "digits" },
      { word: "LEA", is: "name" },
      { word: "AB12CD", is: "name" },
      { word: "2018", is: "digits" },
    ]);
    expect(askedIn("a b c d e f g h i j")).toHaveLength(8);
  });

  it("are one letter apart when one is made of the other by one letter more, less, another, or two swapped", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
    const edits = (word: string): ReadonlySet<string> => {
      const made = new Set([word]);
      for (let at = 0; at <= word.length; at += 1) {
        const [before, after] = [word.slice(0, at), word.slice(at)];
        made.add(before + after.slice(1));
        if (after.length > 1) made.add(`${before}${after[1] ?? ""}${after[0] ?? ""}${after.slice(2)}`);
        for (const letter of "abc") made.add(before + letter + after).add(before + letter + after.slice(1));
      }
      return made;
    };
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(oneLetterApart(one, other)).toBe(edits(one).has(other));
      }),
      { numRuns: 500 },
    );
  });
});
