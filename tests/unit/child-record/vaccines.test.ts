import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  admissionOn,
  lackingFrom,
  lackingOn,
  obligationsOf,
  vaccineProducts,
  type Dose,
  type VaccineProduct,
} from "../../../functions/child-record/rules/vaccines.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays, addMonths } from "../../../functions/kernel/time.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
const dosesAt = (birthDate: PlainDate, product: VaccineProduct, ...months: readonly number[]): readonly Dose[] =>
  months.map((age) => ({ product, on: addMonths(birthDate, age) }));
/** What who follows the calendar has at eighteen months. */
const inTime = (born: PlainDate): readonly Dose[] => [
  ...dosesAt(born, "hexavalent", 2, 4, 11),
  ...dosesAt(born, "pneumococcus", 2, 4, 11),
  ...dosesAt(born, "meningococcusB", 3, 5, 12),
  ...dosesAt(born, "meningococcusAcwy", 6, 12),
  ...dosesAt(born, "meningococcusC", 5, 12),
  ...dosesAt(born, "mmr", 12, 18),
];

const eleven = ["dtp", "pertussis", "hib", "hepatitisB", "pneumococcus", "meningococcusC", "mmr"];
const since2025 = [
  "dtp",
  "pertussis",
  "hib",
  "hepatitisB",
  "pneumococcus",
  "meningococcusAcwy",
  "meningococcusB",
  "mmr",
];

describe("What is compulsory", () => {
  test.each([
    ["2010-06-01", ["dtp"]],
    ["2012-01-31", ["dtp"]],
    ["2014-02-28", ["dtp"]],
    ["2015-12-31", ["dtp"]],
    ["2016-02-29", ["dtp"]],
    ["2017-12-31", ["dtp"]],
    ["2018-01-01", eleven],
    ["2019-07-14", eleven],
    ["2020-02-29", eleven],
    ["2021-11-11", eleven],
    ["2022-05-01", eleven],
    ["2023-08-15", eleven],
    ["2024-12-31", eleven],
    ["2025-01-01", since2025],
    ["2026-11-26", since2025],
  ])("for who was born on %s goes by the year", (born, wanted) => {
    expect(obligationsOf(day(born))).toEqual(wanted);
  });
});

describe("What is lacking", () => {
  const today = day("2026-11-26");
  const certified = false;

  test.each([["2012-04-05"], ["2017-12-31"], ["2018-01-01"], ["2024-12-31"], ["2025-01-01"]])(
    "is nothing for who was born on %s and follows the calendar, on any day of it",
    (text) => {
      const born = day(text);
      for (let age = 0; age <= 24; age += 1)
        expect(lackingOn(born, { doses: inTime(born), certified }, addMonths(born, age))).toEqual([]);
      expect(lackingFrom(born, { doses: inTime(born), certified }, today)).toBeNull();
    },
  );

  test.each([
    ["2017-12-31", [["dtp", 0, 3]]],
    [
      "2018-01-01",
      [
        ["dtp", 0, 3],
        ["pertussis", 0, 3],
        ["hib", 0, 3],
        ["hepatitisB", 0, 3],
        ["pneumococcus", 0, 3],
        ["meningococcusC", 0, 2],
        ["mmr", 0, 2],
      ],
    ],
    [
      "2025-01-01",
      [
        ["dtp", 0, 3],
        ["pertussis", 0, 3],
        ["hib", 0, 3],
        ["hepatitisB", 0, 3],
        ["pneumococcus", 0, 3],
        ["meningococcusAcwy", 0, 2],
        ["meningococcusB", 0, 3],
        ["mmr", 0, 2],
      ],
    ],
  ])("is all of it for who was born on %s and has had none", (born, wanted) => {
    expect(
      lackingOn(day(born), { doses: [], certified }, today).map(({ obligation, given, wanted: due }) => [
        obligation,
        given,
        due,
      ]),
    ).toEqual(wanted);
  });

  test("is one dose of measles for who has had one of two", () => {
    const born = day("2020-03-10");
    const doses = inTime(born).filter(({ product, on }) => product !== "mmr" || on < addMonths(born, 18));
    expect(lackingOn(born, { doses, certified }, today)).toEqual([{ obligation: "mmr", given: 1, wanted: 2 }]);
    expect(lackingFrom(born, { doses, certified }, today)).toBe("2021-09-10");
  });

  test("is less for who starts after the first birthday", () => {
    const born = day("2020-03-10");
    const late = [
      ...dosesAt(born, "hexavalent", 20, 22, 28),
      ...dosesAt(born, "pneumococcus", 20, 22),
      ...dosesAt(born, "meningococcusC", 20),
      ...dosesAt(born, "mmr", 20, 22),
    ];
    expect(lackingOn(born, { doses: late, certified }, today)).toEqual([]);
  });

  test("of an infant counts what is due by that day, and says when the next is", () => {
    const born = day("2026-05-20");
    const doses = inTime(born).filter(({ on }) => on <= today);
    expect(lackingOn(born, { doses, certified }, today)).toEqual([]);
    // The third dose is due at eleven months.
    expect(lackingFrom(born, { doses, certified }, today)).toBe("2027-04-20");
  });

  test("is nothing once a doctor has certified", () => {
    expect(lackingOn(day("2020-03-10"), { doses: [], certified: true }, today)).toEqual([]);
    expect(lackingFrom(day("2020-03-10"), { doses: [], certified: true }, today)).toBeNull();
  });

  test("ACWY protects against C for those who must have C", () => {
    const born = day("2022-01-01");
    const doses = inTime(born).filter(({ product }) => product !== "meningococcusC");
    expect(lackingOn(born, { doses, certified }, today)).toEqual([]);
  });

  const births = fc.integer({ min: 0, max: 6500 }).map((days) => addDays(day("2009-01-01"), days));
  const someDoses = (born: PlainDate) =>
    fc.array(
      fc.record({
        product: fc.constantFrom(...vaccineProducts),
        on: fc.integer({ min: 0, max: 2500 }).map((days) => addDays(born, days)),
      }),
      { maxLength: 24 },
    );
  const cases = births.chain((born) =>
    fc.record({
      born: fc.constant(born),
      doses: someDoses(born),
      on: fc.integer({ min: 0, max: 3000 }).map((days) => addDays(born, days)),
    }),
  );

  test("is only ever what is compulsory, and fewer given than wanted", () => {
    fc.assert(
      fc.property(cases, ({ born, doses, on }) => {
        for (const { obligation, given, wanted } of lackingOn(born, { doses, certified }, on)) {
          expect(obligationsOf(born)).toContain(obligation);
          expect(given).toBeLessThan(wanted);
        }
      }),
    );
  });

  test("does not depend on the order of the doses, nor on those still to come", () => {
    fc.assert(
      fc.property(cases, ({ born, doses, on }) => {
        const lacking = lackingOn(born, { doses, certified }, on);
        expect(lackingOn(born, { doses: doses.toReversed(), certified }, on)).toEqual(lacking);
        expect(lackingOn(born, { doses: doses.filter((one) => one.on <= on), certified }, on)).toEqual(lacking);
      }),
    );
  });

  test("begins on the day that is told: fine the day before it, lacking from it to today", () => {
    fc.assert(
      fc.property(cases, ({ born, doses, on }) => {
        const past = doses.filter((one) => one.on <= on);
        const from = lackingFrom(born, { doses: past, certified }, on);
        const lacks = (date: PlainDate): boolean => lackingOn(born, { doses: past, certified }, date).length > 0;
        expect(lacks(on)).toBe(from !== null && from <= on);
        if (from === null) expect(lacks(addMonths(on, 60))).toBe(false);
        else {
          expect(lacks(from)).toBe(true);
          if (from > born) expect(lacks(addDays(from, -1))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("Admission", () => {
  test("of who lacks nothing yet is in order, until it does", () => {
    expect(admissionOn(null, day("2026-12-01"), null)).toEqual({ state: "inOrder" });
    expect(admissionOn(day("2026-12-02"), day("2026-12-01"), null)).toEqual({ state: "inOrder" });
  });

  test("is for three months from the day on which the child comes", () => {
    const since = day("2021-09-10");
    expect(admissionOn(since, day("2026-09-01"), day("2026-09-01"))).toEqual({
      state: "provisional",
      until: "2026-11-30",
    });
    expect(admissionOn(since, day("2026-11-30"), day("2026-09-01"))).toMatchObject({ state: "provisional" });
    expect(admissionOn(since, day("2026-12-01"), day("2026-09-01"))).toEqual({
      state: "refused",
      since: "2026-12-01",
    });
  });

  test("counts from when the vaccine lacks, for who comes since before", () => {
    expect(admissionOn(day("2026-10-15"), day("2026-11-26"), day("2025-09-01"))).toEqual({
      state: "provisional",
      until: "2027-01-14",
    });
  });

  test("of who has never come begins on the day itself", () => {
    expect(admissionOn(day("2021-09-10"), day("2026-12-02"), null)).toEqual({
      state: "provisional",
      until: "2027-03-01",
    });
  });
});
