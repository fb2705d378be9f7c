/** What a one-time schedule was put with is what its function reads, whichever version of the code put it. */
import { expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { readTimedInput, type TimedInput } from "../../../functions/wiring/timed-input.ts";

const offer = {
  familyCode: id("FamilyCode", "ABC4821"),
  childId: id("ChildId", "1"),
  date: id("PlainDate", "2026-12-09"),
  activityId: id("ActivityId", "mercredis"),
  unitId: id("UnitId", "journee"),
  siteId: id("SiteId", "tilleuls"),
  until: id("Instant", "2026-12-01T10:00:00Z"),
};
const act = { familyCode: offer.familyCode };
const day = { siteId: offer.siteId, date: offer.date };
const inputs: readonly TimedInput[] = [
  { ...offer, generation: 2 },
  { ...act, requestToken: "dGVzdA01" },
  { ...act, leavingGuardian: id("GuardianId", "2") },
  { ...act, childId: offer.childId, changedIn: "2026-11-23T09", byOffice: true },
  day,
];

test.each(inputs)("%o arrives as it was put", (input) => {
  expect(readTimedInput(JSON.parse(JSON.stringify(input)))).toEqual(input);
});

test("What was put under earlier names is still done", () => {
  expect(readTimedInput({ ...offer, turn: 2 })).toEqual({ ...offer, generation: 2 });
  expect(readTimedInput({ ...act, mark: "dGVzdA01" })).toEqual({ ...act, requestToken: "dGVzdA01" });
});

test.each([[{}], [null], [{ ...act, requestToken: 3 }], [{ familyCode: "abc" }]])("%o is nothing to do", (event) => {
  expect(() => readTimedInput(event)).toThrow();
});
