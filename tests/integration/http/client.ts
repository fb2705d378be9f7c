/** The API as any client may call it: honest browsers, and everybody else. */
import { request } from "node:http";
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import * as z from "zod";
import { sessionView, type SessionView } from "../../../functions/sign-in/contract/session.ts";
import { freshCode } from "../../support/totp.ts";
import { problemSchema, type ProblemBody } from "../../../functions/http/problem-schema.ts";

export interface Sent {
  readonly method: string;
  readonly path: string;
  /** Sent as JSON, or as it is when it is a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  /** Another address of this machine that it is sent from (`127.0.0.21`), as from another network. */
  readonly from?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly cookies: Readonly<Record<string, string>>;
}

/** What a browser on the portal's own page says of itself. */
const ownPage = { "sec-fetch-site": "same-origin" };

const cookiesIn = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    headers.getSetCookie().map((line) => {
      const [pair = ""] = line.split(";");
      const split = pair.indexOf("=");
      return [pair.slice(0, split), pair.slice(split + 1)];
    }),
  );

export async function send(
  portal: string,
  { method, path, body, headers = ownPage, cookies = {}, from }: Sent,
): Promise<Received> {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
  const sent = {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(cookie === "" ? {} : { cookie }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  };
  const url = `${portal}${path}`;
  const answer = await (from === undefined ? fetch(url, { ...sent, redirect: "manual" }) : fetchFrom(from, url, sent));
  return {
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
    cookies: cookiesIn(answer.headers),
  };
}

/** `fetch` cannot choose where it comes from. */
const fetchFrom = (
  localAddress: string,
  url: string,
  {
    method,
    headers,
    body,
  }: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { host, port, pathname, search } = new URL(url);
    const options = { host: "127.0.0.1", port, path: `${pathname}${search}`, method, localAddress, agent: false };
    request({ ...options, headers: { ...headers, host } }, (response) => {
      response.toArray().then((parts: Buffer[]) => {
        const status = response.statusCode ?? 0;
        const received = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        resolve(
          new Response(status === 204 || status === 304 ? null : Buffer.concat(parts), { status, headers: received }),
        );
      }, reject);
    })
      .once("error", reject)
      .end(body);
  });

const strictProblem = z.strictObject(problemSchema.shape);

/** The problem an answer carries. Throws when it is none. */
export function problemIn({ headers, text, status }: Received): ProblemBody {
  const type = headers.get("content-type");
  if (type !== "application/problem+json")
    throw new Error(`${status} ${type ?? "without a type"} is no problem+json: ${text.slice(0, 200)}`);
  return strictProblem.parse(JSON.parse(text));
}

export const sidCookie = "__Host-sid";
export const accessCookie = "__Host-access";

export interface SignedIn {
  readonly view: SessionView;
  readonly cookies: Readonly<Record<string, string>>;
}

/** Signs in, with a code of the authenticator app where there is one. */
export async function signIn(portal: string, login: string, password: string, totpSecret?: string): Promise<SignedIn> {
  let answer = await send(portal, { method: "POST", path: "/api/session", body: { login, password } });
  if (answer.status === 401 && totpSecret !== undefined)
    answer = await send(portal, {
      method: "POST",
      path: "/api/session/second-factor",
      body: { code: freshCode(totpSecret) },
      cookies: answer.cookies,
    });
  if (answer.status !== 200) throw new Error(`${login} could not sign in: ${answer.status} ${answer.text}`);
  return { view: sessionView.parse(JSON.parse(answer.text)), cookies: answer.cookies };
}

const challengeAnswer = z.object({
  parameters: z.looseObject({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.number(),
    keyLength: z.number(),
    keyPrefix: z.string(),
  }),
  signature: z.string(),
});

/** « Je ne suis pas un robot », solved as the page does. */
export async function solveRobot(portal: string): Promise<string> {
  const { text } = await send(portal, { method: "GET", path: "/api/account/challenge" });
  const challenge = challengeAnswer.parse(JSON.parse(text));
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error("The challenge has no solution");
  return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
}
