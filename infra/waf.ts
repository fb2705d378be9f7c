/**
 * An optional filter before CloudFront. In a stack of its own because a web ACL of scope CLOUDFRONT lives in us-east-1,
 * and optional because it costs about 8 EUR a month whatever the traffic (5 USD the ACL, 1 USD a rule).
 */
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";

export const webAclOutput = "WebAclArn";

const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});

function managed(name: string, priority: number, counted: readonly string[] = []): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    visibilityConfig: visible(name),
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name,
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
  };
}

export class WafStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const acl = new CfnWebACL(this, "WebAcl", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: visible("portail-famille"),
      rules: [
        // A family behind a town hall's or an operator's shared address is not a flood: the limit is for machines.
        {
          name: "flood",
          priority: 0,
          action: { block: {} },
          visibilityConfig: visible("flood"),
          statement: { rateBasedStatement: { limit: 3000, evaluationWindowSec: 300, aggregateKeyType: "IP" } },
        },
        managed("AWSManagedRulesAmazonIpReputationList", 1),
        // Supporting documents are larger than the 8 kB that this rule allows; the API has limits of its own.
        managed("AWSManagedRulesCommonRuleSet", 2, ["SizeRestrictions_BODY"]),
      ],
    });
    new CfnOutput(this, webAclOutput, { value: acl.attrArn });
  }
}
