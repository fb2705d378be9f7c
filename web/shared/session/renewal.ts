/**
 * Renews the access token before it ends, so that nobody meets an expired session while at work.
 *
 * Thousands of families sign in within the same minutes on opening day, and the identity service renews about 120
 * tokens a second: each browser picks its own moment in the last third of the token's life. A hidden tab renews
 * nothing.
 */
import type { Instant } from "../../../functions/kernel/ids.ts";
import { millisecondsUntil } from "../format/dates.ts";

/** Milliseconds to wait before renewing; `random` is between 0 and 1. */
export function renewalDelay(now: number, renewBefore: Instant, random: number): number {
  const left = millisecondsUntil(now, renewBefore);
  return Math.max(0, Math.round(left * (2 / 3 + random * 0.28)));
}

interface RenewalDeps {
  readonly renew: () => Promise<unknown>;
  readonly now: () => number;
  readonly random: () => number;
  readonly visible: () => boolean;
  readonly later: (work: () => void, milliseconds: number) => () => void;
}

/** Keeps one timer for the session at hand. `due` is to be called when the tab becomes visible again. */
export function keepRenewed(deps: RenewalDeps): { follow: (renewBefore: Instant | null) => void; due: () => void } {
  let cancel = (): void => undefined;
  let waiting = false;
  const fire = (): void => {
    if (!deps.visible()) {
      waiting = true;
      return;
    }
    waiting = false;
    // A failed renewal needs no word here: the next call meets the same problem and says it where the person is.
    deps.renew().catch(() => undefined);
  };
  return {
    follow: (renewBefore) => {
      cancel();
      waiting = false;
      if (renewBefore !== null) cancel = deps.later(fire, renewalDelay(deps.now(), renewBefore, deps.random()));
    },
    due: () => {
      if (waiting) fire();
    },
  };
}
