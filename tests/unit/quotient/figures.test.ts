/** Figures of a family's papers: what is missing is not zero, one way's are nothing to another, and when what they give counts. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { quotientKinds, type QuotientKind } from "../../../functions/kernel/town-for-functions.ts";
import { bounds, countedOf, figuresOf, papersIn, type Figure } from "../../../functions/quotient/rules/figures.ts";
import { quotientOf } from "../../../functions/quotient/rules/formulas.ts";
import { firstDayOf, monthOf } from "../../../functions/quotient/rules/quotient.ts";
import { anyDay } from "../booking/arbitraries.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
const boundsOf = (figure: Figure) =>
  figure === "children" || figure === "quarterParts" || figure === "persons" ? bounds[figure] : bounds.amount;
const kinds = fc.constantFrom(...quotientKinds);
/** All figures of a way of counting, each one that can be. */
const figures = (kind: QuotientKind): fc.Arbitrary<Readonly<Record<string, number>>> =>
  fc.record(
    Object.fromEntries(
      figuresOf[kind].map((figure) => {
        const { least, most } = boundsOf(figure);
        return [figure, fc.integer({ min: least, max: most })] as const;
      }),
    ),
  );
const ofAKind = kinds.chain((kind) => figures(kind).map((given) => ({ kind, given })));

const counted = (kind: QuotientKind, given: Readonly<Record<string, unknown>>): number | null => {
  const papers = papersIn(kind, given);
  return papers && quotientOf(papers);
};

describe("The figures of papers", () => {
  test("give the quotient that each formula has, to the cent", () => {
    expect(counted("caf", { yearlyIncome: 2_400_000, monthlyBenefits: 18_481, children: 2 })).toBe(72_827);
    // The third child has a whole part: 2 500.00 / 4.
    expect(counted("caf", { yearlyIncome: 3_000_000, monthlyBenefits: 0, children: 3 })).toBe(62_500);
    expect(counted("fiscal", { yearlyIncome: 3_000_000, quarterParts: 10 })).toBe(100_000);
    expect(
      counted("perPerson", { monthlyIncome: 200_000, monthlyBenefits: 30_000, monthlyRent: 60_000, persons: 4 }),
    ).toBe(42_500);
  });

  test("of nothing at all give a quotient of zero, and one that is missing gives none", () => {
    expect(counted("caf", { yearlyIncome: 0, monthlyBenefits: 0, children: 0 })).toBe(0);
    for (const none of [null, undefined, "", "0", NaN])
      expect(counted("caf", { yearlyIncome: none, monthlyBenefits: 0, children: 0 })).toBeNull();
    fc.assert(
      fc.property(ofAKind, fc.nat(), ({ kind, given }, rank) => {
        expect(counted(kind, given)).toBeGreaterThanOrEqual(0);
        const names = figuresOf[kind];
        const gone = names[rank % names.length] ?? "";
        expect(counted(kind, { ...given, [gone]: null })).toBeNull();
      }),
    );
  });

  test("of one way of counting are nothing to another", () => {
    fc.assert(
      fc.property(ofAKind, kinds, ({ kind, given }, other) => {
        expect(papersIn(other, given) === null).toBe(other !== kind);
      }),
    );
  });

  test("beyond what a household can have are none", () => {
    fc.assert(
      fc.property(ofAKind, fc.nat(), fc.constantFrom(-1, 0.5, 1e12), ({ kind, given }, rank, wrong) => {
        const names = figuresOf[kind];
        const one = names[rank % names.length] ?? "";
        expect(papersIn(kind, { ...given, [one]: wrong })).toBeNull();
      }),
    );
  });
});

describe("What they give", () => {
  const zero = papersIn("caf", { yearlyIncome: 0, monthlyBenefits: 0, children: 0 });
  if (!zero) throw new Error("They are all there");

  test("counts from the month in which the family asked, however long the answer took", () => {
    expect(countedOf(zero, { asked: day("2026-11-28"), decided: day("2026-12-04") }, { months: 12 })).toEqual({
      value: 0,
      month: "2026-11",
      from: "2026-11-01",
      until: "2027-10-31",
    });
  });

  test("counts from that of the answer, where all quotients of the other have ended since", () => {
    const asked = day("2026-08-28");
    expect(countedOf(zero, { asked, decided: day("2026-08-31") }, { until: "08-31" })).toMatchObject({
      month: "2026-08",
      until: "2026-08-31",
    });
    expect(countedOf(zero, { asked, decided: day("2026-09-01") }, { until: "08-31" })).toMatchObject({
      month: "2026-09",
      until: "2027-08-31",
    });
  });

  test("begins with its month, and counts on the day of the answer", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(900), fc.integer({ min: 1, max: 24 }), (asked, days, months) => {
        const decided = addDays(asked, days);
        const found = countedOf(zero, { asked, decided }, { months });
        expect(found.from).toBe(firstDayOf(found.month));
        expect([monthOf(asked), monthOf(decided)]).toContain(found.month);
        expect(found.from <= decided && decided <= found.until).toBe(true);
      }),
    );
  });
});
