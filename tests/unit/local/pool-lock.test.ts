/** The local pool's lock, as AWS documents it: five free, then twice as long each time; a quarter of an hour forgives. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLimits } from "../../../infra/local/cognito/limits.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Seconds for which the user is locked after that many wrong passwords, each as soon as it is let through. */
function lockAfter(wrong: number, limits = createLimits()): number {
  for (let i = 0; i < wrong; i += 1) {
    if (i > 0) wait(lock(limits));
    limits.passwordWas("P1", false);
  }
  return lock(limits);
}
const wait = (seconds: number): void => {
  vi.setSystemTime(Date.now() + seconds * 1000);
};
/** Tells without trying: a try would count as one. */
function lock(limits: ReturnType<typeof createLimits>): number {
  const now = Date.now();
  for (let seconds = 0; ; seconds += 1) {
    vi.setSystemTime(now + seconds * 1000);
    try {
      limits.checkPassword("P1");
      vi.setSystemTime(now);
      return seconds;
    } catch {
      continue; // Locked still.
    }
  }
}

test.each([
  [4, 0],
  [5, 1],
  [6, 2],
  [10, 32],
])("after %i wrong passwords it waits %i seconds", (wrong, seconds) => {
  expect(lockAfter(wrong)).toBe(seconds);
});

test("a right one begins anew, and so does a quarter of an hour without any", () => {
  const limits = createLimits();
  lockAfter(6, limits);
  limits.passwordWas("P1", true);
  expect(lockAfter(4, limits)).toBe(0);
  wait(900);
  expect(lockAfter(4, limits)).toBe(0);
  limits.passwordWas("P1", false);
  expect(lock(limits)).toBe(1);
});
