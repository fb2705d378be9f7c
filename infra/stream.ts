/**
 * What follows from a change in the table: each function that declares a stream gets the records of its entities, in
 * order.
 */
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import type { Caller } from "../functions/manifest.ts";
import type { PortalFunction } from "./function.ts";

export class TableStream extends Construct {
  constructor(scope: Construct, id: string, table: Table, functions: readonly PortalFunction[]) {
    super(scope, id);
    for (const {
      name,
      spec: { calledBy },
      lambda,
      deadLetters,
    } of functions) {
      if (calledBy.kind !== "stream") continue;
      if (!table.tableStreamArn || !deadLetters)
        throw new Error(`Function ${name} follows a stream without a dead-letter queue.`);
      new CfnEventSourceMapping(this, name, {
        functionName: lambda.functionName,
        eventSourceArn: table.tableStreamArn,
        startingPosition: "TRIM_HORIZON",
        batchSize: calledBy.batchSize,
        parallelizationFactor: calledBy.lanes,
        functionResponseTypes: ["ReportBatchItemFailures"],
        bisectBatchOnFunctionError: true,
        // Unbounded by default: one bad record would hold back every other record of its shard for a day.
        maximumRetryAttempts: 8,
        maximumRecordAgeInSeconds: 21_600,
        destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
        filterCriteria: { filters: filtersFor(calledBy) },
      });
    }
  }
}

/** Either image: a removal has only the old one. Several filters are alternatives. */
const filtersFor = ({ entities }: Extract<Caller, { kind: "stream" }>): { pattern: string }[] =>
  ["NewImage", "OldImage"].map((image) => ({
    pattern: JSON.stringify({ dynamodb: { [image]: { entity: { S: entities } } } }),
  }));
