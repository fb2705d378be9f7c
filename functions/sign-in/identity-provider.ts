/**
 * The user pool, as the account area uses it: each call answers with what can happen, so that no caller reads error
 * names. Passwords and codes pass through and are never kept.
 */
import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUserGlobalSignOutCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { createHmac } from "node:crypto";
import type { Login } from "../kernel/ids.ts";

/** What triggers receive with a call: the portal's origin for links, and why a mail is sent. */
export type TriggerNotes = Readonly<Record<string, string>>;

export interface Tokens {
  readonly accessToken: string;
  /** Absent on renewal: the pool does not rotate it. */
  readonly refreshToken: string | null;
  /** Seconds. */
  readonly expiresIn: number;
}

/** The password was right; the pool wants a code of the authenticator app, within minutes. */
export interface SecondStep {
  readonly secondStep: string;
}

export type Outcome<Good extends string, Bad extends string> = Promise<Good | Bad>;

/** What the pool says of a name and a password. */
export type SignInOutcome = Tokens | SecondStep | "refused" | "tooMany" | "locked";

export interface IdentityProvider {
  readonly signUp: (
    login: Login,
    password: string,
    email: string,
    notes: TriggerNotes,
  ) => Outcome<"sent", "exists" | "refused" | "weakPassword">;
  /** Null: nobody has that name. */
  readonly find: (login: Login) => Promise<{ readonly confirmed: boolean; readonly email: string | null } | null>;
  readonly forget: (login: Login) => Promise<void>;
  readonly confirm: (login: Login, code: string) => Outcome<"confirmed", "wrongCode" | "tooMany">;
  readonly resend: (login: Login, notes: TriggerNotes) => Outcome<"sent", "refused" | "tooMany">;
  readonly forgotPassword: (login: Login, notes: TriggerNotes) => Outcome<"sent", "refused" | "tooMany">;
  readonly resetPassword: (
    login: Login,
    code: string,
    password: string,
  ) => Outcome<"changed", "wrongCode" | "tooMany" | "weakPassword">;
  readonly signIn: (login: Login, password: string) => Promise<SignInOutcome>;
  readonly answerSecondStep: (
    login: Login,
    secondStep: string,
    code: string,
  ) => Promise<Tokens | "wrongCode" | "refused" | "locked">;
  readonly renew: (login: Login, refreshToken: string) => Promise<Tokens | "refused">;
  readonly revoke: (refreshToken: string) => Promise<void>;
  readonly signOutEverywhere: (login: Login) => Promise<void>;
  /** The authenticator app is lost: the next sign-in asks for the password only, and can only enrol. */
  readonly dropSecondFactor: (login: Login) => Promise<void>;
}

export interface PoolClient {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Runs a call; an error whose name is listed becomes its outcome, any other is thrown. */
export async function outcome<T, O extends string>(
  call: Promise<T>,
  names: Readonly<Record<string, O>>,
): Promise<T | O> {
  try {
    return await call;
  } catch (error) {
    const known = error instanceof Error ? names[error.name] : undefined;
    if (known !== undefined) return known;
    throw error;
  }
}

function tokensOf(result: AuthenticationResultType | undefined): Tokens | null {
  if (!result?.AccessToken) return null;
  return {
    accessToken: result.AccessToken,
    refreshToken: result.RefreshToken ?? null,
    expiresIn: result.ExpiresIn ?? 0,
  };
}

export const tooMany = { LimitExceededException: "tooMany", TooManyFailedAttemptsException: "tooMany" } as const;
export const wrongCode = {
  CodeMismatchException: "wrongCode",
  ExpiredCodeException: "wrongCode",
  UserNotFoundException: "wrongCode",
  NotAuthorizedException: "wrongCode",
} as const;

/** The pool gives the same name to a wrong password and to a user whom it has locked for a while: only words differ. */
export const locked = "PasswordAttemptsExceeded";
export function tellLock(error: unknown): never {
  if (error instanceof Error && error.name === "NotAuthorizedException" && /attempts exceeded/iu.test(error.message))
    throw Object.assign(new Error(error.message, { cause: error }), { name: locked });
  throw error;
}

export function cognitoIdentity(
  cognito: CognitoIdentityProviderClient,
  { userPoolId, clientId, clientSecret }: PoolClient,
): IdentityProvider {
  const proof = (login: Login) => ({
    ClientId: clientId,
    SecretHash: createHmac("sha256", clientSecret).update(`${login}${clientId}`).digest("base64"),
  });
  const user = (login: Login) => ({ UserPoolId: userPoolId, Username: login });
  const named = (login: Login) => ({ ...proof(login), Username: login });
  const initiate = (
    login: Login,
    flow: "ADMIN_USER_PASSWORD_AUTH" | "REFRESH_TOKEN_AUTH",
    parameters: Record<string, string>,
  ) =>
    cognito.send(
      new AdminInitiateAuthCommand({
        UserPoolId: userPoolId,
        ClientId: clientId,
        AuthFlow: flow,
        AuthParameters: { ...parameters, SECRET_HASH: proof(login).SecretHash },
      }),
    );

  return {
    signUp: async (login, password, email, notes) => {
      const sent = await outcome(
        cognito.send(
          new SignUpCommand({
            ...named(login),
            Password: password,
            UserAttributes: [{ Name: "email", Value: email }],
            ClientMetadata: { ...notes },
          }),
        ),
        {
          UsernameExistsException: "exists",
          UserLambdaValidationException: "refused",
          InvalidPasswordException: "weakPassword",
        },
      );
      return typeof sent === "string" ? sent : "sent";
    },
    find: async (login) => {
      const found = await outcome(cognito.send(new AdminGetUserCommand(user(login))), {
        UserNotFoundException: "unknown",
      });
      if (found === "unknown") return null;
      return {
        confirmed: found.UserStatus !== "UNCONFIRMED",
        email: found.UserAttributes?.find(({ Name }) => Name === "email")?.Value ?? null,
      };
    },
    forget: async (login) => {
      await outcome(cognito.send(new AdminDeleteUserCommand(user(login))), { UserNotFoundException: "gone" });
    },
    confirm: async (login, code) => {
      const done = await outcome(cognito.send(new ConfirmSignUpCommand({ ...named(login), ConfirmationCode: code })), {
        ...tooMany,
        ...wrongCode,
      });
      return typeof done === "string" ? done : "confirmed";
    },
    resend: async (login, notes) => {
      const done = await outcome(
        cognito.send(new ResendConfirmationCodeCommand({ ...named(login), ClientMetadata: { ...notes } })),
        {
          ...tooMany,
          UserNotFoundException: "refused",
          InvalidParameterException: "refused",
          NotAuthorizedException: "refused",
        },
      );
      return typeof done === "string" ? done : "sent";
    },
    forgotPassword: async (login, notes) => {
      const done = await outcome(
        cognito.send(new ForgotPasswordCommand({ ...named(login), ClientMetadata: { ...notes } })),
        {
          ...tooMany,
          UserNotFoundException: "refused",
          InvalidParameterException: "refused",
          NotAuthorizedException: "refused",
        },
      );
      return typeof done === "string" ? done : "sent";
    },
    resetPassword: async (login, code, password) => {
      const done = await outcome(
        cognito.send(new ConfirmForgotPasswordCommand({ ...named(login), ConfirmationCode: code, Password: password })),
        { ...tooMany, ...wrongCode, InvalidPasswordException: "weakPassword" },
      );
      return typeof done === "string" ? done : "changed";
    },
    signIn: async (login, password) => {
      const answer = await outcome(
        initiate(login, "ADMIN_USER_PASSWORD_AUTH", { USERNAME: login, PASSWORD: password }).catch(tellLock),
        {
          [locked]: "locked",
          NotAuthorizedException: "refused",
          UserNotFoundException: "refused",
          UserNotConfirmedException: "refused",
          PasswordResetRequiredException: "refused",
          TooManyRequestsException: "tooMany",
        },
      );
      if (typeof answer === "string") return answer;
      if (answer.ChallengeName === "SOFTWARE_TOKEN_MFA" && answer.Session) return { secondStep: answer.Session };
      return tokensOf(answer.AuthenticationResult) ?? "refused";
    },
    answerSecondStep: async (login, secondStep, code) => {
      const answer = await outcome(
        cognito
          .send(
            new AdminRespondToAuthChallengeCommand({
              UserPoolId: userPoolId,
              ClientId: clientId,
              ChallengeName: "SOFTWARE_TOKEN_MFA",
              Session: secondStep,
              ChallengeResponses: {
                USERNAME: login,
                SOFTWARE_TOKEN_MFA_CODE: code,
                SECRET_HASH: proof(login).SecretHash,
              },
            }),
          )
          .catch(tellLock),
        {
          [locked]: "locked",
          CodeMismatchException: "wrongCode",
          EnableSoftwareTokenMFAException: "wrongCode",
          ExpiredCodeException: "wrongCode",
          NotAuthorizedException: "refused",
          UserNotFoundException: "refused",
        },
      );
      return typeof answer === "string" ? answer : (tokensOf(answer.AuthenticationResult) ?? "refused");
    },
    renew: async (login, refreshToken) => {
      const answer = await outcome(initiate(login, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: refreshToken }), {
        NotAuthorizedException: "refused",
        UserNotFoundException: "refused",
      });
      return answer === "refused" ? answer : (tokensOf(answer.AuthenticationResult) ?? "refused");
    },
    revoke: async (refreshToken) => {
      await outcome(
        cognito.send(new RevokeTokenCommand({ ClientId: clientId, ClientSecret: clientSecret, Token: refreshToken })),
        { UnauthorizedException: "gone", NotAuthorizedException: "gone" },
      );
    },
    signOutEverywhere: async (login) => {
      await outcome(cognito.send(new AdminUserGlobalSignOutCommand(user(login))), { UserNotFoundException: "gone" });
    },
    dropSecondFactor: async (login) => {
      await cognito.send(
        new AdminSetUserMFAPreferenceCommand({
          ...user(login),
          SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
        }),
      );
    },
  };
}
