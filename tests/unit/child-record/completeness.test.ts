import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  askedOfChild,
  fieldAddress,
  isAllowed,
  missingFields,
  unansweredPermissions,
  vaccinesOn,
} from "../../../functions/child-record/rules/completeness.ts";
import { healthFields, recordFields, type ChildField } from "../../../functions/child-record/rules/fields.ts";
import { id } from "../../../functions/kernel/ids.ts";

/** What holds of a town that says nothing. */
const usual = askedOfChild(undefined);
const today = id("PlainDate", "2026-11-26");

describe("A child's record", () => {
  test("of which nothing was said lacks all that is required, in the order of the page", () => {
    expect(missingFields({}, usual)).toEqual([
      "contacts",
      "leaveAlone",
      "emergencyCare",
      "doctor",
      "allergies",
      "diet",
      "carePlan",
    ]);
  });

  test("is complete once the required fields are said, whatever they say", () => {
    expect(
      missingFields(
        {
          record: { said: ["contacts", "leaveAlone", "emergencyCare", "doctor"], allowed: [] },
          health: { said: ["allergies", "diet", "carePlan"], lackingFrom: null },
        },
        usual,
      ),
    ).toEqual([]);
  });

  test("lacks exactly what the town requires and nobody has said", () => {
    const all: readonly ChildField[] = [...recordFields, ...healthFields];
    fc.assert(
      fc.property(fc.subarray([...all]), fc.subarray([...all]), (required, said) => {
        const missing = missingFields({ record: { said, allowed: [] } }, { required });
        for (const field of all)
          expect(missing.includes(field)).toBe(required.includes(field) && !said.includes(field));
      }),
    );
  });

  test("names a field's own place", () => {
    expect(usual.required.map((field) => fieldAddress("E1", field))[3]).toBe("/fiche-enfant/E1#doctor");
  });
});

describe("Consents", () => {
  test("that nobody has given allow nothing, and are asked for", () => {
    expect(isAllowed({}, "photo")).toBe(false);
    expect(unansweredPermissions({}, usual)).toHaveLength(5);
  });

  test("that were refused are answered, and allow nothing", () => {
    const of = { record: { said: ["photo", "outings"], allowed: ["outings"] } };
    expect(unansweredPermissions(of, usual)).toEqual(["leaveAlone", "transport", "emergencyCare"]);
    expect(isAllowed(of, "photo")).toBe(false);
    expect(isAllowed(of, "outings")).toBe(true);
  });
});

describe("Vaccines, as an admission asks for them", () => {
  test("are unknown until somebody has entered them", () => {
    expect(vaccinesOn({}, today, null)).toEqual({ state: "unsaid" });
    expect(vaccinesOn({ health: { said: ["diet"], lackingFrom: null } }, today, null)).toEqual({ state: "unsaid" });
  });

  test("are judged by since when one lacks", () => {
    const said = ["vaccines"];
    expect(vaccinesOn({ health: { said, lackingFrom: null } }, today, null)).toEqual({ state: "inOrder" });
    expect(
      vaccinesOn(
        { health: { said, lackingFrom: id("PlainDate", "2020-01-01") } },
        today,
        id("PlainDate", "2026-01-05"),
      ),
    ).toEqual({ state: "refused", since: "2026-04-05" });
  });
});
