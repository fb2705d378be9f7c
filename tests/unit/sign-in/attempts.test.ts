import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import {
  anythingFromOneNetwork,
  codesFromOnePlace,
  codesOfOneLogin,
  mailsFromOnePlace,
  mailsToOneLogin,
  oneMore,
  signInFromOnePlace,
  signInFromStrangers,
  waitBefore,
  type AttemptPolicy,
  type AttemptRecord,
} from "../../../functions/sign-in/rules/attempts.ts";
import { id } from "../../../functions/kernel/ids.ts";

const start = id("Instant", "2026-11-23T08:00:00Z");
const policies = {
  signInFromOnePlace,
  signInFromStrangers,
  anythingFromOneNetwork,
  mailsFromOnePlace,
  mailsToOneLogin,
  codesFromOnePlace,
  codesOfOneLogin,
};

/** How many attempts someone gets through in `seconds`, trying again as soon as it is allowed. */
function greatestNumber(policy: AttemptPolicy, seconds: number): number {
  let record: AttemptRecord | null = null;
  let now = start;
  let made = 0;
  const end = plusSeconds(start, seconds);
  while (now < end) {
    const wait = waitBefore(policy, record, now);
    if (wait > 0) now = plusSeconds(now, wait);
    else {
      record = oneMore(policy, record, now);
      made += 1;
    }
  }
  return made;
}

describe("attempts", () => {
  test.each(Object.entries(policies))("%s: the first ones cost nothing, then delays grow, and end", (_, policy) => {
    let record: AttemptRecord | null = null;
    const waits: number[] = [];
    for (let attempt = 0; attempt < policy.free + 20; attempt += 1) {
      waits.push(waitBefore(policy, record, start));
      record = oneMore(policy, record, start);
    }
    expect(waits.slice(0, policy.free).every((wait) => wait === 0)).toBe(true);
    expect(waits[policy.free]).toBe(policy.firstDelay);
    expect(waits.toSorted((one, other) => one - other)).toEqual(waits);
    expect(waits.at(-1)).toBe(policy.longestDelay);
  });

  test("strangers together never make a new device of the owner's wait for more than five minutes", () => {
    expect(signInFromStrangers.longestDelay).toBeLessThanOrEqual(300);
  });

  test("a known place stays known as it fails", () => {
    expect(oneMore(signInFromOnePlace, { count: 3, lastAt: start, known: true }, start)).toEqual({
      count: 4,
      lastAt: start,
      known: true,
    });
  });

  test("after the memory has passed, everything is forgotten", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(policies)), fc.integer({ min: 1, max: 10_000 }), (policy, count) => {
        const record = { count, lastAt: start };
        expect(waitBefore(policy, record, plusSeconds(start, policy.memory))).toBe(0);
        expect(oneMore(policy, record, plusSeconds(start, policy.memory)).count).toBe(1);
      }),
    );
  });

  test("a six-digit code cannot be guessed within its hour: under 1 in 40,000", () => {
    expect(greatestNumber(codesOfOneLogin, 3600) / 1_000_000).toBeLessThan(1 / 40_000);
  });
});
