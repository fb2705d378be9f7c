/** Which days « Mes réservations » reads and shows. */
import { describe, expect, it } from "vitest";
import { id } from "../../../../functions/kernel/ids.ts";
import { periodOf } from "../../../../web/parents/booking/list/period.ts";
import { spanAhead } from "../../../../web/parents/booking/span.ts";

const date = (text: string) => id("PlainDate", text);

describe("a period on screen", () => {
  it("is the month or the week of a day, and those around it", () => {
    expect(periodOf("month", date("2026-12-31"))).toEqual({ kind: "month", from: "2026-12-01", to: "2026-12-31" });
    expect(periodOf("month", date("2026-12-31"), 2)).toEqual({ kind: "month", from: "2027-02-01", to: "2027-02-28" });
    expect(periodOf("week", date("2027-01-03"))).toEqual({ kind: "week", from: "2026-12-28", to: "2027-01-03" });
    expect(periodOf("week", date("2026-12-28"), -1)).toEqual({ kind: "week", from: "2026-12-21", to: "2026-12-27" });
  });
});

describe("what is read ahead", () => {
  it.each([
    ["the month of today from its first day", "2026-11-25", "2026-11-01"],
    ["the week of today from its Monday, when the month is younger", "2026-12-02", "2026-11-30"],
    ["both at once", "2027-02-01", "2027-02-01"],
  ])("covers %s", (_, today, from) => {
    expect(spanAhead(date(today)).from).toBe(from);
  });
});
