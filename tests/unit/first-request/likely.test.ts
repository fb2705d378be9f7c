/** Families that may be the one that asks: found by any of their marks, with the reasons, and never by an address alone. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import type { Told } from "../../../functions/first-request/rules/first-request.ts";
import { adultTwice, childFaults, keptUntil } from "../../../functions/first-request/rules/first-request.ts";
import { likelyFamilies, type KnownFamily } from "../../../functions/first-request/rules/likely.ts";
import { familyOf, newChildId, newFamilyCode } from "../../../functions/first-request/rules/new-family.ts";
import { decideEntry } from "../../../functions/family/store/family-entry.ts";

const told: Told = {
  adults: [{ firstName: "Anne-Lise", lastName: "d’Artagnan", phone: "06 12 34 56 78", email: "Anne@Exemple.fr" }],
  children: [{ firstName: "Zoé", lastName: "Dartagnan Roy", birthDate: id("PlainDate", "2018-05-04") }],
  address: { lines: ["12, rue des Lilas"], postcode: "45300", town: "Pithiviers" },
};
const nobody: KnownFamily = {
  code: id("FamilyCode", "AUTRE1"),
  household: { home: "elsewhere", adults: [{ firstName: "Paul", lastName: "Petit" }] },
  children: [{ firstName: "Léa", lastName: "Petit", birthDate: id("PlainDate", "2018-05-04") }],
};
const found = (family: Partial<KnownFamily>) =>
  likelyFamilies(told, [nobody, { ...nobody, code: id("FamilyCode", "DEJALA"), ...family }]);
const reasons = (family: Partial<KnownFamily>) =>
  found(family).map(({ code, reasons: why }) => [code, why.map(({ what }) => what)]);

describe("A family that is there already", () => {
  test("is found by a child's name in whatever order and spelling, with its day of birth", () => {
    const child = { firstName: "ZOE", lastName: "ROY D ARTAGNAN", birthDate: id("PlainDate", "2018-05-04") };
    expect(reasons({ children: [{ ...child, lastName: "ROY DARTAGNAN" }] })).toEqual([["DEJALA", ["child"]]]);
    expect(reasons({ children: [{ ...child, birthDate: id("PlainDate", "2018-05-05") }] })).toEqual([]);
  });

  test.each([
    ["adult", { firstName: "ANNE LISE", lastName: "D'ARTAGNAN" }],
    ["phone", { firstName: "Marc", lastName: "Autre", phone: "+33612345678" }],
    ["email", { firstName: "Marc", lastName: "Autre", email: "anne@exemple.fr" }],
  ])("is found by an adult's %s", (what, adult) => {
    expect(reasons({ household: { home: "elsewhere", adults: [adult] } })).toEqual([["DEJALA", [what]]]);
  });

  test("is not found by its address alone, which a whole building shares", () => {
    const home = "12RUEDESLILAS45300PITHIVIERS";
    expect(reasons({ household: { home, adults: [{ firstName: "Marc", lastName: "Autre" }] } })).toEqual([]);
    expect(reasons({ household: { home, adults: [{ firstName: "Anne Lise", lastName: "D Artagnan" }] } })).toEqual([
      ["DEJALA", ["adult", "address"]],
    ]);
  });

  test("comes before those that are less like it, and there are never more than a page of them", () => {
    const families = Array.from({ length: 30 }, (_, rank): KnownFamily => ({
      ...nobody,
      code: id("FamilyCode", `H${String(rank).padStart(3, "0")}`),
      household: { home: "", adults: [{ firstName: "Anne-Lise", lastName: "d’Artagnan" }] },
    }));
    const best: KnownFamily = { ...nobody, code: id("FamilyCode", "ZZZZ"), children: told.children };
    const likely = likelyFamilies(told, [...families, best]);
    expect([likely.length, likely[0]?.code]).toEqual([8, "ZZZZ"]);
  });
});

describe("What is told", () => {
  const today = id("PlainDate", "2026-11-26");
  test("names a child that is not born, grown up, or listed twice", () => {
    const [child] = told.children;
    const of = (birthDate: string) => ({ ...child!, birthDate: id("PlainDate", birthDate) });
    expect(childFaults([of("2026-11-27"), of("2008-11-26"), of("2008-11-27"), of("2008-11-27")], today)).toEqual([
      { rank: 0, fault: "unborn" },
      { rank: 1, fault: "grown" },
      { rank: 3, fault: "twice" },
    ]);
    const [adult] = told.adults;
    expect(adultTwice([adult!, { firstName: "Artagnan d", lastName: "Anne Lise" }])).toBe(true);
    expect(adultTwice([adult!, { firstName: "Paul", lastName: "Petit" }])).toBe(false);
  });

  test("is kept for a time, whatever becomes of it", () => {
    const since = id("Instant", "2026-11-26T08:00:00Z");
    expect([
      keptUntil("unconfirmed", since, 60),
      keptUntil("refused", since, 60),
      keptUntil("accepted", since, 60),
      keptUntil("waiting", since, 60),
    ]).toEqual(["2026-11-28T08:00:00Z", "2027-01-25T08:00:00Z", "2027-01-25T08:00:00Z", "2027-05-25T08:00:00Z"]);
  });

  test("becomes a family whole, under codes that nobody takes for another", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 7, maxLength: 7 }),
        fc.uint8Array({ minLength: 9, maxLength: 9 }),
        (seven, nine) => {
          const code = newFamilyCode(seven);
          expect(code).toMatch(/^N[2-9A-HJ-NP-Z]{7}$/u);
          const family = familyOf(told, code, { resident: true, childId: () => newChildId(nine) });
          const entry = decideEntry(family, { household: null, children: new Map(), elsewhere: new Map() });
          expect(entry).toMatchObject({ outcome: "new", kept: [] });
          expect(entry.outcome === "new" ? entry.writes.length : 0).toBe(2);
        },
      ),
    );
  });
});
