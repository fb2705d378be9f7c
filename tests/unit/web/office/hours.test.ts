/** Whether the office is open, and when it opens. */
import { describe, expect, it } from "vitest";
import { openingAt, parisClock, type Hours } from "../../../../web/shared/office/hours.ts";

describe("the office's hours", () => {
  const shut = { morning: null, afternoon: null };
  const hours: Hours = {
    monday: { morning: { from: "08:30", to: "12:00" }, afternoon: { from: "13:30", to: "17:00" } },
    tuesday: shut,
    wednesday: { morning: { from: "08:30", to: "12:00" }, afternoon: null },
    thursday: shut,
    friday: shut,
    saturday: shut,
    sunday: shut,
  };
  const open = (day: number, time: string) => openingAt(hours, { day, time });

  it("says until when it is open", () => expect(open(0, "08:30")).toEqual({ open: true, until: "12:00" }));
  it("is closed at the minute it closes", () =>
    expect(open(0, "12:00")).toEqual({ open: false, next: { day: "monday", inDays: 0, at: "13:30" } }));
  it("finds the next day that opens", () =>
    expect(open(0, "17:00")).toEqual({ open: false, next: { day: "wednesday", inDays: 2, at: "08:30" } }));
  it("goes round the week", () =>
    expect(open(2, "12:30")).toEqual({ open: false, next: { day: "monday", inDays: 5, at: "08:30" } }));
  it("admits an office that never opens", () =>
    expect(openingAt({ ...hours, monday: shut, wednesday: shut }, { day: 0, time: "09:00" })).toEqual({
      open: false,
      next: null,
    }));
  it("reads the clock in Paris, whatever the device's zone", () => {
    expect(parisClock(Date.parse("2026-11-23T23:30:00Z"))).toEqual({ day: 1, time: "00:30" });
    expect(parisClock(Date.parse("2026-07-05T22:30:00Z"))).toEqual({ day: 0, time: "00:30" });
  });
});
