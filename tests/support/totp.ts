/** Codes of an authenticator app for tests. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSync } from "otplib";

/** The last code used of a secret, across the processes that a test run is made of. */
const memory = (secret: string): string =>
  join(tmpdir(), `portail-totp-${createHash("sha256").update(secret).digest("hex").slice(0, 16)}`);

function lastUsed(secret: string): string {
  try {
    return readFileSync(memory(secret), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

/**
 * A code that the pool accepts now and that was not the last one used: as in AWS, a code serves once, and a test that
 * signs in twice within half a minute takes the next period's, which the pool's tolerance covers.
 */
export function freshCode(secret: string): string {
  const now = Math.floor(Date.now() / 1000);
  const last = lastUsed(secret);
  const code = [0, 30].map((later) => generateSync({ secret, epoch: now + later })).find((one) => one !== last) ?? "";
  writeFileSync(memory(secret), code);
  return code;
}
