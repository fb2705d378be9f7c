/**
 * `sid`: the sign-in's name and 256 random bits. The table holds its hash; the refresh token is sealed with a key that
 * only `sid` yields, so neither a copy of the table nor the cookie of an ended session opens anything.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { readId, type Login } from "../kernel/ids.ts";

export const newSid = (login: Login): string => `${login}.${randomBytes(32).toString("base64url")}`;

/** The sign-in that a `sid` claims to belong to; only the record it leads to proves it. */
export const loginOfSid = (sid: string): Login | null =>
  readId("Login", sid.slice(0, Math.max(0, sid.lastIndexOf("."))));

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "", "seal", 32));

/** Encrypts and signs a text with a secret. */
export function seal(secret: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), nonce);
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** Throws when the text was not sealed with this secret. */
export function unseal(secret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}
