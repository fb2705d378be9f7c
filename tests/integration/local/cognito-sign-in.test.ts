/** Signing in, tokens, renewing and revoking, as Amazon Cognito documents them. */
import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longEnough, startTestPool, type TestPool } from "../../support/cognito.ts";

let pool: TestPool;
beforeAll(async () => {
  pool = await startTestPool();
});
afterAll(() => pool.end());

const tokens = async (username: string) => {
  const { AuthenticationResult } = await pool.signIn(username, longEnough);
  return { access: AuthenticationResult?.AccessToken ?? "", refresh: AuthenticationResult?.RefreshToken ?? "" };
};
const renew = (username: string, refresh: string) =>
  pool.client.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.userPoolId,
      ClientId: pool.clientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: refresh, SECRET_HASH: pool.secretHash(username) },
    }),
  );
const getUser = (AccessToken: string) => pool.client.send(new GetUserCommand({ AccessToken }));
const claims = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

describe("ADMIN_USER_PASSWORD_AUTH", () => {
  it("gives tokens that aws-jwt-verify accepts, with AWS's issuer and the groups", async () => {
    await pool.person("S1", longEnough);
    await pool.client.send(
      new AdminAddUserToGroupCommand({ UserPoolId: pool.userPoolId, Username: "S1", GroupName: "admin" }),
    );
    const { AuthenticationResult } = await pool.signIn("S1", longEnough);
    expect(AuthenticationResult).toMatchObject({ TokenType: "Bearer", ExpiresIn: 900 });
    const fetcher = {
      fetch: async () =>
        new Uint8Array(
          await (await fetch(`${pool.cognito.url}/${pool.userPoolId}/.well-known/jwks.json`)).arrayBuffer(),
        ).buffer,
    };
    const verifier = CognitoJwtVerifier.create(
      { userPoolId: pool.userPoolId, clientId: pool.clientId, tokenUse: "access" },
      { jwksCache: new SimpleJwksCache({ fetcher }) },
    );
    const verified = await verifier.verify(AuthenticationResult?.AccessToken ?? "");
    expect(verified).toMatchObject({
      iss: `https://cognito-idp.eu-west-3.amazonaws.com/${pool.userPoolId}`,
      username: "S1",
      "cognito:groups": ["admin"],
      token_use: "access",
    });
    expect(verified.exp - verified.iat).toBe(900);
    await expect(verifier.verify(`${AuthenticationResult?.AccessToken ?? ""}x`)).rejects.toThrow();
    expect(claims(AuthenticationResult?.IdToken ?? "")).toMatchObject({
      aud: pool.clientId,
      token_use: "id",
      email: "s1@exemple.fr",
      email_verified: true,
    });
  });

  it("says the same of a wrong password and of nobody", async () => {
    await pool.person("S2", longEnough);
    const refusal = { name: "NotAuthorizedException", message: "Incorrect username or password." };
    await expect(pool.signIn("S2", "wrong")).rejects.toMatchObject(refusal);
    await expect(pool.signIn("NOBODY", "wrong")).rejects.toMatchObject(refusal);
    for (const odd of ["constructor", "__proto__", "toString"])
      await expect(pool.signIn(odd, "wrong")).rejects.toMatchObject(refusal);
  });

  it("a disabled user cannot sign in, renew, or use what they hold", async () => {
    await pool.person("S3", longEnough);
    const { access, refresh } = await tokens("S3");
    const named = { UserPoolId: pool.userPoolId, Username: "S3" };
    await pool.client.send(new AdminDisableUserCommand(named));
    const disabled = { name: "NotAuthorizedException", message: "User is disabled." };
    await expect(pool.signIn("S3", longEnough)).rejects.toMatchObject(disabled);
    await expect(pool.signIn("S3", "wrong")).rejects.toMatchObject({ message: "Incorrect username or password." });
    await expect(renew("S3", refresh)).rejects.toMatchObject(disabled);
    await expect(getUser(access)).rejects.toMatchObject(disabled);
    await pool.client.send(new AdminEnableUserCommand(named));
    await expect(renew("S3", refresh)).resolves.toBeDefined();
  });

  it("wrong passwords in a row make wait", async () => {
    await pool.person("S4", longEnough);
    for (let i = 0; i < 5; i += 1)
      await expect(pool.signIn("S4", "wrong")).rejects.toMatchObject({ message: "Incorrect username or password." });
    await expect(pool.signIn("S4", longEnough)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Password attempts exceeded",
    });
  });

  it("the flow must be the client's, and the secret proven", async () => {
    const initiate = (AuthFlow: "USER_PASSWORD_AUTH" | "USER_SRP_AUTH") =>
      pool.client.send(
        new InitiateAuthCommand({
          ClientId: pool.clientId,
          AuthFlow,
          AuthParameters: { USERNAME: "S1", PASSWORD: longEnough },
        }),
      );
    await expect(initiate("USER_PASSWORD_AUTH")).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "USER_PASSWORD_AUTH flow not enabled for this client",
    });
    await expect(initiate("USER_SRP_AUTH")).rejects.toMatchObject({ name: "InvalidParameterException" });
    await expect(
      pool.client.send(
        new AdminInitiateAuthCommand({
          UserPoolId: pool.userPoolId,
          ClientId: pool.clientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "S1", PASSWORD: longEnough },
        }),
      ),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
    await expect(
      pool.client.send(new InitiateAuthCommand({ ClientId: "other", AuthFlow: "USER_PASSWORD_AUTH" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("many sign-ins of one person at once all hold", async () => {
    await pool.person("S5", longEnough);
    const all = await Promise.all(Array.from({ length: 8 }, () => tokens("S5")));
    const renewed = await Promise.all(all.map(({ refresh }) => renew("S5", refresh)));
    const signIns = renewed.map(
      ({ AuthenticationResult }) => claims(AuthenticationResult?.AccessToken ?? "")["origin_jti"],
    );
    expect(signIns).toEqual(all.map(({ access }) => claims(access)["origin_jti"]));
    expect(new Set(signIns).size).toBe(8);
  });
});

describe("tokens", () => {
  it("are renewed, without another refresh token, and survive a restart", async () => {
    await pool.person("R1", longEnough);
    const { access, refresh } = await tokens("R1");
    pool = await pool.restart();
    const { AuthenticationResult } = await renew("R1", refresh);
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    expect(claims(AuthenticationResult?.AccessToken ?? "")["origin_jti"]).toBe(claims(access)["origin_jti"]);
    await expect(getUser(access)).resolves.toMatchObject({ Username: "R1" });
  });

  it("RevokeToken ends one sign-in and leaves the others; twice is no error", async () => {
    await pool.person("R2", longEnough);
    const [one, other] = [await tokens("R2"), await tokens("R2")];
    const revoke = () =>
      pool.client.send(
        new RevokeTokenCommand({ ClientId: pool.clientId, ClientSecret: pool.clientSecret, Token: one.refresh }),
      );
    await revoke();
    await revoke();
    await expect(renew("R2", one.refresh)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Refresh Token has been revoked",
    });
    await expect(getUser(one.access)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Access Token has been revoked",
    });
    await expect(renew("R2", other.refresh)).resolves.toBeDefined();
    await expect(
      pool.client.send(new RevokeTokenCommand({ ClientId: pool.clientId, Token: other.refresh })),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it.each(["AdminUserGlobalSignOut", "GlobalSignOut"])("%s ends every sign-in", async (action) => {
    const name = `R-${action}`;
    await pool.person(name, longEnough);
    const [one, other] = [await tokens(name), await tokens(name)];
    if (action === "GlobalSignOut") await pool.client.send(new GlobalSignOutCommand({ AccessToken: one.access }));
    else await pool.client.send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool.userPoolId, Username: name }));
    for (const { access, refresh } of [one, other]) {
      await expect(renew(name, refresh)).rejects.toMatchObject({ name: "NotAuthorizedException" });
      await expect(getUser(access)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    }
  });

  it("an access token that is forged, old or of another kind is refused", async () => {
    await pool.person("R3", longEnough);
    const { AuthenticationResult } = await pool.signIn("R3", longEnough);
    const access = AuthenticationResult?.AccessToken ?? "";
    const [head = "", , signature = ""] = access.split(".");
    const forged = `${head}.${Buffer.from(JSON.stringify({ ...claims(access), username: "S1" })).toString("base64url")}.${signature}`;
    for (const token of [forged, "nonsense", AuthenticationResult?.IdToken ?? ""])
      await expect(getUser(token)).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Invalid Access Token",
      });
    const now = Date.now;
    Date.now = () => now() + 901_000;
    try {
      await expect(getUser(access)).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Access Token has expired",
      });
    } finally {
      Date.now = now;
    }
  });

  it("a changed password is the one that counts", async () => {
    await pool.person("R4", longEnough);
    const { access } = await tokens("R4");
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      pool.client.send(new ChangePasswordCommand({ AccessToken: access, PreviousPassword, ProposedPassword }));
    await expect(change("wrong", `${longEnough}-2`)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Incorrect username or password.",
    });
    await expect(change(longEnough, "court")).rejects.toMatchObject({ name: "InvalidPasswordException" });
    await change(longEnough, `${longEnough}-2`);
    await expect(pool.signIn("R4", longEnough)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    await expect(pool.signIn("R4", `${longEnough}-2`)).resolves.toBeDefined();
  });
});
