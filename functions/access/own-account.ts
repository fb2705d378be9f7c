/**
 * The user pool, as far as a person acts on their own account: each call is signed by their access token, and by
 * nothing else.
 */
import {
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  SetUserMFAPreferenceCommand,
  UpdateUserAttributesCommand,
  VerifySoftwareTokenCommand,
  VerifyUserAttributeCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  locked,
  outcome,
  tellLock,
  tooMany,
  wrongCode,
  type Outcome,
  type TriggerNotes,
} from "../sign-in/identity-provider.ts";

export interface OwnAccount {
  readonly changePassword: (
    current: string,
    next: string,
  ) => Outcome<"changed", "refused" | "weakPassword" | "tooMany" | "locked">;
  /** The pool mails a code to the new address; the old one stays until it is confirmed. */
  readonly changeEmail: (email: string, notes: TriggerNotes) => Outcome<"sent", "refused" | "tooMany">;
  readonly confirmEmail: (code: string) => Outcome<"confirmed", "wrongCode" | "tooMany">;
  /** The secret to give to an authenticator app. */
  readonly beginSecondFactor: () => Promise<string>;
  readonly confirmSecondFactor: (code: string, device: string) => Outcome<"enrolled", "wrongCode">;
}

export function ownAccount(cognito: CognitoIdentityProviderClient, AccessToken: string): OwnAccount {
  return {
    changePassword: async (current, next) => {
      const done = await outcome(
        cognito
          .send(new ChangePasswordCommand({ AccessToken, PreviousPassword: current, ProposedPassword: next }))
          .catch(tellLock),
        {
          ...tooMany,
          [locked]: "locked",
          NotAuthorizedException: "refused",
          InvalidPasswordException: "weakPassword",
        },
      );
      return typeof done === "string" ? done : "changed";
    },
    changeEmail: async (email, notes) => {
      const done = await outcome(
        cognito.send(
          new UpdateUserAttributesCommand({
            AccessToken,
            UserAttributes: [{ Name: "email", Value: email }],
            ClientMetadata: { ...notes },
          }),
        ),
        { ...tooMany, NotAuthorizedException: "refused" },
      );
      return typeof done === "string" ? done : "sent";
    },
    confirmEmail: async (code) => {
      const done = await outcome(
        cognito.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: code })),
        { ...tooMany, ...wrongCode },
      );
      return typeof done === "string" ? done : "confirmed";
    },
    beginSecondFactor: async () => {
      const { SecretCode } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
      if (!SecretCode) throw new Error("The pool gave no secret for the authenticator app");
      return SecretCode;
    },
    confirmSecondFactor: async (code, device) => {
      const done = await outcome(
        cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: code, FriendlyDeviceName: device })),
        { EnableSoftwareTokenMFAException: "wrongCode", CodeMismatchException: "wrongCode" },
      );
      if (done === "wrongCode" || done.Status !== "SUCCESS") return "wrongCode";
      await cognito.send(
        new SetUserMFAPreferenceCommand({
          AccessToken,
          SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
        }),
      );
      return "enrolled";
    },
  };
}
