/**
 * One-time schedules: a group in which functions put them at run time, and for each function that they call the role
 * and the queue that the scheduler needs.
 *
 * A function called once may put its own next call, and its settings then name itself: so these functions have a name of
 * their own, from which their ARN is written rather than referred to.
 */
import { ArnFormat, Aws, Stack } from "aws-cdk-lib";
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { deployedName, functionNames, functions, type FunctionName, type FunctionSpec } from "../functions/manifest.ts";
import { acknowledge, type Finding } from "./acknowledge.ts";
import { deadLetters } from "./dead-letters.ts";

export interface OneTimeTarget {
  /** The function's own name in AWS. */
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Where a call ends that could not be handed over, or that the function took and failed. */
  readonly deadLetters: Queue;
  /** ARNs of the schedules that may call it: their names start with the target's. */
  readonly schedules: string;
  /** cdk-nag's name for that wildcard. */
  readonly finding: Finding;
}

/** Lambda's limit on names. */
const longestName = 64;

export class OneTimeSchedules extends Construct {
  private readonly group: CfnScheduleGroup;
  private readonly targets: ReadonlyMap<string, OneTimeTarget>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.group = new CfnScheduleGroup(this, "Group");
    const oneTimeSchedules = functionNames.filter((name) => functions[name].calledBy.kind === "oneTime");
    this.targets = new Map(oneTimeSchedules.map((name) => [name, this.makeTarget(name)]));
  }

  /** What the scheduler needs to call this function; none when nothing calls it once. */
  target(name: string): OneTimeTarget | undefined {
    return this.targets.get(name);
  }

  /** The targets that this function may put schedules for. */
  targetsOf(name: string, { oneTimeSchedules = [] }: FunctionSpec): readonly OneTimeTarget[] {
    return oneTimeSchedules.map((target) => this.known(name, target));
  }

  /** Value of the setting ONE_TIME_SCHEDULES for a function. */
  setting(name: string, { oneTimeSchedules = [] }: FunctionSpec): string {
    const targets = Object.fromEntries(
      oneTimeSchedules.map((target) => {
        const { arn, roleArn, deadLetters: queue } = this.known(name, target);
        return [target, { arn, roleArn, deadLettersArn: queue.queueArn }];
      }),
    );
    return Stack.of(this).toJsonString({ group: this.group.ref, targets });
  }

  private known(name: string, called: string): OneTimeTarget {
    const target = this.targets.get(called);
    if (!target) throw new Error(`Function ${name} puts schedules for ${called}, which none calls.`);
    return target;
  }

  private makeTarget(name: FunctionName): OneTimeTarget {
    const stack = Stack.of(this);
    const deployed = deployedName(name);
    const functionName = `${stack.stackName}-${deployed}`;
    if (functionName.length > longestName)
      throw new Error(
        `The name of function ${name} is longer than ${longestName} characters: give the stack a shorter one.`,
      );
    const arn = stack.formatArn({
      service: "lambda",
      resource: "function",
      resourceName: functionName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const queue = deadLetters(this, `${deployed}DeadLetters`, name);
    const role = new Role(this, `${deployed}Role`, {
      // Only this group's schedules may use the role, not another's in the same account (the « confused deputy »).
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID, "aws:SourceArn": this.group.attrArn } },
      }),
      inlinePolicies: {
        invoke: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [arn] }),
            new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] }),
          ],
        }),
      },
    });
    const schedules = stack.formatArn({
      service: "scheduler",
      resource: "schedule",
      resourceName: `${this.group.ref}/${name}-*`,
    });
    const finding =
      `AwsSolutions-IAM5[Resource::arn:aws:scheduler:${stack.region}:<AWS::AccountId>:schedule/<${stack.getLogicalId(this.group)}>/${name}-*]` as const;
    return { functionName, arn, roleArn: role.roleArn, deadLetters: queue, schedules, finding };
  }
}

/** What a function needs to put schedules for these targets, and for no other. */
export const oneTimeStatements = (targets: readonly OneTimeTarget[]): PolicyStatement[] =>
  targets.flatMap(({ schedules, roleArn }) => [
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: [
        "scheduler:CreateSchedule",
        "scheduler:UpdateSchedule",
        "scheduler:DeleteSchedule",
        "scheduler:GetSchedule",
      ],
      resources: [schedules],
    }),
    // The role is handed to the scheduler, and to nothing else.
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ["iam:PassRole"],
      resources: [roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
    }),
  ]);

/** cdk-nag finds the wildcard of these statements, which is meant. */
export function acknowledgeSchedules(role: Role, name: string, targets: readonly OneTimeTarget[]): void {
  for (const { finding, functionName } of targets)
    acknowledge(role, {
      [finding]: `The schedules that ${name} puts for ${functionName} are named at run time; the wildcard stands for one target's own names in the one group that holds nothing else.`,
    });
}
