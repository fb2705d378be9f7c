/**
 * The pool's signing key, made at the first start. cognito-local signs with a key that is public on npm: any program on
 * this machine could forge a session with it.
 */
import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { readIfThere } from "../../build/files.ts";

export interface SigningKey {
  readonly id: string;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  /** `/.well-known/jwks.json`. */
  readonly jwks: { readonly keys: readonly JsonWebKey[] };
}

const id = "local-1";

async function readOrMake(file: string): Promise<KeyObject> {
  const kept = await readIfThere(file);
  if (kept !== null) return createPrivateKey(kept);
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  await writeFile(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flush: true });
  return privateKey;
}

export async function signingKey(folder: string): Promise<SigningKey> {
  const key = await readOrMake(`${folder}/signing-key.pem`);
  const publicKey = createPublicKey(key);
  return {
    id,
    key,
    publicKey,
    jwks: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: id, alg: "RS256", use: "sig" }] },
  };
}
