import {
  anythingFromOneAddress,
  codesOfOneLogin,
  mailsToOneLogin,
  signInFromAnywhere,
  signInFromOneAddress,
  type AttemptPolicy,
} from "./rules/attempts.ts";
import type { Login } from "../kernel/ids.ts";
import { Problem } from "../http/problem.ts";
import { forgetAttempts, takeAttempt } from "./store/attempts.ts";
import * as keys from "../table/keys.ts";
import type { Key } from "../table/keys.ts";
import type { SignInDependencies } from "./dependencies.ts";

type Limited = Pick<SignInDependencies, "table" | "clock">;

const inWords = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconde${seconds > 1 ? "s" : ""}` : `${Math.ceil(seconds / 60)} minutes`;

async function take({ table, clock }: Limited, limits: readonly (readonly [Key, AttemptPolicy])[]): Promise<void> {
  const now = clock();
  const waits = await Promise.all(limits.map(([key, policy]) => takeAttempt(table, key, policy, now)));
  const wait = Math.max(...waits);
  if (wait > 0)
    throw new Problem("tooManyAttempts", {
      detail: `Trop d’essais en peu de temps. Recommencez dans ${inWords(wait)}.`,
      retryAfter: wait,
    });
}

const pair = (login: Login, address: string) => keys.attemptsOfLogin(login, `signIn#${address}`);

/** Takes one attempt to sign in; throws `tooManyAttempts` with the time to wait. */
export const takeSignIn = (deps: Limited, login: Login, address: string): Promise<void> =>
  take(deps, [
    [pair(login, address), signInFromOneAddress],
    [keys.attemptsOfLogin(login, "signIn"), signInFromAnywhere],
    [keys.attemptsOfAddress(address, "signIn"), anythingFromOneAddress],
  ]);

/** The right password came from there: its failures are forgotten. Those of other addresses are not. */
export const forgetSignIn = async ({ table }: Limited, login: Login, address: string): Promise<void> => {
  await Promise.all([
    forgetAttempts(table, pair(login, address)),
    forgetAttempts(table, keys.attemptsOfAddress(address, "signIn")),
  ]);
};

/** Takes the right to have one mail sent to whoever owns this sign-in. */
export const takeMail = (deps: Limited, login: Login, address: string): Promise<void> =>
  take(deps, [
    [keys.attemptsOfLogin(login, "mail"), mailsToOneLogin],
    [keys.attemptsOfAddress(address, "mail"), anythingFromOneAddress],
  ]);

/** A right code was given: the wrong ones before it are forgotten. */
export const forgetCodes = ({ table }: Limited, login: Login): Promise<void> =>
  forgetAttempts(table, keys.attemptsOfLogin(login, "code"));

/** Takes one try of a mailed code. */
export const takeCode = (deps: Limited, login: Login, address: string): Promise<void> =>
  take(deps, [
    [keys.attemptsOfLogin(login, "code"), codesOfOneLogin],
    [keys.attemptsOfAddress(address, "code"), anythingFromOneAddress],
  ]);
