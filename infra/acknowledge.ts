/**
 * Findings of cdk-nag and warnings of CDK that are meant: each on the one resource it concerns, with its own reason.
 */
import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

export type Finding = `AwsSolutions-${string}` | `Annotation::${string}`;

export function acknowledge(where: IConstruct, reasons: Readonly<Partial<Record<Finding, string>>>): void {
  for (const [id, reason] of Object.entries(reasons))
    if (reason !== undefined) Validations.of(where).acknowledge({ id, reason });
}
