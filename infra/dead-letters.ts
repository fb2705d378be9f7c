import { Duration } from "aws-cdk-lib";
import { CfnEventInvokeConfig, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

/** Where an event ends that its function could not handle, kept long enough for someone to come back from holiday. */
export function deadLetters(scope: Construct, id: string, functionName: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, {
    "AwsSolutions-SQS3": `This queue is itself a dead-letter queue, of the function ${functionName}; an alarm watches it.`,
  });
  return queue;
}

/** Calls that nobody waits for: the function took one and failed, again and again. */
export function failuresTo(scope: Construct, id: string, lambda: LambdaFunction, queue: Queue): void {
  new CfnEventInvokeConfig(scope, id, {
    functionName: lambda.functionName,
    qualifier: "$LATEST",
    maximumRetryAttempts: 2,
    destinationConfig: { onFailure: { destination: queue.queueArn } },
  });
}
