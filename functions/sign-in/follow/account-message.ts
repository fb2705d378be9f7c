import type { CustomMessageTriggerEvent } from "aws-lambda";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import {
  activationMail,
  alreadyActiveMail,
  forgottenPasswordMail,
  guardianInvitationMail,
  invitationMail,
  newAddressMail,
  type AccountMail,
} from "../mails.fr.ts";
import { mailHtml, type MailContent } from "../../mail/layout.ts";

/** Why a code is sent, beyond what Cognito says itself: set by the account area and by staff invitations. */
const reasons: Readonly<Record<string, (mail: AccountMail) => MailContent>> = {
  alreadyActive: alreadyActiveMail,
  guardianInvitation: guardianInvitationMail,
  invitation: invitationMail,
};

function contentFor(event: CustomMessageTriggerEvent, mail: AccountMail): MailContent | null {
  switch (event.triggerSource) {
    case "CustomMessage_SignUp":
    case "CustomMessage_ResendCode":
      return activationMail(mail);
    case "CustomMessage_ForgotPassword":
      return (reasons[event.request.clientMetadata?.["reason"] ?? ""] ?? forgottenPasswordMail)(mail);
    case "CustomMessage_UpdateUserAttribute":
    case "CustomMessage_VerifyUserAttribute":
      return newAddressMail(mail);
    case "CustomMessage_AdminCreateUser":
    case "CustomMessage_Authentication":
      return null;
  }
}

/**
 * Links lead to the portal that asked, an https origin (or this machine's); anything else would be a trap in a mail of
 * ours.
 */
const safeOrigin = /^(https:\/\/[a-z0-9.-]+(:[0-9]+)?|http:\/\/(localhost|127\.0\.0\.1):[0-9]+)$/;

/**
 * The event with the mail's subject and body. Throws when the caller gave no origin for the links: Cognito's own text
 * is English.
 */
export function accountMessage(town: TownForFunctions, event: CustomMessageTriggerEvent): CustomMessageTriggerEvent {
  const portal = event.request.clientMetadata?.["portal"] ?? "";
  if (!safeOrigin.test(portal)) throw new Error("The caller of a mailing action must hand on the portal's origin");
  const content = contentFor(event, { town, portal, login: event.userName.toUpperCase() });
  if (!content) return event;
  return {
    ...event,
    response: {
      ...event.response,
      emailSubject: `${content.subject} · Portail Famille`,
      emailMessage: mailHtml(town, content),
    },
  };
}
