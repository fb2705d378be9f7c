/**
 * How attempts are slowed down. A stranger must not guess, and must not shut anybody out either.
 *
 * Attempts are counted by place: a device that has signed in with that name before (it holds a cookie that says so), or
 * else the network that they come from. A place where the name was once signed in with is known: it is slowed by its own
 * failures, never by what others do. All other places share one count more, which keeps a crowd of them from guessing,
 * and each network has one over all names. What is refused counts nowhere.
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

export const signInFromOnePlace: AttemptPolicy = { free: 5, firstDelay: 5, longestDelay: 900, memory: 3600 };
/**
 * Places that do not know the name, together. The pool itself locks a user after five wrong passwords in a row, whoever
 * sent them, for longer each time: strangers get few tries, so that they seldom bring it to that.
 */
export const signInFromStrangers: AttemptPolicy = { free: 10, firstDelay: 10, longestDelay: 300, memory: 3600 };
/** A school or a library shares one address. */
export const anythingFromOneNetwork: AttemptPolicy = { free: 60, firstDelay: 5, longestDelay: 300, memory: 3600 };
/** Mails asked for from one place. */
export const mailsFromOnePlace: AttemptPolicy = { free: 4, firstDelay: 60, longestDelay: 900, memory: 3600 };
/** Mails to one sign-in in all: an inbox must not be flooded. Past it nothing is sent, and nothing is said. */
export const mailsToOneLogin: AttemptPolicy = { free: 8, firstDelay: 300, longestDelay: 900, memory: 3600 };
export const codesFromOnePlace: AttemptPolicy = { free: 5, firstDelay: 10, longestDelay: 900, memory: 3600 };
/** Six digits, one hour: at this pace a guess in a million stays a guess in ten thousand. */
export const codesOfOneLogin: AttemptPolicy = { free: 10, firstDelay: 10, longestDelay: 900, memory: 3600 };

export interface AttemptRecord {
  readonly count: number;
  readonly lastAt: Instant;
  /** The name was signed in with from this place. */
  readonly known?: boolean | undefined;
}

/** Seconds for which a place stays known after it was last signed in from. */
export const knownFor = 180 * 86_400;

/** Whether what was counted is too old to count. */
const isForgotten = (policy: AttemptPolicy, { lastAt }: AttemptRecord, now: Instant): boolean =>
  (Date.parse(now) - Date.parse(lastAt)) / 1000 >= policy.memory;

/** Seconds to wait before the next attempt; 0: go on. */
export function waitBefore(policy: AttemptPolicy, record: AttemptRecord | null, now: Instant): number {
  if (!record || isForgotten(policy, record, now)) return 0;
  const since = (Date.parse(now) - Date.parse(record.lastAt)) / 1000;
  const beyond = record.count - policy.free;
  if (beyond < 0) return 0;
  const delay = Math.min(policy.longestDelay, policy.firstDelay * 2 ** beyond);
  return Math.max(0, Math.ceil(delay - since));
}

/** Whether the next attempt is one of those that cost nothing, and adds to what is counted. */
export const isFree = (policy: AttemptPolicy, record: AttemptRecord | null, now: Instant): boolean =>
  !record || (record.count < policy.free && !isForgotten(policy, record, now));

/** The record after one more attempt. */
export const oneMore = (policy: AttemptPolicy, record: AttemptRecord | null, now: Instant): AttemptRecord => ({
  ...(record?.known ? { known: true } : {}),
  count: !record || isForgotten(policy, record, now) ? 1 : record.count + 1,
  lastAt: now,
});
