/**
 * Whether SES sends in the town's name. A user pool refuses an identity that is not verified, and a new account may
 * only write to addresses it verified itself.
 */
import { GetIdentityVerificationAttributesCommand, GetSendQuotaCommand, type SESClient } from "@aws-sdk/client-ses";

export type Sender = "verified" | "unverified" | "sandbox";

/** SES gives a new account 200 mails a day, to verified addresses only, until AWS has been asked for more. */
const sandboxQuota = 200;

export async function senderState(client: SESClient, domain: string): Promise<Sender> {
  const { VerificationAttributes } = await client.send(
    new GetIdentityVerificationAttributesCommand({ Identities: [domain] }),
  );
  if (VerificationAttributes?.[domain]?.VerificationStatus !== "Success") return "unverified";
  const { Max24HourSend = 0 } = await client.send(new GetSendQuotaCommand({}));
  return Max24HourSend > sandboxQuota ? "verified" : "sandbox";
}
