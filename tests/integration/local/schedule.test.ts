/** EventBridge Scheduler's expressions in the town's time zone. */
import { describe, expect, it } from "vitest";
import { parseSchedule } from "../../../infra/local/schedule/expression.ts";

const paris = "Europe/Paris";
const next = (expression: string, after: string): string | null => {
  const moment = parseSchedule(expression, paris, Date.parse("2026-01-01T00:00:00Z"))(Date.parse(after));
  return moment === null ? null : new Date(moment).toISOString();
};

describe("cron", () => {
  it.each([
    ["every night at 3:15, summer time", "cron(15 3 * * ? *)", "2026-07-01T00:00:00Z", "2026-07-01T01:15:00.000Z"],
    ["every night at 3:15, winter time", "cron(15 3 * * ? *)", "2026-12-01T00:00:00Z", "2026-12-01T02:15:00.000Z"],
    ["strictly after", "cron(15 3 * * ? *)", "2026-12-01T02:15:00Z", "2026-12-02T02:15:00.000Z"],
    ["working days", "cron(0 8 ? * MON-FRI *)", "2026-11-27T10:00:00Z", "2026-11-30T07:00:00.000Z"],
    ["Sunday is 1", "cron(0 8 ? * 1 *)", "2026-11-23T10:00:00Z", "2026-11-29T07:00:00.000Z"],
    ["steps and lists", "cron(0/20 8,18 * * ? *)", "2026-11-23T07:20:00Z", "2026-11-23T07:40:00.000Z"],
    ["the first of a month, by name", "cron(0 0 1 JAN,SEP ? *)", "2026-09-02T00:00:00Z", "2026-12-31T23:00:00.000Z"],
    ["a day that not every year has", "cron(0 12 29 2 ? *)", "2026-01-01T00:00:00Z", "2028-02-29T11:00:00.000Z"],
    ["a year that is over", "cron(0 12 1 1 ? 2025)", "2026-01-01T00:00:00Z", null],
    ["skips the hour that spring leaves out", "cron(30 2 * * ? *)", "2027-03-27T12:00:00Z", "2027-03-29T00:30:00.000Z"],
    [
      "runs once in the hour that autumn repeats",
      "cron(30 2 * * ? *)",
      "2026-10-25T00:30:00Z",
      "2026-10-26T01:30:00.000Z",
    ],
  ])("%s", (_, expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });
});

describe("rate and at", () => {
  it.each([
    ["rate(5 minutes)", "2026-11-23T08:02:00Z", "2026-11-23T08:05:00.000Z"],
    ["rate(1 hour)", "2026-11-23T08:00:00Z", "2026-11-23T09:00:00.000Z"],
    ["rate(1 day)", "2026-11-23T08:00:00Z", "2026-11-24T00:00:00.000Z"],
    ["at(2026-11-23T10:00:00)", "2026-11-23T08:00:00Z", "2026-11-23T09:00:00.000Z"],
    ["at(2026-11-23T08:00:00)", "2026-11-23T08:00:00Z", null],
  ])("%s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });
});

it.each([
  "cron(15 3 * * ?)",
  "cron(61 3 * * ? *)",
  "cron(0 8 L * ? *)",
  "cron(0 8 ? * MON#1 *)",
  "rate(0 minutes)",
  "rate(five minutes)",
  "at(tomorrow)",
  "every night",
])("refuses %s by name", (expression) => {
  expect(() => next(expression, "2026-01-01T00:00:00Z")).toThrow(expression);
});
