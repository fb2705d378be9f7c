/**
 * Tokens as AWS makes them: issuer in AWS's form, `origin_jti`, groups in the access token; refresh tokens are opaque,
 * stored as hashes, and revoking one ends every token that came from it.
 */
import { createHash, randomBytes, randomUUID, sign, verify } from "node:crypto";
import type { AppClient } from "cognito-local/lib/services/appClient.js";
import { isRecord, parseObject } from "../aws-json.ts";
import { issuerOf } from "../names.ts";
import type { SigningKey } from "./keys.ts";
import { attribute, attributesOf, type LocalUser, notAuthorized, type RefreshGrant, type Users } from "./users.ts";

export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  readonly TokenType: "Bearer";
  readonly ExpiresIn: number;
}

export interface Tokens {
  /** Tokens of a finished sign-in. */
  readonly open: (user: LocalUser, client: AppClient) => Promise<AuthenticationResult>;
  /** New tokens for a refresh token. `accept` checks the request against the user it names. */
  readonly renew: (
    refreshToken: string,
    client: AppClient,
    accept: (user: LocalUser) => void,
  ) => Promise<AuthenticationResult>;
  readonly revoke: (refreshToken: string, client: AppClient) => Promise<void>;
  readonly signOutEverywhere: (user: LocalUser) => Promise<void>;
  /** The user of a valid access token, or NotAuthorizedException. */
  readonly userOf: (accessToken: string) => Promise<LocalUser>;
  /** The client that a valid access token was issued to. */
  readonly clientOf: (accessToken: string) => string;
}

const unitSeconds: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
const seconds = (amount: number | undefined, unit: string | undefined, otherwise: number): number =>
  amount === undefined ? otherwise : amount * (unitSeconds[unit ?? ""] ?? 1);

const lifetimes = ({
  AccessTokenValidity,
  IdTokenValidity,
  RefreshTokenValidity,
  TokenValidityUnits: units,
}: AppClient) => ({
  access: seconds(AccessTokenValidity, units?.AccessToken ?? "hours", 3_600),
  id: seconds(IdTokenValidity, units?.IdToken ?? "hours", 3_600),
  refresh: seconds(RefreshTokenValidity, units?.RefreshToken ?? "days", 30 * 86_400),
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");
const epoch = (): number => Math.floor(Date.now() / 1000);

/** The user's name in front, so that a token is found without a search. */
const newRefreshToken = (user: LocalUser): string =>
  `${Buffer.from(user.Username).toString("base64url")}.${randomBytes(48).toString("base64url")}`;
const ownerOf = (token: string): string => Buffer.from(token.split(".")[0] ?? "", "base64url").toString();

export function tokensOf(poolId: string, signing: SigningKey, users: Users): Tokens {
  const jwt = (claims: object): string => {
    const content = `${part({ alg: "RS256", kid: signing.id, typ: "JWT" })}.${part(claims)}`;
    return `${content}.${sign("sha256", Buffer.from(content), signing.key).toString("base64url")}`;
  };

  const issue = async (user: LocalUser, client: AppClient, grant: RefreshGrant): Promise<AuthenticationResult> => {
    const { access, id } = lifetimes(client);
    const now = epoch();
    const groups = await users.groupsOf(user);
    const attributes = attributesOf(user);
    const common = {
      sub: attributes["sub"],
      ...(groups.length > 0 ? { "cognito:groups": groups } : {}),
      iss: issuerOf(poolId),
      origin_jti: grant.id,
      event_id: randomUUID(),
      auth_time: grant.authTime,
      iat: now,
    };
    const accessToken = {
      ...common,
      client_id: client.ClientId,
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      exp: now + access,
      jti: randomUUID(),
      username: user.Username,
    };
    const idToken = {
      ...common,
      aud: client.ClientId,
      token_use: "id",
      exp: now + id,
      jti: randomUUID(),
      "cognito:username": user.Username,
      ...attributes,
      ...(attributes["email_verified"] === undefined
        ? {}
        : { email_verified: attributes["email_verified"] === "true" }),
    };
    return { AccessToken: jwt(accessToken), IdToken: jwt(idToken), TokenType: "Bearer", ExpiresIn: access };
  };

  const live = (user: LocalUser): readonly RefreshGrant[] =>
    (user.Grants ?? []).filter(({ expiresAt }) => expiresAt > epoch());

  const claimsOf = (accessToken: string): Record<string, unknown> => {
    const [head = "", body = "", signature = ""] = accessToken.split(".");
    const genuine = verify(
      "sha256",
      Buffer.from(`${head}.${body}`),
      signing.publicKey,
      Buffer.from(signature, "base64url"),
    );
    const claims: unknown = genuine ? parseObject(Buffer.from(body, "base64url").toString()) : null;
    if (!isRecord(claims) || claims["token_use"] !== "access" || claims["iss"] !== issuerOf(poolId))
      throw notAuthorized("Invalid Access Token");
    if (Number(claims["exp"]) <= epoch()) throw notAuthorized("Access Token has expired");
    return claims;
  };

  return {
    open: async (user, client) => {
      const token = newRefreshToken(user);
      const grant: RefreshGrant = {
        id: randomUUID(),
        hash: hashOf(token),
        clientId: client.ClientId,
        authTime: epoch(),
        expiresAt: epoch() + lifetimes(client).refresh,
      };
      const saved = await users.update(user, (current) => ({ ...current, Grants: [...live(current), grant] }));
      return { ...(await issue(saved, client, grant)), RefreshToken: token };
    },
    renew: async (refreshToken, client, accept) => {
      const user = await users.find(ownerOf(refreshToken));
      if (!user) throw notAuthorized("Invalid Refresh Token");
      accept(user);
      const hash = hashOf(refreshToken);
      const grant = user.Grants?.find((known) => known.hash === hash && known.clientId === client.ClientId);
      if (!grant) throw notAuthorized("Refresh Token has been revoked");
      if (grant.expiresAt <= epoch()) throw notAuthorized("Refresh Token has expired");
      if (!user.Enabled) throw notAuthorized("User is disabled.");
      return issue(user, client, grant);
    },
    revoke: async (refreshToken, client) => {
      const user = await users.find(ownerOf(refreshToken));
      const hash = hashOf(refreshToken);
      // A token that is already void is no error, so that signing out twice works.
      if (user)
        await users.update(user, (current) => ({
          ...current,
          Grants: live(current).filter((grant) => grant.hash !== hash || grant.clientId !== client.ClientId),
        }));
    },
    signOutEverywhere: async (user) => {
      await users.update(user, (current) => ({ ...current, Grants: [] }));
    },
    userOf: async (accessToken) => {
      const claims = claimsOf(accessToken);
      const user = await users.find(String(claims["username"]));
      if (!user || attribute(user, "sub") !== claims["sub"]) throw notAuthorized("Invalid Access Token");
      if (!user.Enabled) throw notAuthorized("User is disabled.");
      if (!live(user).some(({ id }) => id === claims["origin_jti"]))
        throw notAuthorized("Access Token has been revoked");
      return user;
    },
    clientOf: (accessToken) => String(claimsOf(accessToken)["client_id"]),
  };
}
