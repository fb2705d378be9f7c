/**
 * Who calls: the access token is verified (signature, issuer, client, expiry), then the session record that the `sid`
 * cookie names is read. The second makes « disabled at once » and « déconnecter partout » true; it is one consistent
 * read.
 */
import { createHash } from "node:crypto";
import { Agent } from "node:http";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { JwtExpiredError } from "aws-jwt-verify/error";
import { SimpleFetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { Clock } from "../kernel/clock.ts";
import { allows } from "../kernel/permissions.ts";
import { readId, type Instant, type Login } from "../kernel/ids.ts";
import type { RequiredAction, Session } from "./session.ts";
import { accessCookie, sidCookie } from "./cookies.ts";
import type { CallState, HttpMiddleware } from "./call.ts";
import { Problem } from "./problem.ts";

/** Group of staff members in the user pool. */
export const staffGroup = "admin";

export interface TokenFacts {
  readonly login: Login;
  readonly staff: boolean;
  readonly expiresAt: number;
}

export interface SessionReader {
  /** Facts of a valid access token; throws `JwtExpiredError` for an expired one and another error for a false one. */
  readonly verifyToken: (token: string) => Promise<TokenFacts>;
  /** The open session of that sign-in and `sid`, or null. */
  readonly readSession: (login: Login, sidHash: string) => Promise<Session | null>;
  readonly clock: Clock;
}

/** The form in which a `sid` is stored: the table never holds what opens a session. */
export const hashSid = (sid: string): string => createHash("sha256").update(sid).digest("base64url");

const missing = () =>
  new Problem("session.missing", "Identifiez-vous pour continuer. Ce que vous avez saisi est gardé.");
const expired = () =>
  new Problem(
    "session.expired",
    "Votre session a expiré. Identifiez-vous de nouveau : ce que vous avez saisi est gardé.",
  );

async function openSession(reader: SessionReader, cookies: CallState["cookies"]): Promise<Session> {
  const sid = cookies.get(sidCookie);
  if (!sid) throw missing();
  const token = cookies.get(accessCookie);
  if (!token) throw expired();
  let facts: TokenFacts;
  try {
    facts = await reader.verifyToken(token);
  } catch (error) {
    // A forged token and an expired one differ for the client only in what it should do: renew, or sign in.
    throw error instanceof JwtExpiredError ? expired() : missing();
  }
  const session = await reader.readSession(facts.login, hashSid(sid));
  const now: Instant = reader.clock();
  if (!session || session.endsAt <= now) throw missing();
  if ((session.role === "staff") !== facts.staff) throw missing();
  return session;
}

const refusedForDuty = (requiredAction: RequiredAction) =>
  requiredAction === "enrolSecondFactor"
    ? new Problem(
        "secondFactor.toEnrol",
        "Activez d’abord la double authentification : elle protège les dossiers de toutes les familles.",
      )
    : new Problem("terms.toAccept", "Lisez et acceptez d’abord les conditions générales d’utilisation.");

/** Lets a call pass when the route's `access`, and the permission that it takes of staff, allow its session. */
export function sessionGuard(reader: SessionReader): HttpMiddleware {
  return {
    before: async ({ internal: { call } }) => {
      const { access } = call.spec;
      if (access === "anyone") return;
      const session = await openSession(reader, call.cookies);
      if (access !== "signedIn" && session.role !== access)
        throw new Problem(
          "access.denied",
          access === "staff" ? "Cette page est réservée aux agents." : "Cette page est réservée aux familles.",
        );
      if (call.spec.access === "staff" && !(session.role === "staff" && allows(session.grants, call.spec.permission)))
        throw new Problem(
          "access.denied",
          "Votre accès d’agent ne permet pas cette action. Demandez à un administrateur du portail de vous l’ouvrir.",
        );
      if (session.requiredAction && !call.spec.beforeRequiredActions) throw refusedForDuty(session.requiredAction);
      call.session = session;
    },
  };
}

/** Verifies the pool's access tokens; its keys are fetched once, at start. */
export async function tokenVerifier(pool: {
  readonly userPoolId: string;
  readonly clientId: string;
}): Promise<SessionReader["verifyToken"]> {
  const region = pool.userPoolId.slice(0, pool.userPoolId.indexOf("_"));
  // The SDK's own variables say where Cognito is. The library asks by https, unless an agent says http as on one machine; what
  // Node offers as `fetch` would take longer to load than everything else of ours.
  const endpoint =
    process.env["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] ??
    process.env["AWS_ENDPOINT_URL"] ??
    `https://cognito-idp.${region}.amazonaws.com`;
  const overHttp = endpoint.startsWith("http:") ? { agent: new Agent() } : {};
  const fetcher = new SimpleFetcher({ defaultRequestOptions: { responseTimeout: 5000, ...overHttp } });
  const keysAddress = `${endpoint}/${pool.userPoolId}/.well-known/jwks.json`;
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: () => fetcher.fetch(keysAddress) } });
  const verifier = CognitoJwtVerifier.create(
    { userPoolId: pool.userPoolId, tokenUse: "access", clientId: pool.clientId },
    { jwksCache },
  );
  await verifier.hydrate();
  return async (token) => {
    const claims = await verifier.verify(token);
    const login = readId("Login", claims.username.toUpperCase());
    if (!login) throw new Error("The token names no sign-in");
    return { login, staff: claims["cognito:groups"]?.includes(staffGroup) ?? false, expiresAt: claims.exp };
  };
}
