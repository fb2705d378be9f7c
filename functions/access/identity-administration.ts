/** The user pool, as far as giving and withdrawing other people's sign-ins goes. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  ForgotPasswordCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { createHmac, randomBytes } from "node:crypto";
import type { PoolClient } from "../sign-in/identity-provider.ts";
import type { Login } from "../kernel/ids.ts";
import { staffGroup } from "../http/session-guard.ts";

export interface IdentityAdministration {
  /** Makes a user whose password nobody knows: choosing one, by a mailed code, is what opens it. */
  readonly create: (login: Login, email: string) => Promise<"created" | "exists">;
  readonly addToStaff: (login: Login) => Promise<void>;
  /** Mails a code to choose a password; `reason` selects the mail's text. */
  readonly inviteByMail: (login: Login, notes: Readonly<Record<string, string>>) => Promise<void>;
  /** Null: no such user. */
  readonly emailOf: (login: Login) => Promise<string | null>;
  readonly remove: (login: Login) => Promise<void>;
  /** The authenticator app is lost: whoever holds its tokens is out, and the next sign-in can only enrol another. */
  readonly dropSecondFactor: (login: Login) => Promise<void>;
  readonly disable: (login: Login) => Promise<void>;
  readonly enable: (login: Login) => Promise<void>;
}

const named = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** Longer than anyone guesses, with the four classes that any policy asks for. Never shown, never kept. */
const unknownPassword = (): string => `${randomBytes(32).toString("base64url")}aA1!`;

export function cognitoAdministration(
  cognito: CognitoIdentityProviderClient,
  { userPoolId, clientId, clientSecret }: PoolClient,
): IdentityAdministration {
  const user = (login: Login) => ({ UserPoolId: userPoolId, Username: login });
  return {
    create: async (login, email) => {
      try {
        await cognito.send(
          new AdminCreateUserCommand({
            ...user(login),
            MessageAction: "SUPPRESS",
            UserAttributes: [
              { Name: "email", Value: email },
              { Name: "email_verified", Value: "true" },
            ],
          }),
        );
      } catch (error) {
        if (named(error, "UsernameExistsException")) return "exists";
        throw error;
      }
      await cognito.send(
        new AdminSetUserPasswordCommand({ ...user(login), Password: unknownPassword(), Permanent: true }),
      );
      return "created";
    },
    addToStaff: async (login) => {
      await cognito.send(new AdminAddUserToGroupCommand({ ...user(login), GroupName: staffGroup }));
    },
    inviteByMail: async (login, notes) => {
      const SecretHash = createHmac("sha256", clientSecret).update(`${login}${clientId}`).digest("base64");
      await cognito.send(
        new ForgotPasswordCommand({ ClientId: clientId, SecretHash, Username: login, ClientMetadata: { ...notes } }),
      );
    },
    emailOf: async (login) => {
      try {
        const { UserAttributes } = await cognito.send(new AdminGetUserCommand(user(login)));
        return UserAttributes?.find(({ Name }) => Name === "email")?.Value ?? null;
      } catch (error) {
        if (named(error, "UserNotFoundException")) return null;
        throw error;
      }
    },
    remove: async (login) => {
      try {
        await cognito.send(new AdminDeleteUserCommand(user(login)));
      } catch (error) {
        if (!named(error, "UserNotFoundException")) throw error;
      }
    },
    dropSecondFactor: async (login) => {
      await cognito.send(
        new AdminSetUserMFAPreferenceCommand({
          ...user(login),
          SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
        }),
      );
      await cognito.send(new AdminUserGlobalSignOutCommand(user(login)));
    },
    disable: async (login) => {
      await cognito.send(new AdminDisableUserCommand(user(login)));
      await cognito.send(new AdminUserGlobalSignOutCommand(user(login)));
    },
    enable: async (login) => {
      await cognito.send(new AdminEnableUserCommand(user(login)));
    },
  };
}
