/**
 * A device that has asked for a mailed code: it holds a cookie that says for which name, sealed, so that wrong codes that
 * others try never keep it from giving the right one (`limits.ts`). It proves nothing else and opens nothing.
 *
 * Whoever asks gets one, of the same length, whether or not there is such a name and a mail has left: only the portal
 * can read which.
 */
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { plusSeconds } from "../kernel/clock.ts";
import { branded } from "../kernel/id-schemas.ts";
import { lazily } from "../kernel/lazily.ts";
import type { Login } from "../kernel/ids.ts";
import { askedCookie, clearCookie, setCookie } from "../http/cookies.ts";
import type { SignInDependencies } from "./dependencies.ts";
import { oneWriting } from "./one-writing.ts";
import { seal, unseal } from "./sid.ts";

export type AskedFor = "activation" | "password";

/** Seconds: how long the pool takes the code. */
const lifetime: Readonly<Record<AskedFor, number>> = { activation: 86_400, password: 3600 };

const askedSchema = lazily(() =>
  z.object({
    login: branded("Login"),
    use: z.enum(["activation", "password"]),
    device: z.string(),
    /** 1: a mail has left for it. A digit, so that its length tells nothing. */
    mailed: z.int(),
    until: branded("Instant"),
  }),
);

/** The device as it asked. */
export interface Asked {
  readonly device: string;
  readonly mailed: boolean;
}

type Sealing = Pick<SignInDependencies, "deviceSecret" | "clock">;

/** What this device has asked for that name, if it did and the code may still be given. */
export function askedHere(
  { deviceSecret, clock }: Sealing,
  use: AskedFor,
  login: Login,
  cookies: ReadonlyMap<string, string>,
): Asked | null {
  const cookie = cookies.get(askedCookie);
  if (cookie === undefined) return null;
  const asked = readAsked(deviceSecret, cookie);
  if (asked?.use !== use || asked.login !== oneWriting(login) || asked.until <= clock()) return null;
  return { device: asked.device, mailed: asked.mailed === 1 };
}

function readAsked(secret: string, cookie: string): z.infer<ReturnType<typeof askedSchema>> | null {
  try {
    return z.parse(askedSchema(), JSON.parse(unseal(secret, cookie)));
  } catch {
    return null; // Not ours: whoever made it is a stranger, which is the answer.
  }
}

/** The cookie for a device that asks. It keeps its name when it asks again, and that a mail has left for it before. */
export function rememberAsked(
  { deviceSecret, clock }: Sealing,
  use: AskedFor,
  login: Login,
  { mailed, before }: { readonly mailed: boolean; readonly before: Asked | null },
): string {
  const asked = {
    login: oneWriting(login),
    use,
    device: before?.device ?? randomUUID(),
    mailed: mailed || before?.mailed === true ? 1 : 0,
    until: plusSeconds(clock(), lifetime[use]),
  };
  return setCookie(askedCookie, seal(deviceSecret, JSON.stringify(asked)), lifetime[use]);
}

export const forgetAsked = (): string => clearCookie(askedCookie);
