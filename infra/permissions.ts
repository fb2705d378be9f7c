/**
 * What each function may do, from the manifest: exact actions on exact ARNs. CDK's `grant…` methods give more than is
 * used (`grantReadWriteData` allows Scan and BatchWriteItem), so none is called.
 */
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { FunctionSpec, IdentityAction } from "../functions/manifest.ts";
import { healthPartitions } from "../functions/table/keys.ts";
import { fileStatements, type FilesBucket } from "./files.ts";
import { tableShape } from "./table.ts";
import { oneTimeStatements, type OneTimeTarget } from "./one-time-schedules.ts";

export interface Arns {
  readonly table: string;
  readonly stream: string;
  readonly secret: string;
  readonly logs: string;
  /** The town's sender; none while SES has not verified it. */
  readonly mail: readonly string[];
  /** Absent where the pool does not exist yet: its triggers call nothing of it. */
  readonly userPool?: string;
  readonly userPoolClientSecret?: string;
  /** Absent where the town has no access to API Particulier. */
  readonly apiParticulierToken?: string;
  readonly deadLetters?: string;
  readonly files: FilesBucket;
  /** What this function may put one-time schedules for. */
  readonly oneTimeSchedules: readonly OneTimeTarget[];
}

/**
 * Calls that anyone who knows the client's secret, or holds an access token, may make: Cognito reads no signature on
 * them, and IAM has no say. A role that lists them would only look as if it allowed them.
 */
const unsigned: ReadonlySet<IdentityAction> = new Set([
  "SignUp",
  "ConfirmSignUp",
  "ResendConfirmationCode",
  "ForgotPassword",
  "ConfirmForgotPassword",
  "RevokeToken",
  "ChangePassword",
  "UpdateUserAttributes",
  "VerifyUserAttribute",
  "AssociateSoftwareToken",
  "VerifySoftwareToken",
  "SetUserMFAPreference",
]);

/**
 * Keeps a role from the records of children's health, whatever else it may do in the table: what is denied stands above
 * what is allowed. A scan names no partition, so that IAM cannot tell what it would read: who may scan is said in the
 * manifest, with what for.
 */
const noHealth = (actions: readonly string[], table: string): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.DENY,
    actions: [...actions],
    resources: [table],
    conditions: { "ForAnyValue:StringLike": { "dynamodb:LeadingKeys": [`${healthPartitions}*`] } },
  });

const allow = (actions: readonly string[], resource: string): PolicyStatement =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [resource] });

export function statementsOf(name: string, spec: FunctionSpec, arns: Arns): PolicyStatement[] {
  const statements = [allow(["logs:CreateLogStream", "logs:PutLogEvents"], arns.logs)];
  if (spec.table.length > 0)
    statements.push(
      allow(
        spec.table.map((action) => `dynamodb:${action}`),
        arns.table,
      ),
    );
  const byKey = spec.table.filter((action) => action !== "Scan");
  if (byKey.length > 0 && !spec.health)
    statements.push(
      noHealth(
        byKey.map((action) => `dynamodb:${action}`),
        arns.table,
      ),
    );
  const onIndex = [...(spec.index ? ["dynamodb:Query"] : []), ...(spec.indexScan ? ["dynamodb:Scan"] : [])];
  if (onIndex.length > 0) statements.push(allow(onIndex, `${arns.table}/index/${tableShape.index.name}`));
  const signed = spec.identity.filter((action) => !unsigned.has(action));
  if (signed.length > 0) {
    if (arns.userPool === undefined) throw new Error(`Function ${name} calls the user pool before there is one.`);
    statements.push(
      allow(
        signed.map((action) => `cognito-idp:${action}`),
        arns.userPool,
      ),
    );
  }
  if (spec.mail) statements.push(...arns.mail.map((arn) => allow(["ses:SendEmail", "ses:SendRawEmail"], arn)));
  if (spec.settings.includes("PORTAL_SECRET_ID"))
    statements.push(allow(["secretsmanager:GetSecretValue"], arns.secret));
  if (spec.settings.includes("USER_POOL_CLIENT_SECRET_ID")) {
    if (arns.userPoolClientSecret === undefined)
      throw new Error(`Function ${name} speaks to the user pool before there is one.`);
    statements.push(allow(["secretsmanager:GetSecretValue"], arns.userPoolClientSecret));
  }
  if (spec.settings.includes("API_PARTICULIER") && arns.apiParticulierToken !== undefined)
    statements.push(allow(["secretsmanager:GetSecretValue"], arns.apiParticulierToken));
  if (spec.calledBy.kind === "stream") {
    statements.push(
      allow(
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
        arns.stream,
      ),
    );
  }
  statements.push(...oneTimeStatements(arns.oneTimeSchedules), ...fileStatements(spec, arns.files));
  if (arns.deadLetters !== undefined) statements.push(allow(["sqs:SendMessage"], arns.deadLetters));
  return statements;
}
