/** Signing in, answering challenges, renewing and ending sign-ins. */
import type { AppClient } from "cognito-local/lib/services/appClient.js";
import { verify as verifyTotp } from "cognito-local/lib/services/totp.js";
import * as z from "zod/mini";
import { AwsError } from "../aws-json.ts";
import { action, type Actions, checkSecretHash, parameters, type Pool, text } from "./actions.ts";
import { type Challenges, type ChallengeName, createChallenges } from "./challenges.ts";
import { checkPolicy, hashPassword, isPassword, passwordPolicy } from "./passwords.ts";
import { attribute, attributesOf, type LocalUser, notAuthorized, wrongPassword } from "./users.ts";

const day = 86_400_000;

const missing = (name: string): AwsError =>
  new AwsError("InvalidParameterException", `Missing required parameter ${name}`);
const need = (given: Readonly<Record<string, string>>, name: string): string => {
  const value = given[name];
  if (value === undefined || value === "") throw missing(name);
  return value;
};

const hasTotp = (user: LocalUser): boolean => user.UserMFASettingList?.includes("SOFTWARE_TOKEN_MFA") ?? false;

/** Looks at the password first, so that a wrong one tells nothing about the user. */
async function checkedUser(pool: Pool, username: string, password: string): Promise<LocalUser> {
  const user = await pool.users.find(username);
  if (!user) throw wrongPassword();
  if (user.UserStatus === "RESET_REQUIRED")
    throw new AwsError("PasswordResetRequiredException", "Password reset required for the user");
  pool.limits.checkPassword(user.Username);
  const right = await isPassword(password, user.Password);
  pool.limits.passwordWas(user.Username, right);
  if (!right) throw wrongPassword();
  if (!user.Enabled) throw notAuthorized("User is disabled.");
  if (user.UserStatus === "UNCONFIRMED") throw new AwsError("UserNotConfirmedException", "User is not confirmed.");
  return user;
}

const challengeOf = (
  challenges: Challenges,
  ChallengeName: ChallengeName,
  user: LocalUser,
  client: AppClient,
  more: Readonly<Record<string, string>> = {},
): unknown => ({
  ChallengeName,
  ChallengeParameters: { USER_ID_FOR_SRP: user.Username, ...more },
  Session: challenges.open(ChallengeName, user.Username, client.ClientId),
});

/** What comes after the right password: a new one to choose, a code to give, or the tokens. */
async function proceed(pool: Pool, challenges: Challenges, user: LocalUser, client: AppClient): Promise<unknown> {
  if (user.UserStatus === "FORCE_CHANGE_PASSWORD") {
    if ((user.TemporarySince ?? 0) + passwordPolicy.TemporaryPasswordValidityDays * day <= Date.now())
      throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
    return challengeOf(challenges, "NEW_PASSWORD_REQUIRED", user, client, {
      requiredAttributes: "[]",
      userAttributes: JSON.stringify(attributesOf(user)),
    });
  }
  if (hasTotp(user)) return challengeOf(challenges, "SOFTWARE_TOKEN_MFA", user, client);
  return { ChallengeParameters: {}, AuthenticationResult: await pool.tokens.open(user, client) };
}

/** A code counts once: whoever looked over the shoulder cannot use it again. */
async function acceptTotp(pool: Pool, user: LocalUser, code: string): Promise<LocalUser> {
  const secret = user.SoftwareTokenMfaConfiguration?.Secret;
  if (secret === undefined || !verifyTotp(secret, code))
    throw new AwsError("CodeMismatchException", "Invalid code received for user");
  return pool.users.update(user, (current) => {
    if (current.LastTotp === code)
      throw new AwsError("ExpiredCodeException", "Your software token has already been used once.");
    return { ...current, LastTotp: code };
  });
}

async function takeNewPassword(pool: Pool, user: LocalUser, password: string): Promise<LocalUser> {
  checkPolicy(password);
  const Password = await hashPassword(password);
  return pool.users.update(user, (current) => ({ ...current, Password, UserStatus: "CONFIRMED" }));
}

const flowSettings: Readonly<Record<string, string>> = {
  ADMIN_USER_PASSWORD_AUTH: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  USER_PASSWORD_AUTH: "ALLOW_USER_PASSWORD_AUTH",
  REFRESH_TOKEN_AUTH: "ALLOW_REFRESH_TOKEN_AUTH",
  REFRESH_TOKEN: "ALLOW_REFRESH_TOKEN_AUTH",
};

const initiateInput = { ClientId: text(), AuthFlow: text(), AuthParameters: z.optional(parameters) };
const respondInput = {
  ClientId: text(),
  ChallengeName: text(),
  Session: z.optional(text()),
  ChallengeResponses: z.optional(parameters),
};

export function signInActions(pool: Pool): Actions {
  const challenges = createChallenges();

  const initiate = async (input: z.output<z.ZodMiniObject<typeof initiateInput>>, admin: boolean): Promise<unknown> => {
    const client = await pool.clientOf(input.ClientId);
    const setting = flowSettings[input.AuthFlow];
    if (
      setting === undefined ||
      (input.AuthFlow.startsWith("ADMIN_") && !admin) ||
      (input.AuthFlow === "USER_PASSWORD_AUTH" && admin)
    )
      throw new AwsError("InvalidParameterException", "Initiate Auth method not supported.");
    if (!client.ExplicitAuthFlows?.includes(setting))
      throw new AwsError("InvalidParameterException", `${input.AuthFlow} flow not enabled for this client`);
    const given = input.AuthParameters ?? {};
    if (setting === "ALLOW_REFRESH_TOKEN_AUTH") {
      const accept = (user: LocalUser): void => {
        // AWS takes the hash over the user's name or over its sub.
        const bySub = attribute(user, "sub") ?? user.Username;
        try {
          checkSecretHash(client, user.Username, given["SECRET_HASH"]);
        } catch (error) {
          if (given["SECRET_HASH"] === undefined) throw error;
          checkSecretHash(client, bySub, given["SECRET_HASH"]);
        }
      };
      return {
        ChallengeParameters: {},
        AuthenticationResult: await pool.tokens.renew(need(given, "REFRESH_TOKEN"), client, accept),
      };
    }
    const username = need(given, "USERNAME");
    checkSecretHash(client, username, given["SECRET_HASH"]);
    return proceed(pool, challenges, await checkedUser(pool, username, need(given, "PASSWORD")), client);
  };

  const respond = async (input: z.output<z.ZodMiniObject<typeof respondInput>>): Promise<unknown> => {
    const client = await pool.clientOf(input.ClientId);
    const given = input.ChallengeResponses ?? {};
    const username = need(given, "USERNAME");
    checkSecretHash(client, username, given["SECRET_HASH"]);
    const challenge = input.ChallengeName;
    if (challenge !== "SOFTWARE_TOKEN_MFA" && challenge !== "NEW_PASSWORD_REQUIRED")
      throw new AwsError("InvalidParameterException", `Challenge ${challenge} is not supported by this pool.`);
    const session = input.Session ?? "";
    if (session === "") throw missing("Session");
    const user = await pool.users.find(username);
    challenges.check(session, { challenge, username: user?.Username ?? username, clientId: client.ClientId });
    if (!user) throw wrongPassword();
    if (!user.Enabled) throw notAuthorized("User is disabled.");
    const passed =
      challenge === "SOFTWARE_TOKEN_MFA"
        ? await acceptTotp(pool, user, need(given, "SOFTWARE_TOKEN_MFA_CODE"))
        : await takeNewPassword(pool, user, need(given, "NEW_PASSWORD"));
    challenges.close(session);
    return challenge === "NEW_PASSWORD_REQUIRED"
      ? proceed(pool, challenges, passed, client)
      : { ChallengeParameters: {}, AuthenticationResult: await pool.tokens.open(passed, client) };
  };

  return {
    AdminInitiateAuth: action(z.object(initiateInput), (input) => initiate(input, true)),
    InitiateAuth: action(z.object(initiateInput), (input) => initiate(input, false)),
    AdminRespondToAuthChallenge: action(z.object(respondInput), respond),
    RespondToAuthChallenge: action(z.object(respondInput), respond),
    RevokeToken: action(
      z.object({ ClientId: text(), ClientSecret: z.optional(text()), Token: text() }),
      async (input) => {
        const client = await pool.clientOf(input.ClientId);
        if (client.ClientSecret !== input.ClientSecret) throw notAuthorized("Unable to verify client secret.");
        await pool.tokens.revoke(input.Token, client);
        return {};
      },
    ),
    GlobalSignOut: action(z.object({ AccessToken: text() }), async (input) => {
      await pool.tokens.signOutEverywhere(await pool.tokens.userOf(input.AccessToken));
      return {};
    }),
    AdminUserGlobalSignOut: action(z.object({ Username: text() }), async (input) => {
      await pool.tokens.signOutEverywhere(await pool.users.get(input.Username));
      return {};
    }),
  };
}
