/** How the local scheduler keeps time, for both kinds of schedules. */

/** Milliseconds. The clock may be moved and a laptop may sleep: look again at least this often. */
export const longestSleep = 60_000;
