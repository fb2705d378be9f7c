import Holidays from "date-holidays";
import { describe, expect, test } from "vitest";
import { publicHolidays } from "../../../functions/calendar/rules/public-holidays.ts";

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
