/**
 * The same crowd at Cognito's door: 120 sign-ins a second are its default for a pool. Played in virtual time with the
 * page's own way of waiting (web/shared/sign-in/openSession.ts) against a counter that lets so many through each
 * second.
 */
import type { Dice } from "../../../infra/local/faults/dice.ts";
import { openSession } from "../../../web/shared/sign-in/openSession.ts";
import type { Call } from "../../../web/shared/api/client.ts";
import { Problem } from "../../../web/shared/api/problem.ts";

/** Cognito's default for UserAuthentication, requests a second a pool; UserToken, which renews, has the same. */
export const perSecond = 120;

export interface SignInWave {
  /** Seconds until the last family is in. */
  readonly last: number;
  /** Families whose page waited for them, and was let in. */
  readonly waited: number;
  /** Families whose page gave up waiting: they pressed the button again. */
  readonly pressedAgain: number;
}

/** Everybody signs in within the first minute, most of them early; nobody had a session. */
export async function signInWave(families: number, dice: Dice): Promise<SignInWave> {
  let now = 0;
  let left = perSecond;
  let inside = 0;
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  const sleep = (seconds: number): Promise<void> =>
    new Promise((wake) => {
      sleepers.push({ until: now + seconds, wake });
    });
  let [last, waited, pressedAgain] = [0, 0, 0];
  const busy = (): Problem => new Problem({ status: 503, code: "server.busy", title: "", detail: "", retryAfter: 5 });
  // What a session holds is not looked at here.
  const call = (() => {
    if (left === 0) return Promise.reject(busy());
    left -= 1;
    return Promise.resolve({});
  }) as unknown as Call;
  const come = async (): Promise<void> => {
    await sleep(60 * dice() ** 3);
    let waits = 0;
    const deps = {
      call,
      onWait: () => {
        waits += 1;
      },
      second: () => sleep(1),
      random: dice,
    };
    for (let tries = 1; ; tries += 1) {
      try {
        await openSession(deps, { login: "", password: "", remember: false });
        break;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (tries === 1) pressedAgain += 1;
        await sleep(5 + 10 * dice());
      }
    }
    if (waits > 0) waited += 1;
    inside += 1;
    last = now;
  };
  const all = Promise.all(Array.from({ length: families }, come));
  while (inside < families) {
    now += 1;
    left = perSecond;
    const due = sleepers.filter(({ until }) => until <= now);
    sleepers = sleepers.filter(({ until }) => until > now);
    for (const { wake } of due) wake();
    // Lets whoever woke go as far as it can.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  await all;
  return { last, waited, pressedAgain };
}
