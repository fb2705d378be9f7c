import { RemovalPolicy } from "aws-cdk-lib";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/**
 * CNIL's 2021 recommendation on logging asks for six months to a year: long enough to understand an intrusion, short
 * enough not to become a file on people. Ours carry nothing personal, and cost by the gigabyte kept.
 */
export const logRetention = RetentionDays.SIX_MONTHS;
/** The same for the logs that are files in a bucket. */
export const logRetentionDays = 180;

/**
 * A log group that leaves with what writes to it: a rolled-back deployment would otherwise leave it behind, kept for
 * ever.
 */
export const logGroup = (scope: Construct, id: string): LogGroup =>
  new LogGroup(scope, id, { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
