/**
 * How attempts are slowed down. A stranger must not guess, and must not shut anybody out either.
 *
 * Attempts are counted by place: a device that has signed in with that name before (it holds a cookie that says so), or
 * else the network that they come from. A place where the name was once signed in with is known: it is slowed by its own
 * failures, never by what others do. All other places share one count more, which keeps a crowd of them from guessing,
 * and each network has one over all names. What is refused counts nowhere.
 *
 * The user pool has limits of its own, of one user, whoever asks. So what strangers may do together is less than what
 * brings the pool to them, and its owner is never shut out there either. The family on a new telephone is a stranger too: a mailed
 * code is its way in, at once (`asked.ts`), and the device that a code was right from is known.
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

/** A device that is known: whoever holds it mistypes. */
export const signInFromOneDevice: AttemptPolicy = { free: 5, firstDelay: 5, longestDelay: 900, memory: 3600 };
/**
 * The pool locks a user at the fifth wrong password in a row, for twice as long at each further one, up to a quarter of
 * an hour, and begins anew once a quarter of an hour has passed without any. Four, then one at a time after it has.
 */
const belowTheLock: AttemptPolicy = { free: 4, firstDelay: 960, longestDelay: 960, memory: 3600 };
/** A network, known or not: many may stand behind its address. */
export const signInFromOneNetwork = belowTheLock;
/** Places that do not know the name, together. */
export const signInFromStrangers = belowTheLock;
/** A school or a library shares one address. */
export const anythingFromOneNetwork: AttemptPolicy = { free: 60, firstDelay: 5, longestDelay: 300, memory: 3600 };
/** Mails asked for from one place. */
export const mailsFromOnePlace: AttemptPolicy = { free: 4, firstDelay: 60, longestDelay: 900, memory: 3600 };
/**
 * Mails to one sign-in, of one known place, or of all others: an inbox must not be flooded, and the pool mails five codes
 * an hour to one user. Past it nothing is sent, and nothing is said: the last code that was sent still opens.
 */
export const mailsToOneLogin: AttemptPolicy = { free: 3, firstDelay: 1800, longestDelay: 1800, memory: 3600 };
export const codesFromOnePlace: AttemptPolicy = { free: 5, firstDelay: 10, longestDelay: 900, memory: 3600 };
/** Codes after a right password. Six digits, half a minute: at this pace a guess in a million stays one in ten thousand. */
export const codesOfOneLogin: AttemptPolicy = { free: 10, firstDelay: 10, longestDelay: 900, memory: 3600 };
/**
 * Mailed codes, from devices that a mail has left for, together; and from all others. The pool takes fifteen tries an
 * hour of one user: these two leave a third of them to known devices.
 */
export const codesOfThoseWhoAsked: AttemptPolicy = { free: 4, firstDelay: 1800, longestDelay: 1800, memory: 3600 };
export const codesOfOthers: AttemptPolicy = { free: 3, firstDelay: 1800, longestDelay: 1800, memory: 3600 };

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
