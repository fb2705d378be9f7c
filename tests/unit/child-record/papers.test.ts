/** Whose identity papers are lacking: of those who may come for a child, where the town asks, and nobody is held up by it. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentKind } from "../../../functions/catalogue/rules/catalogue.ts";
import { askedPapers, lackingPapers, papersOf, type Person } from "../../../functions/child-record/rules/papers.ts";
import { id } from "../../../functions/kernel/ids.ts";

const kind: DocumentKind = {
  id: id("DocumentKindId", "identite"),
  name: "Pièce d’identité",
  of: "person",
  asked: "always",
  validity: { kind: "forever" },
  whenMissing: "blocks",
};
const paper = (name: string, rank = 0) => id("DocumentId", `${name}.2026112608000000${rank}.abcdefghijkl`);
const given = paper("identite");

const person: fc.Arbitrary<Person> = fc.record(
  { collect: fc.boolean(), papers: fc.subarray([given, paper("identite", 1), paper("passeport")]) },
  { requiredKeys: ["collect"] },
);

describe("Papers of people", () => {
  test("are asked for where the town's file says so, of a kind that is a person's", () => {
    const file = {
      childRecord: { contacts: { shown: true, required: true, change: "atOnce" as const, documents: [kind.id] } },
    };
    expect(askedPapers({ file, documents: [kind] })).toEqual([kind]);
    expect(askedPapers({ file, documents: [{ ...kind, of: "child" }] })).toEqual([]);
    expect(askedPapers({ documents: [kind] })).toEqual([]);
  });

  test("lack for who may come and has none of that kind, and for nobody else", () => {
    fc.assert(
      fc.property(fc.array(person), (people) => {
        const lacking = lackingPapers(people, [], [kind]).map(({ rank }) => rank);
        expect(lacking).toEqual(
          people.flatMap(({ collect, papers = [] }, rank) =>
            collect && !papers.some((one) => one.startsWith("identite.")) ? [rank] : [],
          ),
        );
        expect(lackingPapers(people, [], [{ ...kind, whenMissing: "warns" }])).toEqual([]);
        expect(lackingPapers(people, [], [])).toEqual([]);
        // Who stood so before keeps nobody from changing another line.
        expect(lackingPapers(people, people, [kind])).toEqual([]);
      }),
    );
  });

  test("are each once", () => {
    expect(
      papersOf([{ collect: true, papers: [given] }, { collect: false, papers: [given] }, { collect: true }]),
    ).toEqual([given]);
  });
});
