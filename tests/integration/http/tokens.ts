/** Access tokens as a forger would make them, and the one kind that needs the pool's own key: one that has expired. */
import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const claims = z.looseObject({
  iss: z.string(),
  exp: z.number(),
  iat: z.number(),
  token_use: z.string(),
  client_id: z.string(),
  username: z.string(),
});
const header = z.looseObject({ alg: z.string(), kid: z.string() });

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string | undefined): unknown => JSON.parse(Buffer.from(part ?? "", "base64url").toString());

function signed(head: object, body: object, key: KeyObject): string {
  const content = `${encode(head)}.${encode(body)}`;
  return `${content}.${sign("sha256", Buffer.from(content), key).toString("base64url")}`;
}

/** Made once: a key takes longer than all the calls that try it. */
const { privateKey: stranger } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** Every way in which a genuine token of a session can be made false, by name. */
export function falseTokens(genuine: string, data: string): Readonly<Record<string, string>> {
  const [headPart, bodyPart, signature = ""] = genuine.split(".");
  const head = header.parse(decode(headPart));
  const body = claims.parse(decode(bodyPart));
  const pool = createPrivateKey(readFileSync(join(data, "cognito", "signing-key.pem")));
  const now = Math.floor(Date.now() / 1000);
  const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
  return {
    "a signature changed by one letter": `${headPart ?? ""}.${bodyPart ?? ""}.${flipped}`,
    "a token of staff made from a family's": `${headPart ?? ""}.${encode({ ...body, "cognito:groups": ["admin"] })}.${signature}`,
    "a stranger's key under the pool's key name": signed(head, { ...body, exp: now + 3600 }, stranger),
    "alg none": `${encode({ ...head, alg: "none" })}.${bodyPart ?? ""}.`,
    "alg HS256 with the public key's name as secret": `${encode({ ...head, alg: "HS256" })}.${bodyPart ?? ""}.${signature}`,
    "another pool": signed(head, { ...body, iss: body.iss.replace(/_[^_]+$/u, "_Other0001") }, pool),
    "another client of the pool": signed(head, { ...body, client_id: "another" }, pool),
    "an identity token": signed(head, { ...body, token_use: "id", aud: body.client_id }, pool),
    "no token at all": "not-a-token",
  };
}

/** The same token, genuine in everything, an hour after its end. */
export function expiredToken(genuine: string, data: string): string {
  const [headPart, bodyPart] = genuine.split(".");
  const pool = createPrivateKey(readFileSync(join(data, "cognito", "signing-key.pem")));
  const now = Math.floor(Date.now() / 1000);
  return signed(
    header.parse(decode(headPart)),
    { ...claims.parse(decode(bodyPart)), iat: now - 7200, exp: now - 3600 },
    pool,
  );
}
