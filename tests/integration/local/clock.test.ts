/** PORTAIL_NOW: another now, and everything else about dates as it was. */
import { afterAll, expect, it } from "vitest";
import { moveClock, offsetOf } from "../../../infra/local/clock.ts";

const RealDate = Date;
afterAll(() => {
  globalThis.Date = RealDate;
});

it("is a moment, or an error that says so in French", () => {
  expect(offsetOf(undefined)).toBe(0);
  expect(offsetOf("")).toBe(0);
  expect(
    Math.abs(offsetOf("2026-09-01T08:00:00Z") - (RealDate.parse("2026-09-01T08:00:00Z") - RealDate.now())),
  ).toBeLessThan(1_000);
  expect(() => offsetOf("demain")).toThrow("PORTAIL_NOW n’est pas une date");
});

it("moves now and leaves the rest", () => {
  moveClock(offsetOf("2030-02-03T04:05:00Z"));
  expect(new Date().toISOString()).toMatch(/^2030-02-03T04:05:0/);
  expect(new Date(Date.now()).toISOString()).toMatch(/^2030-02-03T04:05:0/);
  expect(Date()).toMatch(/2030/);
  expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
  expect(new Date(2026, 0, 2).getFullYear()).toBe(2026);
  expect(Date.parse("1970-01-01T00:00:01Z")).toBe(1_000);
  expect(Date.UTC(1970, 0, 1)).toBe(0);
  expect(new Date()).toBeInstanceOf(Date);
  expect(new Date()).toBeInstanceOf(RealDate);
});

it("counts from the real now each time, and 0 changes nothing", () => {
  moveClock(offsetOf("2031-01-01T00:00:00Z"));
  moveClock(0);
  expect(new Date().getUTCFullYear()).toBe(2031);
});
