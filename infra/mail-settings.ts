/** What functions that send mail are given: the town's own address once SES has verified it, nothing before. */
import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Town } from "../functions/kernel/town.ts";
import { configurationSetName, domainOf } from "./email.ts";

export interface MailSettings {
  /** `"Portail Famille" <portail@exemple.fr>`, or empty. */
  readonly sender: string;
  readonly configurationSet: string;
  /** What SES checks when a mail is sent: the sender's domain and the configuration set. */
  readonly arns: readonly string[];
}

export function mailSettings(scope: Construct, town: Town, senderVerified: boolean): MailSettings {
  const { senderAddress, senderName } = town.mail;
  if (!senderVerified || senderAddress === null) return { sender: "", configurationSet: "", arns: [] };
  const stack = Stack.of(scope);
  const configurationSet = configurationSetName(stack.stackName);
  const arn = (resource: string, resourceName: string) => stack.formatArn({ service: "ses", resource, resourceName });
  return {
    sender: `"${senderName.replace(/["\\]/gu, "")}" <${senderAddress}>`,
    configurationSet,
    arns: [arn("identity", domainOf(senderAddress)), arn("configuration-set", configurationSet)],
  };
}
