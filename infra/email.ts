/**
 * The town's own sender. In a stack of its own: SES verifies a domain hours after the town's DNS holds the records, and
 * the portal must not wait for that.
 */
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import type { Construct } from "constructs";

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
/** By name, so that the portal's stack can be deployed, or deleted, without this one. */
export const configurationSetName = (stackName: string): string => `${stackName}-mail`;

export interface EmailStackProps extends StackProps {
  readonly senderAddress: string;
  /** Name of the portal's stack. */
  readonly portal: string;
}

export class EmailStack extends Stack {
  constructor(scope: Construct, id: string, { senderAddress, portal, ...props }: EmailStackProps) {
    super(scope, id, props);
    const domain = domainOf(senderAddress);
    const bounces = `courrier.${domain}`;
    const configurationSet = new ConfigurationSet(this, "Sending", {
      configurationSetName: configurationSetName(portal),
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // Writing again to an address that refused or complained ruins the domain's reputation for all families.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      reputationMetrics: true,
    });
    const identity = new EmailIdentity(this, "Domain", {
      identity: Identity.domain(domain),
      configurationSet,
      mailFromDomain: bounces,
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    });
    const record = (key: string, value: string): CfnOutput => new CfnOutput(this, key, { value });
    for (const [i, { name, value }] of identity.dkimRecords.entries()) record(`Dns${i + 1}`, `${name} CNAME ${value}`);
    record("Dns4", `${bounces} MX 10 feedback-smtp.${this.region}.amazonses.com`);
    record("Dns5", `${bounces} TXT "v=spf1 include:amazonses.com ~all"`);
  }
}
