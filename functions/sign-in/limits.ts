/** Attempts taken before they are made; see `rules/attempts.ts` for how they slow down, and whom. */
import type { Asked, AskedFor } from "./asked.ts";
import { knownDevice } from "./device.ts";
import { oneWriting } from "./one-writing.ts";
import {
  anythingFromOneNetwork,
  codesFromOnePlace,
  codesOfOneLogin,
  codesOfOthers,
  codesOfThoseWhoAsked,
  mailsFromOnePlace,
  mailsToOneLogin,
  signInFromOneDevice,
  signInFromOneNetwork,
  signInFromStrangers,
  waitBefore,
  type AttemptPolicy,
} from "./rules/attempts.ts";
import { networkOf } from "./rules/network.ts";
import type { Viewer } from "../http/call.ts";
import type { Login } from "../kernel/ids.ts";
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

/** What a code is for that is not mailed to whoever asks: each has its own count. */
export type CodeUse = "secondFactor" | "recovery" | "address" | "enrolment";

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

const attemptsOf = (login: Login, what: string): Key => keys.attemptsOfLogin(oneWriting(login), what);

type Limit = readonly [Key, AttemptPolicy];

/**
 * Takes one attempt under each limit, or none: what is refused counts nowhere. From a place that its own record knows
 * its own limit is the only one. Throws `tooManyAttempts` with the time to wait. Returns the limits that it counts under.
 */
async function take({ table, clock }: Limited, own: Limit, others: readonly Limit[]): Promise<readonly Limit[]> {
  const now = clock();
  const limits = [own, ...others];
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
  const strangers: readonly Limit[] = [
    [attemptsOf(login, "signIn"), signInFromStrangers],
    [keys.attemptsOfAddress(place.network, "signIn"), anythingFromOneNetwork],
  ];
  const taken =
    place.device === null
      ? await take(deps, [signInAt(login, place), signInFromOneNetwork], strangers)
      : await take(deps, [signInAt(login, place), signInFromOneDevice], []);
  return {
    wasRight: async () => {
      await Promise.all(taken.map(([key]) => giveBackAttempt(deps.table, key)));
    },
  };
}

/** Signed in from there: the place is known, and its own failures are forgotten. Those of other places are not. */
export const knowSignIn = ({ table, clock }: Limited, login: Login, place: Place): Promise<void> =>
  knowPlace(table, signInAt(login, place), clock());

/** Whether the name was once signed in with from there. */
const isKnown = async ({ table }: Limited, login: Login, place: Place): Promise<boolean> =>
  place.device !== null || (await readAttempts(table, signInAt(login, place)))?.known === true;

/** Takes the right to ask for a mail to whoever owns this sign-in. Errors: `tooManyAttempts`. */
export async function takeMail(deps: Limited, login: Login, place: Place): Promise<void> {
  await take(
    deps,
    [attemptsOf(login, `mail#${at(place)}`), mailsFromOnePlace],
    (await isKnown(deps, login, place))
      ? []
      : [[keys.attemptsOfAddress(place.network, "mail"), anythingFromOneNetwork]],
  );
}

/** For what a code is mailed, and where it was asked. */
export interface Asking {
  readonly use: AskedFor;
  readonly place: Place;
  /** What this device has asked for before. */
  readonly asked: Asked | null;
}

/**
 * Who asks apart from all others: a known place, and at the first connection, where nobody can be known, the device
 * whose first asking was right, which only the holder of an invoice makes. Null: a stranger, like any other.
 */
async function apart(deps: Limited, login: Login, { use, place, asked }: Asking): Promise<string | null> {
  if (await isKnown(deps, login, place)) return at(place);
  return use === "activation" && asked?.mailed === true ? asked.device : null;
}

/**
 * Takes one mail to an inbox that others may ask mails for; false: it has had enough of them. Whoever asks is not told:
 * it would tell that somebody owns that sign-in.
 */
export async function mayMail(deps: Limited, login: Login, asking: Asking): Promise<boolean> {
  const own = await apart(deps, login, asking);
  const key = attemptsOf(login, `mailed#${asking.use}${own === null ? "" : `#${own}`}`);
  return (await takeAttempt(deps.table, key, mailsToOneLogin, deps.clock())) === 0;
}

/** One try of a code, taken. */
export interface CodeAttempt {
  /** The code was right: the wrong ones before it are forgotten. */
  readonly wasRight: () => Promise<void>;
}

async function takeCodeUnder(deps: Limited, own: Limit, others: readonly Limit[]): Promise<CodeAttempt> {
  await take(deps, own, others);
  const ofThisLogin = [own, ...others.filter(([{ pk }]) => pk === own[0].pk)];
  return {
    wasRight: async () => {
      await Promise.all(ofThisLogin.map(([key]) => forgetAttempts(deps.table, key)));
    },
  };
}

const codesFrom = ({ network }: Place): Limit => [keys.attemptsOfAddress(network, "code"), anythingFromOneNetwork];

/** Takes one try of a code that is not mailed, or by somebody who is signed in. Errors: `tooManyAttempts`. */
export const takeCode = (deps: Limited, use: CodeUse, login: Login, place: Place): Promise<CodeAttempt> =>
  takeCodeUnder(
    deps,
    [attemptsOf(login, `code#${use}#${at(place)}`), codesFromOnePlace],
    place.device === null ? [[attemptsOf(login, `code#${use}`), codesOfOneLogin], codesFrom(place)] : [],
  );

/**
 * Takes one try of a mailed code. A device that a mail has left for has a count of its own, and shares another with its
 * like alone: who has asked for nothing cannot keep it from giving its code. Errors: `tooManyAttempts`.
 */
export async function takeMailedCode(deps: Limited, login: Login, asking: Asking): Promise<CodeAttempt> {
  const { use, place, asked } = asking;
  const mailed = asked?.mailed === true ? asked.device : null;
  const own: Limit = [attemptsOf(login, `code#${use}#${place.device ?? mailed ?? place.network}`), codesFromOnePlace];
  if (place.device !== null || (mailed !== null && (await apart(deps, login, asking)) !== null))
    return takeCodeUnder(deps, own, []);
  const shared: Limit =
    mailed === null
      ? [attemptsOf(login, `code#${use}`), codesOfOthers]
      : [attemptsOf(login, `code#${use}#asked`), codesOfThoseWhoAsked];
  return takeCodeUnder(deps, own, [shared, codesFrom(place)]);
}
