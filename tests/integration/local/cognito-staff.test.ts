/** What staff need of the pool: invitations, temporary passwords, a second factor, groups, lists. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  ConfirmForgotPasswordCommand,
  ListUsersCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { generate } from "cognito-local/lib/services/totp.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { longEnough, startTestPool, type TestPool } from "../../support/cognito.ts";

let pool: TestPool;
beforeAll(async () => {
  pool = await startTestPool();
});
afterAll(() => pool.end());
beforeEach(() => {
  pool.mails.length = 0;
  pool.events.length = 0;
  Reflect.deleteProperty(pool.triggers, "PreSignUp");
});

const at = () => ({ UserPoolId: pool.userPoolId });
const invite = (Username: string, more: object = {}) =>
  pool.client.send(
    new AdminCreateUserCommand({
      ...at(),
      Username,
      UserAttributes: [
        { Name: "email", Value: `${Username.toLowerCase()}@mairie.example` },
        { Name: "email_verified", Value: "true" },
      ],
      DesiredDeliveryMediums: ["EMAIL"],
      ...more,
    }),
  );
const respond = (
  username: string,
  ChallengeName: "SOFTWARE_TOKEN_MFA" | "NEW_PASSWORD_REQUIRED",
  Session: string | undefined,
  responses: Record<string, string>,
) =>
  pool.client.send(
    new AdminRespondToAuthChallengeCommand({
      ...at(),
      ClientId: pool.clientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: username, SECRET_HASH: pool.secretHash(username), ...responses },
    }),
  );
const chosen = "Luzerne-Tournesol-Perdrix";

describe("invitation", () => {
  it("mails a temporary password, asks for another at the first sign-in, and PreSignUp knows it for what it is", async () => {
    pool.triggers.PreSignUp = (event) => event;
    const { User } = await invite("AGENT.A");
    expect(User).toMatchObject({ Username: "AGENT.A", UserStatus: "FORCE_CHANGE_PASSWORD", Enabled: true });
    expect(User?.UserCreateDate).toBeInstanceOf(Date);
    expect(pool.events.map(({ triggerSource }) => triggerSource)).toEqual([
      "PreSignUp_AdminCreateUser",
      "CustomMessage_AdminCreateUser",
    ]);
    const temporary = /temporary password is (.+)\.$/.exec(pool.mails[0]?.html ?? "")?.[1] ?? "";
    expect(temporary).toHaveLength(16);
    await expect(pool.signIn("AGENT.A", "wrong")).rejects.toMatchObject({ name: "NotAuthorizedException" });
    const { ChallengeName, Session, ChallengeParameters, AuthenticationResult } = await pool.signIn(
      "AGENT.A",
      temporary,
    );
    expect({ ChallengeName, AuthenticationResult }).toEqual({
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      AuthenticationResult: undefined,
    });
    expect(ChallengeParameters).toMatchObject({ USER_ID_FOR_SRP: "AGENT.A" });
    await expect(respond("AGENT.A", "NEW_PASSWORD_REQUIRED", Session, { NEW_PASSWORD: "court" })).rejects.toMatchObject(
      { name: "InvalidPasswordException" },
    );
    expect(
      (await respond("AGENT.A", "NEW_PASSWORD_REQUIRED", Session, { NEW_PASSWORD: chosen })).AuthenticationResult
        ?.AccessToken,
    ).toBeDefined();
    await expect(respond("AGENT.A", "NEW_PASSWORD_REQUIRED", Session, { NEW_PASSWORD: chosen })).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Invalid session for the user.",
    });
    expect((await pool.signIn("AGENT.A", chosen)).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it("a temporary password ends after a week; a second invitation replaces it", async () => {
    await invite("AGENT.B", { TemporaryPassword: longEnough });
    const now = Date.now;
    Date.now = () => now() + 7 * 86_400_000 + 1;
    try {
      await expect(pool.signIn("AGENT.B", longEnough)).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Temporary password has expired and must be reset by an administrator.",
      });
    } finally {
      Date.now = now;
    }
    await expect(invite("AGENT.B")).rejects.toMatchObject({ name: "UsernameExistsException" });
    await invite("AGENT.B", { MessageAction: "RESEND", TemporaryPassword: chosen });
    expect((await pool.signIn("AGENT.B", chosen)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    await expect(pool.signIn("AGENT.B", longEnough)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("AdminSetUserPassword holds the policy; not permanent means temporary", async () => {
    await invite("AGENT.C", { MessageAction: "SUPPRESS" });
    expect(pool.mails).toHaveLength(0);
    const set = (Password: string, Permanent: boolean) =>
      pool.client.send(new AdminSetUserPasswordCommand({ ...at(), Username: "AGENT.C", Password, Permanent }));
    await expect(set("court", true)).rejects.toMatchObject({ name: "InvalidPasswordException" });
    await set(longEnough, false);
    expect((await pool.signIn("AGENT.C", longEnough)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    await set(longEnough, true);
    expect((await pool.signIn("AGENT.C", longEnough)).AuthenticationResult).toBeDefined();
  });

  it("AdminResetUserPassword voids the password and mails a code", async () => {
    await pool.person("AGENT.D", longEnough);
    await pool.client.send(new AdminResetUserPasswordCommand({ ...at(), Username: "AGENT.D" }));
    await expect(pool.signIn("AGENT.D", longEnough)).rejects.toMatchObject({ name: "PasswordResetRequiredException" });
    await pool.client.send(
      new ConfirmForgotPasswordCommand({ ...pool.named("AGENT.D"), ConfirmationCode: pool.code(), Password: chosen }),
    );
    expect((await pool.signIn("AGENT.D", chosen)).AuthenticationResult).toBeDefined();
  });
});

describe("second factor", () => {
  const enrol = async (username: string): Promise<{ readonly secret: string; readonly access: string }> => {
    await pool.person(username, longEnough);
    const access = (await pool.signIn(username, longEnough)).AuthenticationResult?.AccessToken ?? "";
    const { SecretCode = "" } = await pool.client.send(new AssociateSoftwareTokenCommand({ AccessToken: access }));
    return { secret: SecretCode, access };
  };
  const prefer = (access: string) =>
    pool.client.send(
      new SetUserMFAPreferenceCommand({
        AccessToken: access,
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
  const verify = (AccessToken: string, UserCode: string) =>
    pool.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  /** A code of the next half-minute: the pool accepts one step around now, and each code once. */
  const nextCode = (secret: string): string => {
    const now = Date.now;
    Date.now = () => now() + 30_000;
    try {
      return generate(secret);
    } finally {
      Date.now = now;
    }
  };

  it("is proven, then preferred, then asked for", async () => {
    const { secret, access } = await enrol("M1");
    await expect(prefer(access)).rejects.toMatchObject({ name: "InvalidParameterException" });
    await expect(verify(access, "000000")).rejects.toMatchObject({ name: "EnableSoftwareTokenMFAException" });
    expect((await verify(access, generate(secret))).Status).toBe("SUCCESS");
    expect((await pool.signIn("M1", longEnough)).AuthenticationResult).toBeDefined();
    await prefer(access);
    expect(await pool.client.send(new AdminGetUserCommand({ ...at(), Username: "M1" }))).toMatchObject({
      UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
      PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
    });
    const { ChallengeName, Session, AuthenticationResult } = await pool.signIn("M1", longEnough);
    expect({ ChallengeName, AuthenticationResult }).toEqual({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      AuthenticationResult: undefined,
    });
    await expect(
      respond("M1", "SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: "000000" }),
    ).rejects.toMatchObject({ name: "CodeMismatchException" });
    await expect(
      respond("M1", "SOFTWARE_TOKEN_MFA", "invented", { SOFTWARE_TOKEN_MFA_CODE: nextCode(secret) }),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
    const code = nextCode(secret);
    const signedIn = await respond("M1", "SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: code });
    expect(signedIn.AuthenticationResult?.RefreshToken).toBeDefined();
    const again = await pool.signIn("M1", longEnough);
    await expect(
      respond("M1", "SOFTWARE_TOKEN_MFA", again.Session, { SOFTWARE_TOKEN_MFA_CODE: code }),
    ).rejects.toMatchObject({
      name: "ExpiredCodeException",
      message: "Your software token has already been used once.",
    });
  });

  it("one person's challenge is not another's", async () => {
    const { secret, access } = await enrol("M2");
    await verify(access, generate(secret));
    await prefer(access);
    await invite("M3", { MessageAction: "SUPPRESS", TemporaryPassword: longEnough });
    const { Session } = await pool.signIn("M3", longEnough);
    await expect(
      respond("M2", "SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: nextCode(secret) }),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("enrolling again and giving up leaves the first one working; an administrator may turn it off", async () => {
    const { secret, access } = await enrol("M4");
    await verify(access, generate(secret));
    await prefer(access);
    await pool.client.send(new AssociateSoftwareTokenCommand({ AccessToken: access }));
    const { Session } = await pool.signIn("M4", longEnough);
    expect(
      (await respond("M4", "SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: nextCode(secret) }))
        .AuthenticationResult,
    ).toBeDefined();
    await pool.client.send(
      new AdminSetUserMFAPreferenceCommand({ ...at(), Username: "M4", SoftwareTokenMfaSettings: { Enabled: false } }),
    );
    expect((await pool.signIn("M4", longEnough)).AuthenticationResult).toBeDefined();
  });
});

describe("lists", () => {
  it("groups of a user; users page by page, filtered, with the attributes asked for", async () => {
    await pool.person("L1", longEnough);
    await pool.client.send(new AdminAddUserToGroupCommand({ ...at(), Username: "L1", GroupName: "admin" }));
    const { Groups } = await pool.client.send(new AdminListGroupsForUserCommand({ ...at(), Username: "L1" }));
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(["admin"]);
    const { Users: found } = await pool.client.send(
      new ListUsersCommand({ ...at(), Filter: 'username = "L1"', AttributesToGet: ["email"] }),
    );
    expect(found?.map(({ Username, Attributes }) => [Username, Attributes])).toEqual([
      ["L1", [{ Name: "email", Value: "l1@exemple.fr" }]],
    ]);
    const names = new Set<string>();
    let token: string | undefined;
    do {
      const page = await pool.client.send(
        new ListUsersCommand({ ...at(), Limit: 3, ...(token === undefined ? {} : { PaginationToken: token }) }),
      );
      expect(page.Users?.length).toBeLessThanOrEqual(3);
      for (const { Username = "" } of page.Users ?? []) names.add(Username);
      token = page.PaginationToken;
    } while (token !== undefined);
    expect(names.size).toBeGreaterThan(6);
  });
});
