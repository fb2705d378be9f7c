/** How the local scheduler keeps time and calls again, for both kinds of schedules. */

/** Milliseconds. The clock may be moved and a laptop may sleep: look again at least this often. */
export const longestSleep = 60_000;
/** What Lambda does for asynchronous calls; infra/schedules.ts declares the same. */
export const retries = 2;
/** Milliseconds before the first retry; doubled each time. */
export const retryPause = 1_000;
