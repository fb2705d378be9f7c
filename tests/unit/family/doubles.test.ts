/** One person under two codes: found however the name is written, refused where it would double, said where it may be. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareWithTown, type DoubleDecisions, type KnownTown } from "../../../functions/family/rules/doubles.ts";
import { samePerson } from "../../../functions/family/rules/same-person.ts";
import { writingsOf } from "../../../functions/family/rules/codes.ts";
import { id } from "../../../functions/kernel/ids.ts";
import type { SaidFamily } from "../../../functions/family/rules/family-merge.ts";
import { adultLine, childLine, faultsOf, read } from "./file/make.ts";

type Adult = NonNullable<Parameters<typeof adultLine>[0]>;
type Kid = NonNullable<Parameters<typeof childLine>[0]>;

/** What files say of these adults and children: each of a family of their own unless said. */
function said(adults: readonly Adult[], children: readonly Kid[] = []): readonly SaidFamily[] {
  const content = read(adults.map(adultLine), children.map(childLine));
  expect(faultsOf(content)).toEqual([]);
  return content.families;
}
const here = { "Code famille": "AB1234" };
const there: Adult = { "Code famille": "CD5678", Nom: "Petit", Prénom: "Paul", "E-mail": "", Téléphone: "" };
const elsewhere: Adult = { ...there, Adresse: "9 chemin du Moulin" };

/** The town once these families have entered. */
const townOf = (families: readonly SaidFamily[]): KnownTown => ({
  households: families.map(({ household: { code, guardians, address } }) => ({ code, guardians, address })),
  children: families.flatMap(({ household: { code }, children }) =>
    children.map((child) => ({ ...child, familyCode: code })),
  ),
});
const nobody = townOf([]);
const undecided: DoubleDecisions = { newCodes: false, departures: false };
const compare = (families: readonly SaidFamily[], town: KnownTown, decisions: Partial<DoubleDecisions> = {}) =>
  compareWithTown(families, town, { ...undecided, ...decisions });
const codesIn = (families: readonly SaidFamily[]): readonly string[] =>
  families.map(({ household: { code }, children }) => [code, ...children.map((child) => child.id)].join(" "));

describe("a name", () => {
  const letters = fc.string({ unit: fc.constantFrom(...Array.from("abcéèçïôABC")), minLength: 1, maxLength: 8 });
  const name = fc.array(letters, { minLength: 1, maxLength: 3 });
  test("is one person's whatever the case, the accents, the signs between, the order", () =>
    fc.assert(
      fc.property(name, name, fc.constantFrom(" ", "-", "’"), (first, last, sign) => {
        const one = { firstName: first.join(" "), lastName: last.join("-") };
        const bare = (words: readonly string[]): string =>
          words.join(sign).normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
        expect(samePerson(one, { firstName: bare(first), lastName: bare(last) })).toBe(true);
        expect(samePerson(one, { firstName: bare(last), lastName: bare(first) })).toBe(true);
      }),
    ));
  test("is not another one's", () => {
    expect(samePerson({ firstName: "Léa", lastName: "Martin" }, { firstName: "Zoé", lastName: "Martin" })).toBe(false);
    expect(samePerson({ firstName: "Lou", lastName: "Roy" }, { firstName: "Louis", lastName: "Roy" })).toBe(false);
  });
});

test("the same files again say nothing, of whatever town", () => {
  const families = said([here, elsewhere], [here, { ...elsewhere, "Code enfant": "2002", Nom: "Petit" }]);
  expect(compare(families, nobody)).toEqual({ families, findings: [], departures: [] });
  expect(compare(families, townOf(families))).toEqual({ families, findings: [], departures: [] });
});

describe("a child that the town's software has renumbered", () => {
  const town = townOf(said([here], [here]));
  const renumbered = said([here], [{ ...here, "Code enfant": "2002", Nom: "MARTIN", Prénom: "zoe" }]);
  test("is refused, with its code on the portal and what to do", () => {
    const { families, findings } = compare(renumbered, town);
    expect(families).toEqual([]);
    expect(findings).toMatchObject([
      {
        familyCode: "AB1234",
        childId: "2002",
        refused: true,
        reason: expect.stringMatching(
          /^zoe MARTIN, né\(e\) le même jour, a le code 1001 sur le portail : .*--codes-changes/u,
        ) as string,
      },
    ]);
  });
  test("keeps its code once that is decided, and the portal learns the new one", () => {
    const { families, findings } = compare(renumbered, town, { newCodes: true });
    expect(families[0]?.children).toMatchObject([{ id: "1001", townCode: "2002", firstName: "zoe" }]);
    expect(findings).toMatchObject([{ refused: false }]);
    const learned = {
      ...town,
      children: town.children.map((child) => ({ ...child, townCode: id("ChildId", "2002") })),
    };
    const later = compare(renumbered, learned);
    expect(later.findings).toEqual([]);
    expect(later.families[0]?.children).toMatchObject([{ id: "1001", townCode: "2002" }]);
  });
  test("is another one when the file names both", () => {
    const twins = said([here], [here, { ...here, "Code enfant": "2002", Prénom: "Tom" }]);
    expect(codesIn(compare(twins, town).families)).toEqual(["AB1234 2002 1001"]);
  });
});

describe("one child under two codes in two households", () => {
  const child = { Prénom: "Zoé", Nom: "Martin" };
  const two = (other: Adult) =>
    said(
      [here, other],
      [
        { ...here, ...child },
        { ...other, ...child, "Code enfant": "2002", Prénom: "Zoé" },
      ],
    );
  test.each([
    ["at one address", { ...there, Adresse: "1, RUE DES LILAS" }, "à la même adresse"],
    ["with an adult in common", { ...elsewhere, Nom: "MARTIN", Prénom: "Lea" }, "avec le même responsable"],
  ])("%s: the second stays out", (_, other, common) => {
    const { families, findings } = compare(two(other), nobody);
    expect(codesIn(families)).toEqual(["AB1234 1001"]);
    expect(findings.filter(({ refused }) => refused)).toMatchObject([
      { familyCode: "CD5678", childId: "2002", reason: expect.stringContaining(common) as string },
    ]);
  });
  test("with nothing in common: homonyms exist, so both enter and it is said", () => {
    const { families, findings } = compare(two(elsewhere), nobody);
    expect(codesIn(families)).toEqual(["AB1234 1001", "CD5678 2002"]);
    expect(findings).toMatchObject([{ refused: false, reason: expect.stringContaining("le même code") as string }]);
  });
  test("the first of them only on the portal: the same", () => {
    const [one, other] = two({ ...there });
    expect(compare([other!], townOf([one!])).families).toEqual([]);
  });
  test("both on the portal already: nothing to refuse any more, but said once", () => {
    const both = two({ ...there });
    const { families, findings } = compare(both, townOf(both));
    expect(families).toHaveLength(2);
    expect(findings).toMatchObject([{ refused: false, reason: expect.stringContaining("deux fois") as string }]);
  });
  test("under one code it is a child of two households, and nothing is said", () =>
    expect(compare(said([here, elsewhere], [here, { ...here, "Code famille": "CD5678" }]), nobody).findings).toEqual(
      [],
    ));
});

describe("a child that the files show in another household", () => {
  const town = townOf(said([here, elsewhere], [here]));
  const moved = said([here, elsewhere], [{ ...here, "Code famille": "CD5678" }]);
  test("while they name the one before without it: refused, with both remedies", () => {
    const { families, findings } = compare(moved, town);
    expect(codesIn(families)).toEqual(["AB1234"]);
    expect(findings).toMatchObject([
      { familyCode: "CD5678", refused: true, reason: expect.stringMatching(/--foyers-changes.*une ligne/u) as string },
    ]);
  });
  test("leaves the one before once that is decided", () => {
    const { families, departures } = compare(moved, town, { departures: true });
    expect(codesIn(families)).toEqual(["AB1234", "CD5678 1001"]);
    expect(departures).toMatchObject([{ from: "AB1234", to: "CD5678", childId: "1001" }]);
  });
  test("does not leave when its new family stays out for another reason", () => {
    const twice = said(
      [here, { ...there }],
      [
        { ...here, "Code famille": "CD5678" },
        { ...here, "Code famille": "CD5678", "Code enfant": "3003", Prénom: "Tom" },
      ],
    );
    const known = townOf(said([here, there], [here, { ...here, "Code enfant": "9", Prénom: "Tom" }]));
    expect(compare(twice, known, { departures: true })).toMatchObject({ departures: [] });
  });
  test("without a word of the one before: a child of two households, and that is said", () => {
    const { families, findings } = compare(moved.slice(1), town);
    expect(codesIn(families)).toEqual(["CD5678 1001"]);
    expect(findings).toMatchObject([{ refused: false, reason: expect.stringContaining("deux foyers") as string }]);
  });
});

describe("an adult under two family codes", () => {
  const other: Adult = { ...elsewhere, Nom: "MARTIN", Prénom: "Lea" };
  test.each<[string, Adult, string | null]>([
    ["the same e-mail", { ...other, "E-mail": "LEA@exemple.fr" }, "la même adresse e-mail"],
    ["the same phone", { ...other, Téléphone: "0612345678" }, "le même téléphone"],
    ["the same address", { ...other, Adresse: "1 rue des Lilas" }, "la même adresse"],
    ["the same name alone", other, null],
  ])("%s", (_, adult, by) => {
    const { families, findings } = compare(said([here, adult]), nobody);
    expect(families).toHaveLength(2);
    expect(findings.map(({ reason, refused }) => [reason.split(" : ")[0], refused])).toEqual(
      by === null ? [] : [[`Lea MARTIN est aussi dans la famille AB1234, avec ${by}`, false]],
    );
  });
  test("is said once of two families, however often the files come", () => {
    const both = said([here, { ...other, "E-mail": "lea@exemple.fr" }]);
    expect(compare(both, townOf(both)).findings).toHaveLength(1);
  });
});

describe("zeros that codes have lost, or found again", () => {
  const family = (code: string, child: string, adult: Adult = {}) =>
    said([{ ...adult, "Code famille": code }], [{ "Code famille": code, "Code enfant": child }]);
  test.each([
    ["000123", "01001", "123", "1001"],
    ["123", "1001", "000123", "01001"],
  ])("%s on the portal, %s in the file: the portal's stay, and that is said", (code, child, written, writtenChild) => {
    const { families, findings } = compare(family(written, writtenChild), townOf(family(code, child)));
    expect(codesIn(families)).toEqual([`${code} ${child}`]);
    expect(findings.map(({ refused, reason }) => [refused, reason.split(" : ")[0]])).toEqual([
      [false, `${written} est lu ${code}`],
      [false, `${writtenChild} est lu ${child}`],
    ]);
  });
  test("where nobody of the family is the same, it may be another: refused rather than mixed", () => {
    const { families, findings } = compare(
      family("123", "7", { Prénom: "Paul", Nom: "Petit" }),
      townOf(family("000123", "1001")),
    );
    expect(families).toEqual([]);
    expect(findings).toMatchObject([{ refused: true, reason: expect.stringContaining("000123") as string }]);
  });
  test("every writing of a code of digits is known, and no other", () => {
    expect(writingsOf(id("FamilyCode", "0123"))).toEqual([
      "123",
      "0123",
      "00123",
      "000123",
      "0000123",
      "00000123",
      "000000123",
      "0000000123",
      "00000000123",
      "000000000123",
    ]);
    expect(writingsOf(id("FamilyCode", "AB01"))).toEqual(["AB01"]);
  });
});
