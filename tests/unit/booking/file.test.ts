/** What a child's record lacks keeps it from being booked where the activity asks for it: named, with the way to the very field. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { missingFor } from "../../../functions/booking/rules/file.ts";
import { missingHref, refusalView } from "../../../functions/booking/views.ts";
import type { Activity, Requirement } from "../../../functions/catalogue/rules/catalogue.ts";
import type { FileRules } from "../../../functions/catalogue/rules/file-rules.ts";
import { askedOfChild } from "../../../functions/child-record/rules/completeness.ts";
import { healthFields, permissions, recordFields } from "../../../functions/child-record/rules/fields.ts";
import type { Child } from "../../../functions/family/rules/family.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { day, instant, lou, wednesdays } from "../catalogue/samples.ts";

const now = instant("2026-11-23T08:00:00Z");
const date = day("2026-12-09");
const asking = (...requires: readonly Requirement[]): Activity => ({
  ...wednesdays,
  eligibility: { ...wednesdays.eligibility, requires },
});
const whole: Child = {
  ...lou,
  record: { version: 1, said: [...recordFields], allowed: [] },
  health: { version: 1, said: [...healthFields], lackingFrom: null },
};
const missing = (activity: Activity, child: Child, byStaff = false, file?: FileRules) =>
  missingFor(activity, { child, household: {}, date, now, file }, { byStaff });

test("a child whose file says everything lacks nothing, whatever it says no to", () => {
  expect(missing(asking("record", "vaccines", "consents"), whole)).toEqual([]);
});

test("fields that nobody has answered are named, each where it is asked for, and the first is where the link leads", () => {
  const [first, ...others] = missing(asking("record", "consents", "vaccines"), lou);
  expect(first).toMatchObject({
    what: "record",
    fields: expect.arrayContaining([...askedOfChild(undefined).required]) as unknown,
  });
  expect(others).toMatchObject([
    { what: "consents", fields: [...permissions] },
    { what: "vaccines", fields: ["vaccines"] },
  ]);
  const child = {
    ...whole,
    record: { version: 1, said: recordFields.filter((field) => field !== "doctor"), allowed: [] },
  };
  const found = missing(asking("record"), child);
  const [lacks] = found;
  if (!lacks) throw new Error("Nothing is missing");
  expect(missingHref(lacks, lou.id)).toBe("/fiche-enfant/E1#doctor");
  const view = refusalView(
    { code: "fileIncomplete", firstName: "Lou", childId: lou.id, missing: found },
    now,
    "family",
  );
  expect(view.sentence).toContain("Médecin");
  expect(view.href).toBe("/fiche-enfant/E1#doctor");
});

test("what the town does not require is not missed, what it requires besides is, and a consent that it does not ask for neither", () => {
  const rule = { shown: true, required: false, change: "atOnce", documents: [] } as const;
  const file: FileRules = {
    childRecord: {
      doctor: rule,
      insurance: { ...rule, required: true },
      photo: { ...rule, shown: false },
    },
    childHealth: { diet: { ...rule, shown: false } },
  };
  const [record, consents] = missing(asking("record", "consents"), lou, false, file);
  expect(record).toMatchObject({
    fields: ["contacts", "leaveAlone", "emergencyCare", "insurance", "allergies", "carePlan"],
  });
  expect(consents).toMatchObject({ fields: ["leaveAlone", "outings", "transport", "emergencyCare"] });
});

test("a vaccine that is lacking admits for three months, from the first day of the enrolment where there is one", () => {
  const lacking = (from: string): Child => ({
    ...whole,
    health: { version: 1, said: [...healthFields], lackingFrom: day(from) },
  });
  const enrolled = (from: string, child: Child): Child => ({
    ...child,
    enrolments: [
      {
        id: id("EnrolmentId", "enrolment-0000000001"),
        activityId: wednesdays.id,
        from: day(from),
        to: day("2027-06-30"),
        standing: "accepted",
      },
    ],
  });
  const activity = asking("vaccines");
  expect(missing(activity, lacking("2027-01-01"))).toEqual([]);
  expect(missing(activity, enrolled("2026-10-01", lacking("2025-01-01")))).toEqual([]);
  expect(missing(activity, enrolled("2026-09-02", lacking("2025-01-01")))).toMatchObject([{ what: "vaccines" }]);
});

test("the three months are counted once, from the first day that the child comes, whatever the activity, the year and the basket", () => {
  const lacking: Child = { ...whole, health: { version: 1, said: [...healthFields], lackingFrom: day("2025-01-01") } };
  const activity = asking("vaccines");
  const with_ = (child: Child, ...coming: readonly string[]) =>
    missingFor(
      activity,
      { child, household: {}, date, now, file: undefined, coming: coming.map((one) => day(one)) },
      { byStaff: false },
    );
  // It never came: that day is the first.
  expect(with_(lacking)).toEqual([]);
  expect(with_({ ...lacking, admittedOn: day("2026-09-10") })).toEqual([]);
  expect(with_({ ...lacking, admittedOn: day("2026-09-09") })).toMatchObject([{ what: "vaccines" }]);
  expect(with_({ ...lacking, admittedOn: day("2022-09-01") })).toMatchObject([{ what: "vaccines" }]);
  // An earlier day of the same basket is its first; a later one is not.
  expect(with_(lacking, "2026-12-02", "2026-09-09")).toMatchObject([{ what: "vaccines" }]);
  expect(with_(lacking, "2026-12-16")).toEqual([]);
  expect(with_({ ...lacking, admittedOn: day("2026-12-16") })).toEqual([]);
});

test("nothing is asked at the desk, at the canteen, nor of an activity that asks for nothing", () => {
  fc.assert(
    fc.property(fc.subarray<Requirement>(["record", "vaccines", "consents", "certification"]), (requires) => {
      expect(missing(asking(...requires), lou, true)).toEqual([]);
      expect(missing({ ...asking(...requires), kind: "canteen" }, lou)).toEqual([]);
      // Each word asks for itself alone.
      expect(
        missing(asking(...requires), lou)
          .map(({ what }) => what)
          .toSorted(),
      ).toEqual(requires.toSorted());
    }),
  );
});
