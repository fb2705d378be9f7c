import Holidays from "date-holidays";
import { describe, expect, test } from "vitest";
import { localHolidays, publicHolidayOn, publicHolidays } from "../../../functions/calendar/rules/public-holidays.ts";
import { dayKind, type SchoolCalendar } from "../../../functions/calendar/rules/school-calendar.ts";
import { dayFactsOf } from "../../../functions/catalogue/rules/day-facts.ts";
import { deadlineInstant, type Deadline } from "../../../functions/catalogue/rules/deadlines.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { addDays, daysFrom, instantToLocal } from "../../../functions/kernel/time.ts";

describe("The public holidays of 1990 to 2060", () => {
  const reference = new Holidays("FR");
  const years = Array.from({ length: 71 }, (_, index) => 1990 + index);
  test.each(years)("%i", (year) => {
    // Easter and Whit Sunday are holidays too, but of every year and on a day off anyway: the law does not count them.
    const expected = new Set(
      reference
        .getHolidays(year)
        .filter(({ type, rule }) => type === "public" && rule !== "easter" && rule !== "easter 49")
        .map(({ date }) => date.slice(0, 10)),
    );
    expect([...publicHolidays(year).keys()].sort()).toEqual([...expected].sort());
  });

  test("are eleven, fewer when Ascension meets another", () => {
    expect(publicHolidays(2026).size).toBe(11);
    expect(publicHolidays(2008).size).toBe(10);
  });
});

/** Alsace and Moselle: two days more, which zone B's other towns work on. */
describe("The public holidays of Haut-Rhin, Bas-Rhin and Moselle", () => {
  const years = Array.from({ length: 71 }, (_, index) => 1990 + index);
  test.each(["57", "67", "68"])("of department %s, 1990 to 2060", (department) => {
    const reference = new Holidays("FR", department);
    for (const year of years) {
      const expected = reference
        .getHolidays(year)
        .filter(({ type, rule }) => type === "public" && rule !== "easter" && rule !== "easter 49")
        .map(({ date }) => date.slice(0, 10));
      const days = daysFrom(id("PlainDate", `${year}-01-01`), id("PlainDate", `${year}-12-31`));
      const found = days.filter((date) => publicHolidayOn(date, localHolidays) !== null);
      expect(found, String(year)).toEqual([...new Set(expected)].sort());
    }
  });

  const [goodFriday, secondDay] = [id("PlainDate", "2027-03-26"), id("PlainDate", "2026-12-26")];
  const calendar: SchoolCalendar = {
    zone: "B",
    schoolYear: "2026-2027",
    starts: id("PlainDate", "2026-09-01"),
    ends: id("PlainDate", "2027-09-01"),
    holidays: [],
    bridges: [],
  };
  const kinds = (local: SchoolCalendar["localHolidays"]) =>
    [goodFriday, secondDay].map((date) => {
      const kind = dayKind(date, [{ ...calendar, localHolidays: local }]);
      return kind.kind === "publicHoliday" ? kind.holiday : kind.kind;
    });

  test("are those that the town's calendar says: no Good Friday where there is no Protestant church", () => {
    expect(kinds(undefined)).toEqual(["schoolTime", "schoolTime"]);
    expect(kinds(["secondChristmasDay"])).toEqual(["schoolTime", "secondChristmasDay"]);
    expect(kinds(localHolidays)).toEqual(["goodFriday", "secondChristmasDay"]);
  });

  test("count for deadlines: the eve of Good Friday is a working day earlier", () => {
    const runs = { weekdays: [1], during: "always", onBridgeDays: false } as const;
    // Tuesday after Easter Monday.
    const tuesday = addDays(goodFriday, 4);
    const eve: Deadline = { kind: "days", days: 1, counting: "ouvrés", at: "10:00" };
    const until = (local: SchoolCalendar["localHolidays"]) => {
      const facts = dayFactsOf(runs, [{ ...calendar, localHolidays: local }]);
      const starts = { activity: tuesday, holidays: tuesday, window: tuesday };
      return instantToLocal(deadlineInstant(eve, { date: tuesday, startsAt: "08:00", starts, facts }));
    };
    expect(until(undefined)).toEqual({ date: goodFriday, time: "10:00" });
    expect(until(localHolidays)).toEqual({ date: addDays(goodFriday, -1), time: "10:00" });
  });
});
