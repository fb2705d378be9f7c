/** What runs by the clock: EventBridge Scheduler, in the town's own time so that a change of clocks changes nothing. */
import { Aws } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule, CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import { failuresTo } from "./dead-letters.ts";
import type { PortalFunction } from "./function.ts";

export class Schedules extends Construct {
  constructor(scope: Construct, id: string, timeZone: string, functions: readonly PortalFunction[]) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, "Group");
    for (const {
      name,
      spec: { calledBy },
      lambda,
      deadLetters,
    } of functions) {
      if (calledBy.kind !== "schedule" && calledBy.kind !== "oneTime") continue;
      if (!deadLetters) throw new Error(`Function ${name} runs by the clock without a dead-letter queue.`);
      failuresTo(this, `${name}Failures`, lambda, deadLetters);
      // One-time schedules are put at run time: see one-time-schedules.ts.
      if (calledBy.kind === "oneTime") continue;
      const role = new Role(this, `${name}Role`, {
        // Only this group's schedules may use the role, not another's in the same account (the « confused deputy »).
        assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
          conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID, "aws:SourceArn": group.attrArn } },
        }),
        inlinePolicies: {
          invoke: new PolicyDocument({
            statements: [
              new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn] }),
              new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [deadLetters.queueArn] }),
            ],
          }),
        },
      });
      new CfnSchedule(this, name, {
        groupName: group.ref,
        description: `Portail Famille: ${calledBy.name}`,
        scheduleExpression: calledBy.expression,
        scheduleExpressionTimezone: timeZone,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: lambda.functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify({ schedule: calledBy.name }),
          // The scheduler could not hand the call over.
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: 3600 },
        },
      });
    }
  }
}
