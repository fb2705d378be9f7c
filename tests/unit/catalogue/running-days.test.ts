import { expect, test } from "vitest";
import { dayKind } from "../../../functions/calendar/rules/school-calendar.ts";
import { daysFrom, weekdayOf } from "../../../functions/kernel/time.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { day } from "./samples.ts";

test("zone B: first day off, last day off and the morning school resumes", () => {
  const kinds = (dates: readonly string[]) => dates.map((date) => dayKind(day(date), zoneB).kind);
  expect(kinds(["2025-10-17", "2025-10-18", "2025-11-02", "2025-11-03"])).toEqual([
    "schoolTime",
    "holidays",
    "holidays",
    "schoolTime",
  ]);
  expect(kinds(["2026-02-13", "2026-02-14", "2026-03-01", "2026-03-02"])).toEqual([
    "schoolTime",
    "holidays",
    "holidays",
    "schoolTime",
  ]);
  expect(kinds(["2026-05-14", "2026-05-15", "2026-05-16", "2026-05-18"])).toEqual([
    "publicHoliday",
    "bridge",
    "bridge",
    "schoolTime",
  ]);
  expect(kinds(["2026-07-03", "2026-07-04", "2026-07-14", "2026-08-31", "2026-09-01"])).toEqual([
    "schoolTime",
    "holidays",
    "publicHoliday",
    "holidays",
    "schoolTime",
  ]);
  expect(kinds(["2027-02-19", "2027-02-20", "2027-03-07", "2027-03-08"])).toEqual([
    "schoolTime",
    "holidays",
    "holidays",
    "schoolTime",
  ]);
  expect(kinds(["2027-05-06", "2027-05-07", "2027-09-01", "2027-09-02"])).toEqual([
    "publicHoliday",
    "bridge",
    "holidays",
    "unknown",
  ]);
  expect(kinds(["2025-08-31", "2028-12-25"])).toEqual(["unknown", "publicHoliday"]);
});

test("2026-27 has 35 Wednesdays of school, Armistice not among them", () => {
  const wednesdays = daysFrom(day("2026-09-01"), day("2027-07-02")).filter(
    (date) => weekdayOf(date) === 3 && dayKind(date, zoneB).kind === "schoolTime",
  );
  expect(wednesdays).toHaveLength(35);
  expect(wednesdays).not.toContain("2026-11-11");
});
