/** The pool's mails: text by the CustomMessage trigger or Cognito's own, sent as a real mail from the town's sender. */
import { AwsError } from "../aws-json.ts";
import type { RunTrigger } from "./triggers.ts";
import { attribute, type LocalUser } from "./users.ts";

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
}

export type SendMail = (mail: OutgoingMail) => Promise<void>;

export type MessageSource = "SignUp" | "ResendCode" | "ForgotPassword" | "UpdateUserAttribute" | "AdminCreateUser";

export interface Message {
  readonly source: MessageSource;
  readonly user: LocalUser;
  /** The code, or the temporary password of an invitation. */
  readonly code: string;
  readonly clientId: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What SignUp and its kin answer about where the code went. */
export interface CodeDeliveryDetails {
  readonly Destination: string;
  readonly DeliveryMedium: "EMAIL";
  readonly AttributeName: "email";
}

const placeholders = { code: "{####}", username: "{username}" } as const;

const defaults: Readonly<Record<MessageSource, { readonly subject: string; readonly text: string }>> = {
  SignUp: { subject: "Your verification code", text: `Your confirmation code is ${placeholders.code}` },
  ResendCode: { subject: "Your verification code", text: `Your confirmation code is ${placeholders.code}` },
  ForgotPassword: { subject: "Your verification code", text: `Your password reset code is ${placeholders.code}` },
  UpdateUserAttribute: { subject: "Your verification code", text: `Your verification code is ${placeholders.code}` },
  AdminCreateUser: {
    subject: "Your temporary password",
    text: `Your username is ${placeholders.username} and temporary password is ${placeholders.code}.`,
  },
};

/** `c***@e***`. */
const maskedAddress = (address: string): string =>
  `${address.slice(0, 1)}***@${address.slice(address.indexOf("@") + 1).slice(0, 1)}***`;

export const emailDelivery = (address: string): CodeDeliveryDetails => ({
  Destination: maskedAddress(address),
  DeliveryMedium: "EMAIL",
  AttributeName: "email",
});

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

export const messagesOf =
  (run: RunTrigger, send: SendMail) =>
  async ({ source, user, code, clientId, metadata }: Message): Promise<CodeDeliveryDetails> => {
    const address = attribute(user, "email");
    if (address === undefined)
      throw new AwsError("CodeDeliveryFailureException", "The user has no address to deliver to.");
    const custom = await run({
      source: `CustomMessage_${source}`,
      user,
      clientId,
      metadata,
      request: {
        codeParameter: placeholders.code,
        linkParameter: "{##Click Here##}",
        usernameParameter: source === "AdminCreateUser" ? placeholders.username : null,
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    });
    const text = textOf(custom?.["emailMessage"]);
    // As AWS has it: a message without the code is refused, or the mail would be useless.
    if (text !== null && !text.includes(placeholders.code))
      throw new AwsError("CodeDeliveryFailureException", `The custom message must contain ${placeholders.code}.`);
    const fill = (template: string): string =>
      template.replaceAll(placeholders.code, code).replaceAll(placeholders.username, user.Username);
    await send({
      to: address,
      subject: fill(textOf(custom?.["emailSubject"]) ?? defaults[source].subject),
      html: fill(text ?? defaults[source].text),
    });
    return emailDelivery(address);
  };

export type Deliver = ReturnType<typeof messagesOf>;
