/** What people type in a file's fields: read where it can mean one thing, refused in a sentence elsewhere, kept as text. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adultSection } from "../../../functions/family/sections/adult.ts";
import { adultLeavingSection } from "../../../functions/family/sections/adult-leaving.ts";
import { childSection } from "../../../functions/family/sections/child.ts";
import { childLeavingSection } from "../../../functions/family/sections/child-leaving.ts";
import { householdSection } from "../../../functions/family/sections/household.ts";
import { newAdultSection } from "../../../functions/family/sections/new-adult.ts";
import { newChildSection } from "../../../functions/family/sections/new-child.ts";
import { isFieldValue, type FieldValue } from "../../../functions/family/rules/field-values.ts";
import { quotientPapersSection } from "../../../functions/quotient/papers-section.ts";
import type { Section } from "../../../functions/family/sections/section.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { quotientKinds } from "../../../functions/kernel/town-for-functions.ts";

const today = id("PlainDate", "2026-11-26");
const read = (section: Section, name: string, given: FieldValue) => {
  const field = section.fields.find((one) => one.id === name);
  if (!field) throw new Error(`No field ${name}`);
  return field.read(given, { today });
};
const phone = (typed: string) => read(adultSection, "phone", typed);
const address = (given: FieldValue) => read(householdSection, "address", given);

describe("A phone", () => {
  test.each([
    ["0612345678", "06 12 34 56 78"],
    ["+33 (0)6.12.34.56.78", "06 12 34 56 78"],
    ["02 38 32 06 31", "02 38 32 06 31"],
    ["+32 470 12 34 56", "+32470123456"],
  ])("%s is %s", (typed, value) => {
    expect(phone(typed)).toEqual({ value });
  });
  test.each(["0012345678", "06 12", "0000000000", "12", "=1+1", "06123456789012345678901234567890"])(
    "%s does not exist",
    (typed) => {
      expect(phone(typed)).toHaveProperty("fault");
    },
  );
  test("left empty is none", () => {
    expect(phone("  ")).toEqual({ value: null });
  });
});

describe("An address", () => {
  const good = { lines: ["1 place Denis Poisson", ""], postcode: "45300", town: "Pithiviers" };
  test("is kept without its empty lines", () => {
    expect(address(good)).toEqual({ value: { ...good, lines: ["1 place Denis Poisson"] } });
  });
  test.each(["00000", "96000", "99123", "45301", "75021", "97499", "98123", "4530", "ABCDE!", ""])(
    "with the postcode %s does not exist",
    (postcode) => {
      expect(address({ ...good, postcode })).toMatchObject({ at: "postcode" });
    },
  );
  test.each(["01000", "06000", "20090", "45300", "75116", "97411", "97680", "98000", "98800", "BS1 4ST"])(
    "with the postcode %s does",
    (postcode) => {
      expect(address({ ...good, postcode })).toHaveProperty("value");
    },
  );
  test("of an organisation's mail is in no list of municipalities", () => {
    expect(address({ ...good, postcode: "45304", town: "Pithiviers Cedex" })).toHaveProperty("value");
    expect(address({ ...good, postcode: "99304", town: "Pithiviers Cedex" })).toMatchObject({ at: "postcode" });
  });
  test("without a street or a town says which", () => {
    expect(address({ ...good, lines: [] })).toMatchObject({ at: "line1" });
    expect(address({ ...good, town: "" })).toMatchObject({ at: "town" });
  });
});

describe("A birth", () => {
  const born = (given: FieldValue) => read(newChildSection, "birthDate", given);
  test("in the future, of a grown-up, or on no day is refused", () => {
    for (const day of ["2026-11-27", "2008-11-26", "2025-02-30", "hier", "0001-01-01"])
      expect(born(day)).toHaveProperty("fault");
  });
  test("of today is one", () => {
    expect(born("2026-11-26")).toEqual({ value: "2026-11-26" });
  });
});

describe("An adult's birth", () => {
  const born = (given: FieldValue) => read(newAdultSection, "birthDate", given);
  test("in the future, of a child, of nobody alive or on no day is refused", () => {
    for (const day of ["2026-11-27", "2020-01-01", "1899-01-01", "1990-02-30", "hier"])
      expect(born(day)).toHaveProperty("fault");
  });
  test("of a grown-up is one", () => {
    expect(born("1988-02-29")).toEqual({ value: "1988-02-29" });
  });
});

describe("A departure", () => {
  const from = (given: FieldValue) => read(adultLeavingSection, "from", given);
  test("of another century is a slip of the year", () => {
    for (const day of ["2062-11-26", "1926-11-26", "2026-02-30"]) expect(from(day)).toHaveProperty("fault");
  });
  test.each(["2026-09-01", "2026-11-26", "2027-01-04"])("on %s is one", (day) => {
    expect(from(day)).toEqual({ value: day });
  });
});

describe("Text", () => {
  test("of HTML or a formula stays text, and never a name", () => {
    const script = '<img src=x onerror="alert(1)">';
    expect(read(adultSection, "profession", script)).toEqual({ value: script });
    expect(read(adultSection, "employer", "=cmd|'/c calc'!A1")).toEqual({ value: "=cmd|'/c calc'!A1" });
    expect(read(adultSection, "lastName", script)).toHaveProperty("fault");
    expect(read(adultSection, "firstName", "d’Artagnan Anne-Lise")).toEqual({ value: "d’Artagnan Anne-Lise" });
  });
});

describe("A figure of a quotient", () => {
  const figure = (name: string, kind: (typeof quotientKinds)[number] = "caf") => {
    const section = quotientPapersSection({ kind, validity: { months: 12 } });
    return (given: FieldValue) => read(section, name, given);
  };
  test("is zero, which is not none", () => {
    for (const zero of [0, -0]) expect(figure("yearlyIncome")(zero)).toEqual({ value: 0 });
    expect(figure("yearlyIncome")(null)).toEqual({ value: null });
  });
  test.each([-1, 1.5, 100_000_001, NaN, Infinity, "24000", "beaucoup", true, [], {}])("is not %s", (given) => {
    expect(figure("yearlyIncome")(given)).toHaveProperty("fault");
  });
  test("of people and parts is of a household that can be", () => {
    for (const [name, kind, most] of [
      ["children", "caf", 20],
      ["persons", "perPerson", 30],
      ["quarterParts", "fiscal", 80],
    ] as const) {
      expect(figure(name, kind)(most)).toEqual({ value: most });
      expect(figure(name, kind)(most + 1)).toHaveProperty("fault");
    }
    expect(figure("children")(0)).toEqual({ value: 0 });
    expect(figure("persons", "perPerson")(0)).toHaveProperty("fault");
    expect(figure("quarterParts", "fiscal")(3)).toHaveProperty("fault");
  });
});

const sections: readonly Section[] = [
  adultSection,
  newAdultSection,
  adultLeavingSection,
  childSection,
  childLeavingSection,
  householdSection,
  newChildSection,
  ...quotientKinds.map((kind) => quotientPapersSection({ kind, validity: { months: 12 } })),
];
const anything: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.boolean(),
  fc.double(),
  fc.array(fc.string()),
  fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.string()))),
);

test("Whatever is sent, a field answers with a value that it reads again the same, or a sentence", () => {
  fc.assert(
    fc.property(anything, (given) => {
      for (const section of sections)
        for (const field of section.fields) {
          const reading = field.read(given, { today });
          if ("fault" in reading) {
            expect(reading.fault.length).toBeGreaterThan(10);
            continue;
          }
          expect(isFieldValue(reading.value)).toBe(true);
          expect(field.read(reading.value, { today })).toEqual(reading);
          if (reading.value !== null) expect(field.say(reading.value, {}).length).toBeGreaterThan(0);
        }
    }),
    { numRuns: 500 },
  );
});
