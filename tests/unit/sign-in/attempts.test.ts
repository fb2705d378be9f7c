import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import {
  anythingFromOneNetwork,
  codesFromOnePlace,
  codesOfOneLogin,
  codesOfOthers,
  codesOfThoseWhoAsked,
  mailsFromOnePlace,
  mailsToOneLogin,
  oneMore,
  signInFromOneDevice,
  signInFromOneNetwork,
  signInFromStrangers,
  waitBefore,
  type AttemptPolicy,
  type AttemptRecord,
} from "../../../functions/sign-in/rules/attempts.ts";
import { id } from "../../../functions/kernel/ids.ts";

const start = id("Instant", "2026-11-23T08:00:00Z");
const policies = {
  signInFromOneDevice,
  signInFromOneNetwork,
  signInFromStrangers,
  anythingFromOneNetwork,
  mailsFromOnePlace,
  mailsToOneLogin,
  codesFromOnePlace,
  codesOfOneLogin,
  codesOfOthers,
  codesOfThoseWhoAsked,
};

/** When someone gets through in `seconds`, trying again as soon as it is allowed: seconds from the start. */
function moments(policy: AttemptPolicy, seconds: number): readonly number[] {
  let record: AttemptRecord | null = null;
  let now = start;
  const made: number[] = [];
  const end = plusSeconds(start, seconds);
  while (now < end) {
    const wait = waitBefore(policy, record, now);
    if (wait > 0) now = plusSeconds(now, wait);
    else {
      record = oneMore(policy, record, now);
      made.push((Date.parse(now) - Date.parse(start)) / 1000);
    }
  }
  return made;
}
const greatestNumber = (policy: AttemptPolicy, seconds: number): number => moments(policy, seconds).length;
/** The most of them in any one hour of a day. */
const mostInAnHour = (policy: AttemptPolicy): number => {
  const all = moments(policy, 86_400);
  return Math.max(...all.map((from) => all.filter((at) => at >= from && at < from + 3600).length));
};

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

  /** The pool locks at the fifth wrong password in a row; a quarter of an hour without any begins a new row. */
  const longestRow = (all: readonly number[]): number => {
    let row = 0;
    return Math.max(...all.map((at, i) => (row = at - (all[i - 1] ?? at) >= 900 ? 1 : row + 1)));
  };
  test("strangers together never bring the pool to its lock, however long they go on", () => {
    expect(longestRow(moments(signInFromStrangers, 7 * 86_400))).toBeLessThan(5);
  });
  test("nor do they and a network where the owner has signed in bring it to more than ten seconds", () => {
    expect(
      2 ** (longestRow(moments(signInFromStrangers, 900)) + longestRow(moments(signInFromOneNetwork, 900)) - 5),
    ).toBeLessThan(10);
  });

  test("strangers together never use up what the pool does for one user in an hour", () => {
    expect(mostInAnHour(mailsToOneLogin)).toBeLessThan(5);
    expect(mostInAnHour(codesOfThoseWhoAsked) + mostInAnHour(codesOfOthers)).toBeLessThanOrEqual(10);
  });

  test("a known place stays known as it fails", () => {
    expect(oneMore(signInFromOneDevice, { count: 3, lastAt: start, known: true }, start)).toEqual({
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
