/**
 * A device that has signed in: it holds a cookie that says with which name, sealed, so that strangers' attempts never
 * shut it out (`rules/attempts.ts`). It proves nothing else and opens nothing.
 */
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";
import { deviceCookie, setCookie } from "../http/cookies.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { Login } from "../kernel/ids.ts";
import { seal, unseal } from "./sid.ts";

/** Seconds: the longest that browsers keep a cookie. */
const kept = 400 * 86_400;

const deviceSchema = lazily(() => z.object({ login: branded("Login"), device: z.string() }));

/** The device's name, if it has signed in with this sign-in before. */
export function knownDevice(secret: string, login: Login, cookies: ReadonlyMap<string, string>): string | null {
  const cookie = cookies.get(deviceCookie);
  if (cookie === undefined) return null;
  const known = readDevice(secret, cookie);
  return known?.login === login ? known.device : null;
}

function readDevice(secret: string, cookie: string): z.infer<ReturnType<typeof deviceSchema>> | null {
  try {
    return z.parse(deviceSchema(), JSON.parse(unseal(secret, cookie)));
  } catch {
    return null; // Not ours: whoever made it is a stranger, which is the answer.
  }
}

/** The cookie for a device that has just signed in; the one it has is renewed. */
export const rememberDevice = (secret: string, login: Login, device: string | null): string =>
  setCookie(deviceCookie, seal(secret, JSON.stringify({ login, device: device ?? randomUUID() })), kept);
