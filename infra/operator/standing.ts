/** Whether a portal's stack stands, what it was given, and why it failed. */
import {
  DescribeStackEventsCommand,
  GetTemplateSummaryCommand,
  UpdateTerminationProtectionCommand,
  type CloudFormationClient,
} from "@aws-sdk/client-cloudformation";
import { readRemembered, type Remembered } from "../remembered.ts";
import { OperatorError } from "./operator-error.ts";
import { findStack } from "./stacks.ts";

export interface Standing {
  /** It has come to an end that serves. Nothing of it, or only what a first failure left: it does not. */
  readonly serves: boolean;
  readonly remembered: Remembered | null;
}
const nothingStands: Standing = { serves: false, remembered: null };

/** A first deployment that came to nothing: a rolled-back stack, or one that was prepared and never agreed to. */
const cameToNothing: ReadonlySet<string> = new Set([
  "REVIEW_IN_PROGRESS",
  "ROLLBACK_COMPLETE",
  "ROLLBACK_FAILED",
  "CREATE_FAILED",
]);

const protect = (client: CloudFormationClient, stackName: string, enabled: boolean): Promise<unknown> =>
  client.send(new UpdateTerminationProtectionCommand({ StackName: stackName, EnableTerminationProtection: enabled }));

/** Against being deleted, once it serves. */
export async function protectStack(client: CloudFormationClient, stackName: string): Promise<void> {
  await protect(client, stackName, true);
}

/**
 * What stands under that name. What a first failure left, protected by an earlier version of this command, is opened:
 * CDK then takes it away itself. Throws an `OperatorError` while another deployment is under way.
 */
export async function standingOf(client: CloudFormationClient, stackName: string): Promise<Standing> {
  const found = await findStack(client, stackName);
  if (!found) return nothingStands;
  const status = found.StackStatus ?? "";
  const failed = cameToNothing.has(status);
  if (!failed && status.endsWith("_IN_PROGRESS"))
    throw new OperatorError(
      `Un autre déploiement de la pile « ${stackName} » est en cours (${status}) : attendez sa fin, puis recommencez.`,
    );
  if (failed && found.EnableTerminationProtection) await protect(client, stackName, false);
  if (status === "REVIEW_IN_PROGRESS") return nothingStands;
  const { Metadata } = await client.send(new GetTemplateSummaryCommand({ StackName: stackName }));
  return { serves: !failed, remembered: readRemembered(Metadata) };
}

/** Reasons to read; what was stopped because something else failed is none. */
const mostReasons = 5;

/** Why the stack's last operation failed, each as `resource (type): reason`, in the order in which they happened. */
export async function failuresOf(client: CloudFormationClient, stackName: string): Promise<readonly string[]> {
  if (!(await findStack(client, stackName))) return [];
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stackName }));
  // Latest first; an operation begins with the stack's own event.
  const begun = StackEvents.findIndex(
    ({ ResourceType, ResourceStatus = "", ResourceStatusReason }) =>
      ResourceType === "AWS::CloudFormation::Stack" &&
      /^(?:CREATE|UPDATE)_IN_PROGRESS$/u.test(ResourceStatus) &&
      ResourceStatusReason === "User Initiated",
  );
  return StackEvents.slice(0, begun < 0 ? StackEvents.length : begun)
    .filter(
      ({ ResourceStatus = "", ResourceStatusReason = "" }) =>
        ResourceStatus.endsWith("_FAILED") && ResourceStatusReason !== "" && !/cancelled/iu.test(ResourceStatusReason),
    )
    .reverse()
    .slice(0, mostReasons)
    .map(
      ({ LogicalResourceId = "", ResourceType = "", ResourceStatusReason = "" }) =>
        `${LogicalResourceId} (${ResourceType}) : ${ResourceStatusReason}`,
    );
}
