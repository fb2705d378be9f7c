/** Whether a portal's stack stands, what it was given, and why it failed. */
import {
  GetTemplateSummaryCommand,
  paginateDescribeStackEvents,
  UpdateTerminationProtectionCommand,
  type CloudFormationClient,
  type StackEvent,
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

const isStack = ({ ResourceType }: StackEvent): boolean => ResourceType === "AWS::CloudFormation::Stack";
/** An operation begins with the stack's own event. */
const begins = (event: StackEvent): boolean =>
  isStack(event) &&
  /^(?:CREATE|UPDATE)_IN_PROGRESS$/u.test(event.ResourceStatus ?? "") &&
  event.ResourceStatusReason === "User Initiated";

/**
 * What happened since the stack's last operation began, in order. Taking back what was done fills pages of its own after
 * the failure, and CloudFormation tells the latest first: pages are read until the beginning.
 */
async function lastOperation(client: CloudFormationClient, stack: string): Promise<readonly StackEvent[]> {
  const events: StackEvent[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName: stack })) {
    const begun = StackEvents.findIndex(begins);
    events.push(...StackEvents.slice(0, begun < 0 ? StackEvents.length : begun));
    if (begun >= 0) break;
  }
  return events.reverse();
}

async function reasonsIn(client: CloudFormationClient, stack: string): Promise<readonly string[]> {
  const reasons: string[] = [];
  for (const event of await lastOperation(client, stack)) {
    const { StackId, PhysicalResourceId, LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason } =
      event;
    if (!ResourceStatus?.endsWith("_FAILED") || !ResourceStatusReason || /cancelled/iu.test(ResourceStatusReason))
      continue;
    // Of a stack inside this one it only says that something in it failed: what, that stack says itself.
    const inner =
      isStack(event) && PhysicalResourceId && PhysicalResourceId !== StackId
        ? await reasonsIn(client, PhysicalResourceId)
        : [];
    const own = `${LogicalResourceId ?? ""} (${ResourceType ?? ""}) : ${ResourceStatusReason}`;
    reasons.push(...(inner.length > 0 ? inner : [own]));
  }
  return reasons;
}

/** Why the stack's last operation failed, each as `resource (type): reason`, in the order in which they happened. */
export async function failuresOf(client: CloudFormationClient, stackName: string): Promise<readonly string[]> {
  if (!(await findStack(client, stackName))) return [];
  return (await reasonsIn(client, stackName)).slice(0, mostReasons);
}
