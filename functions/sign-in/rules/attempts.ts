/**
 * How attempts are slowed down. A stranger must not guess, and must not lock a family out either: the delay of one pair
 * of sign-in and network address grows to a quarter of an hour; over all addresses a sign-in is only ever slowed by a
 * minute.
 */
import type { Instant } from "../../kernel/ids.ts";

export interface AttemptPolicy {
  /** Failures that cost nothing. */
  readonly free: number;
  /** First delay, in seconds; it doubles at each further failure. */
  readonly firstDelay: number;
  /** Longest delay, in seconds. */
  readonly longestDelay: number;
  /** Seconds after which failures are forgotten. */
  readonly memory: number;
}

export const signInFromOneAddress: AttemptPolicy = { free: 5, firstDelay: 5, longestDelay: 900, memory: 3600 };
export const signInFromAnywhere: AttemptPolicy = { free: 30, firstDelay: 2, longestDelay: 60, memory: 3600 };
/** A school or a library shares one address. */
export const anythingFromOneAddress: AttemptPolicy = { free: 60, firstDelay: 5, longestDelay: 300, memory: 3600 };
/** Mails asked for: an inbox must not be flooded. */
export const mailsToOneLogin: AttemptPolicy = { free: 4, firstDelay: 60, longestDelay: 900, memory: 3600 };
/** Six digits, one hour: at this pace a guess in a million stays a guess in ten thousand. */
export const codesOfOneLogin: AttemptPolicy = { free: 5, firstDelay: 10, longestDelay: 900, memory: 3600 };

export interface AttemptRecord {
  readonly count: number;
  readonly lastAt: Instant;
}

/** Seconds to wait before the next attempt; 0: go on. */
export function waitBefore(policy: AttemptPolicy, record: AttemptRecord | null, now: Instant): number {
  if (!record) return 0;
  const since = (Date.parse(now) - Date.parse(record.lastAt)) / 1000;
  const beyond = record.count - policy.free;
  if (since >= policy.memory || beyond < 0) return 0;
  const delay = Math.min(policy.longestDelay, policy.firstDelay * 2 ** beyond);
  return Math.max(0, Math.ceil(delay - since));
}

/** The record after one more attempt. */
export const oneMore = (policy: AttemptPolicy, record: AttemptRecord | null, now: Instant): AttemptRecord => {
  const forgotten = !record || (Date.parse(now) - Date.parse(record.lastAt)) / 1000 >= policy.memory;
  return { count: forgotten ? 1 : record.count + 1, lastAt: now };
};
