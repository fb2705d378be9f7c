/** Codes of an authenticator app for tests. */
import { generateSync } from "otplib";

const used = new Map<string, string>();

/**
 * A code that the pool accepts now and that was not the last one used: as in AWS, a code serves once, and a test that signs in
 * twice within half a minute takes the next period's, which the pool's tolerance covers.
 */
export function freshCode(secret: string): string {
  const now = Math.floor(Date.now() / 1000);
  const codes = [0, 30].map((later) => generateSync({ secret, epoch: now + later }));
  const code = codes.find((one) => one !== used.get(secret)) ?? "";
  used.set(secret, code);
  return code;
}
