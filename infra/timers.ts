/**
 * One-time schedules: a group in which functions put them at run time, and for each function that they call the role
 * and the queue that the scheduler needs.
 *
 * A timer function may put its own next call, and its settings then name itself: so these functions have a name of
 * their own, from which their ARN is written rather than referred to.
 */
import { ArnFormat, Aws, Stack } from "aws-cdk-lib";
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { functionNames, functions, type FunctionSpec } from "../functions/manifest.ts";
import { acknowledge, type Finding } from "./acknowledge.ts";
import { deadLetters } from "./dead-letters.ts";

export interface TimerTarget {
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

export class Timers extends Construct {
  private readonly group: CfnScheduleGroup;
  private readonly targets: ReadonlyMap<string, TimerTarget>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.group = new CfnScheduleGroup(this, "Group");
    const timers = functionNames.filter((name) => functions[name].calledBy.kind === "timer");
    this.targets = new Map(timers.map((name) => [name, this.makeTarget(name)]));
  }

  /** What the scheduler needs to call this function; none when no timer calls it. */
  target(name: string): TimerTarget | undefined {
    return this.targets.get(name);
  }

  /** The targets that this function may put schedules for. */
  targetsOf(name: string, { timers = [] }: FunctionSpec): readonly TimerTarget[] {
    return timers.map((timer) => this.known(name, timer));
  }

  /** Value of the setting TIMERS for a function. */
  setting(name: string, { timers = [] }: FunctionSpec): string {
    const targets = Object.fromEntries(
      timers.map((timer) => {
        const { arn, roleArn, deadLetters: queue } = this.known(name, timer);
        return [timer, { arn, roleArn, deadLettersArn: queue.queueArn }];
      }),
    );
    return Stack.of(this).toJsonString({ group: this.group.ref, targets });
  }

  private known(name: string, timer: string): TimerTarget {
    const target = this.targets.get(timer);
    if (!target) throw new Error(`Function ${name} puts schedules for ${timer}, which no timer calls.`);
    return target;
  }

  private makeTarget(name: string): TimerTarget {
    const stack = Stack.of(this);
    const functionName = `${stack.stackName}-${name}`;
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
    const queue = deadLetters(this, `${name}DeadLetters`, name);
    const role = new Role(this, `${name}Role`, {
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
export const timerStatements = (targets: readonly TimerTarget[]): PolicyStatement[] =>
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
export function acknowledgeSchedules(role: Role, name: string, targets: readonly TimerTarget[]): void {
  for (const { finding, functionName } of targets)
    acknowledge(role, {
      [finding]: `The schedules that ${name} puts for ${functionName} are named at run time; the wildcard stands for one target's own names in the one group that holds nothing else.`,
    });
}
