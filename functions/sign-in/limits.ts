/** Attempts taken before they are made; see `rules/attempts.ts` for how they slow down, and whom. */
import { knownDevice } from "./device.ts";
import {
  anythingFromOneNetwork,
  codesFromOnePlace,
  codesOfOneLogin,
  mailsFromOnePlace,
  mailsToOneLogin,
  signInFromOnePlace,
  signInFromStrangers,
  waitBefore,
  type AttemptPolicy,
} from "./rules/attempts.ts";
import { networkOf } from "./rules/network.ts";
import type { Viewer } from "../http/call.ts";
import { id, type Login } from "../kernel/ids.ts";
import { Problem } from "../http/problem.ts";
import { forgetAttempts, giveBackAttempt, knowPlace, readAttempts, takeAttempt } from "./store/attempts.ts";
import * as keys from "../table/keys.ts";
import type { Key } from "../table/keys.ts";
import type { SignInDependencies } from "./dependencies.ts";

type Limited = Pick<SignInDependencies, "table" | "clock">;

/** Where attempts come from. */
export interface Place {
  readonly network: string;
  /** A device that is known to be this sign-in's, or null. */
  readonly device: string | null;
}

/** Where somebody is who is not signed in. */
export const placeOf = (
  { deviceSecret }: Pick<SignInDependencies, "deviceSecret">,
  login: Login,
  { viewer, cookies }: { readonly viewer: Viewer; readonly cookies: ReadonlyMap<string, string> },
): Place => ({ network: networkOf(viewer.address), device: knownDevice(deviceSecret, login, cookies) });

/** Where somebody is who is signed in: nobody else's attempts slow them down. */
export const placeOfSession = ({ address }: Viewer): Place => ({ network: networkOf(address), device: "session" });

/** What a code is for: each has its own count. */
export type CodeUse = "activation" | "password" | "secondFactor" | "recovery" | "address" | "enrolment";

const inWords = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconde${seconds > 1 ? "s" : ""}` : `${Math.ceil(seconds / 60)} minutes`;

/** Throws `tooManyAttempts`. */
function refuseFor(wait: number): void {
  if (wait > 0)
    throw new Problem("tooManyAttempts", {
      detail: `Trop d’essais en peu de temps. Recommencez dans ${inWords(wait)}.`,
      retryAfter: wait,
    });
}

/**
 * All writings of a family's code count as one, whether or not there is such a family: with other zeros nobody gets
 * further attempts, and nobody learns from a wait which writing is the real one.
 */
const attemptsOf = (login: Login, what: string): Key =>
  keys.attemptsOfLogin(id("Login", login.replace(/^0+(?=[0-9]+(?:\.[1-9])?$)/u, "")), what);

type Limit = readonly [Key, AttemptPolicy];

/**
 * Takes one attempt under each limit, or none: what is refused counts nowhere. From a known place its own limit is the
 * only one. Throws `tooManyAttempts` with the time to wait. Returns the limits that it counts under.
 */
async function take(
  { table, clock }: Limited,
  own: Limit,
  others: readonly Limit[],
  { device }: Pick<Place, "device">,
): Promise<readonly Limit[]> {
  const now = clock();
  const limits = device === null ? [own, ...others] : [own];
  const records = await Promise.all(limits.map(([key]) => readAttempts(table, key)));
  const counting = records[0]?.known ? limits.slice(0, 1) : limits;
  const waits = counting.map(([, policy], i) => waitBefore(policy, records[i] ?? null, now));
  refuseFor(Math.max(...waits));
  const taken = await Promise.all(
    counting.map(([key, policy], i) => takeAttempt(table, key, policy, now, records[i] ?? null)),
  );
  refuseFor(Math.max(...taken));
  return counting;
}

const at = ({ network, device }: Place): string => device ?? network;
const signInAt = (login: Login, place: Place): Key => attemptsOf(login, `signIn#${at(place)}`);

/** One attempt to sign in, taken. */
export interface SignInAttempt {
  /** The password was right: the attempt is given back, and no one else's with it. */
  readonly wasRight: () => Promise<void>;
}

/** Takes one attempt to sign in. Errors: `tooManyAttempts`. */
export async function takeSignIn(deps: Limited, login: Login, place: Place): Promise<SignInAttempt> {
  const [, ...others] = await take(
    deps,
    [signInAt(login, place), signInFromOnePlace],
    [
      [attemptsOf(login, "signIn"), signInFromStrangers],
      [keys.attemptsOfAddress(place.network, "signIn"), anythingFromOneNetwork],
    ],
    place,
  );
  return {
    wasRight: async () => {
      await Promise.all(others.map(([key]) => giveBackAttempt(deps.table, key)));
    },
  };
}

/** Signed in from there: the place is known, and its own failures are forgotten. Those of other places are not. */
export const knowSignIn = ({ table, clock }: Limited, login: Login, place: Place): Promise<void> =>
  knowPlace(table, signInAt(login, place), clock());

/** Takes the right to ask for a mail to whoever owns this sign-in. Errors: `tooManyAttempts`. */
export async function takeMail(deps: Limited, login: Login, place: Place): Promise<void> {
  await take(
    deps,
    [attemptsOf(login, `mail#${at(place)}`), mailsFromOnePlace],
    [[keys.attemptsOfAddress(place.network, "mail"), anythingFromOneNetwork]],
    place,
  );
}

/**
 * Takes one mail to an inbox that others may ask mails for; false: it has had enough of them. Whoever asks is not told:
 * it would tell that somebody owns that sign-in.
 */
export const mayMail = async ({ table, clock }: Limited, login: Login): Promise<boolean> =>
  (await takeAttempt(table, attemptsOf(login, "mail"), mailsToOneLogin, clock())) === 0;

const codeKeys = (login: Login, use: CodeUse, place: Place) => ({
  own: attemptsOf(login, `code#${use}#${at(place)}`),
  all: attemptsOf(login, `code#${use}`),
});

/** Takes one try of a code. Errors: `tooManyAttempts`. */
export async function takeCode(deps: Limited, use: CodeUse, login: Login, place: Place): Promise<void> {
  const { own, all } = codeKeys(login, use, place);
  await take(
    deps,
    [own, codesFromOnePlace],
    [
      [all, codesOfOneLogin],
      [keys.attemptsOfAddress(place.network, "code"), anythingFromOneNetwork],
    ],
    place,
  );
}

/** A right code was given: the wrong ones before it are forgotten. */
export async function forgetCodes({ table }: Limited, use: CodeUse, login: Login, place: Place): Promise<void> {
  const { own, all } = codeKeys(login, use, place);
  await Promise.all([forgetAttempts(table, own), forgetAttempts(table, all)]);
}
