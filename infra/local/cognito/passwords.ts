/** Passwords of the local pool: kept as scrypt hashes, held to the policy that the deployed pool has. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { AwsError } from "../aws-json.ts";

/**
 * Length without classes, so that passphrases pass; the API adds its own rules before. infra/identity.ts declares the
 * same.
 */
export const passwordPolicy = {
  MinimumLength: 12,
  RequireUppercase: false,
  RequireLowercase: false,
  RequireNumbers: false,
  RequireSymbols: false,
  TemporaryPasswordValidityDays: 7,
} as const;

/**
 * A tenth of what a server would spend: two hundred sign-ins at once must not wait for the hashing of a development
 * machine.
 */
const cost = { N: 4096, r: 8, p: 1 } as const;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize("NFC"), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  );

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString("base64url")}$${(await derive(password, salt)).toString("base64url")}`;
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, salt = "", key = ""] = hash.split("$");
  if (scheme !== "scrypt") return false;
  const expected = Buffer.from(key, "base64url");
  const given = await derive(password, Buffer.from(salt, "base64url"));
  return expected.length === given.length && timingSafeEqual(expected, given);
}

export function checkPolicy(password: string): void {
  const refuse = (why: string): never => {
    throw new AwsError("InvalidPasswordException", `Password did not conform with policy: ${why}`);
  };
  if (password.length < passwordPolicy.MinimumLength) refuse("Password not long enough");
  if (password.length > 256) refuse("Password must not be longer than 256 characters");
  if (password !== password.trim()) refuse("Password must not start or end with a space");
}

/** Letters and digits that are not taken for one another when copied from a mail. */
const readable = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

export const temporaryPassword = (): string =>
  Array.from({ length: 16 }, () => readable[randomInt(readable.length)] ?? "").join("");
