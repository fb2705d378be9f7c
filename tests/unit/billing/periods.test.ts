/** Months that nobody has billed. */
import { expect, test } from "vitest";
import { forgottenMonths } from "../../../functions/billing/rules/periods.ts";
import { id } from "../../../functions/kernel/ids.ts";

const month = (text: string) => id("PlainMonth", text);
const months = ["2026-10", "2026-09", "2026-08", "2026-07"].map(month);
const today = (text: string) => id("PlainDate", text);

test("a month that follows a billed one is forgotten once ten days have passed, and one before the first never is", () => {
  expect(forgottenMonths(months, [month("2026-08")], today("2026-11-10"))).toEqual([month("2026-09")]);
  expect(forgottenMonths(months, [month("2026-08")], today("2026-11-11"))).toEqual([
    month("2026-10"),
    month("2026-09"),
  ]);
  expect(forgottenMonths(months, [month("2026-10"), month("2026-08")], today("2026-11-26"))).toEqual([
    month("2026-09"),
  ]);
  expect(forgottenMonths(months, [], today("2026-11-26"))).toEqual([]);
});
