/**
 * Signature Version 4 of what leaves this machine's services: links and forms that a function signed and a browser
 * sends. A browser can change every letter of them, so here, as in AWS, the signature is what counts.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { AwsError } from "../aws-json.ts";
import { secretAccessKey } from "../permissions.ts";

const algorithm = "AWS4-HMAC-SHA256";
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** RFC 3986, as signatures are made: `encodeURIComponent` leaves five more signs as they are. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

export const accessDenied = (message: string): AwsError => new AwsError("AccessDenied", message, 403);

interface Credential {
  readonly accessKey: string;
  /** `20270101/eu-west-3/s3/aws4_request`. */
  readonly scope: string;
}

function credentialIn(text: string): Credential {
  const [accessKey = "", ...scope] = text.split("/");
  if (accessKey === "" || scope.length !== 4) throw accessDenied("The credential is malformed.");
  return { accessKey, scope: scope.join("/") };
}

/** Signs as who has the key of every function. */
function signatureOf({ scope }: Credential, text: string): string {
  const key = scope.split("/").reduce<string | Buffer>((so, part) => hmac(so, part), `AWS4${secretAccessKey}`);
  return hmac(key, text).toString("hex");
}

function mustEqual(given: string, right: string): void {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  if (one.length !== other.length || !timingSafeEqual(one, other))
    throw new AwsError(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided.",
      403,
    );
}

/** Epoch milliseconds of `20270101T080000Z`; NaN for what is none. */
const momentOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u, "$1-$2-$3T$4:$5:$6Z"));

export interface SignedRequest {
  readonly method: string;
  /** As it was sent, escapes and all. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** Whether a request is signed in its address. */
export const isLink = (query: URLSearchParams): boolean => query.has("X-Amz-Signature");

/** Access key of who signed a link; throws AWS's error for one that is wrong or too old. */
export function signerOfLink({ method, path, query, headers }: SignedRequest, now: number): string {
  const parameter = (name: string): string => query.get(name) ?? "";
  if (parameter("X-Amz-Algorithm") !== algorithm) throw accessDenied(`Only ${algorithm} is supported.`);
  const credential = credentialIn(parameter("X-Amz-Credential"));
  const date = parameter("X-Amz-Date");
  const parameters = [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");
  const signed = parameter("X-Amz-SignedHeaders").split(";");
  const unsigned = Object.keys(headers).filter((name) => name.startsWith("x-amz-") && !signed.includes(name));
  if (unsigned.length > 0)
    throw accessDenied(`There were headers present in the request which were not signed: ${unsigned.join(", ")}`);
  const request = [
    method,
    path,
    parameters,
    ...signed.map((name) => `${name}:${String(headers[name] ?? "").trim()}`),
    "",
    signed.join(";"),
    query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD",
  ].join("\n");
  const text = [algorithm, date, credential.scope, createHash("sha256").update(request).digest("hex")].join("\n");
  mustEqual(parameter("X-Amz-Signature"), signatureOf(credential, text));
  const ends = momentOf(date) + Number(parameter("X-Amz-Expires")) * 1000;
  if (!(now <= ends)) throw accessDenied("Request has expired");
  return credential.accessKey;
}

/** Access key of who signed a form's policy; throws AWS's error for a signature that is wrong. */
export function signerOfForm(field: (name: string) => string): string {
  if (field("x-amz-algorithm") !== algorithm) throw accessDenied(`Only ${algorithm} is supported.`);
  const credential = credentialIn(field("x-amz-credential"));
  mustEqual(field("x-amz-signature"), signatureOf(credential, field("policy")));
  return credential.accessKey;
}
