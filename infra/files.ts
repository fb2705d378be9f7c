/**
 * Files and functions: what a function may do with the files of each folder, and what calls it when a file has arrived
 * or has been scanned.
 */
import { Stack } from "aws-cdk-lib";
import { Rule, type EventPattern } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Effect, PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import { CfnBucket, type Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { fileFolders, prefixOf, type FileFolder } from "../functions/files/folders.ts";
import type { Caller, FileAction, FunctionSpec } from "../functions/manifest.ts";
import { acknowledge } from "./acknowledge.ts";
import { failuresTo } from "./dead-letters.ts";
import type { PortalFunction } from "./function.ts";

/** The bucket of families' files, as policies name it. */
export interface FilesBucket {
  readonly arn: string;
  readonly logicalId: string;
}

export function filesBucket(bucket: Bucket): FilesBucket {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error("A bucket is not made of a CfnBucket any more.");
  return { arn: bucket.bucketArn, logicalId: Stack.of(bucket).getLogicalId(defaultChild) };
}

const grantsOf = ({ files = {} }: FunctionSpec): readonly (readonly [FileFolder, readonly FileAction[]])[] =>
  fileFolders.flatMap((folder) => {
    const actions = files[folder] ?? [];
    return actions.length > 0 ? [[folder, actions] as const] : [];
  });

/** What a function needs for the files that it declares, and for no others. */
export const fileStatements = (spec: FunctionSpec, { arn }: FilesBucket): PolicyStatement[] =>
  grantsOf(spec).map(
    ([folder, actions]) =>
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `s3:${action}`),
        resources: [`${arn}/${prefixOf(folder)}*`],
      }),
  );

/** cdk-nag's name for the wildcard that stands for a folder's files. */
export const folderFinding = ({ logicalId }: FilesBucket, folder: FileFolder) =>
  `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${prefixOf(folder)}*]` as const;

/** cdk-nag finds the wildcard of these statements, which is meant. */
export function acknowledgeFiles(role: Role, name: string, spec: FunctionSpec, bucket: FilesBucket): void {
  for (const [folder, actions] of grantsOf(spec))
    acknowledge(role, {
      [folderFinding(bucket, folder)]:
        `The files of ${folder} are named at run time; ${name} may do ${actions.join(", ")} there and nothing in the other folders.`,
    });
}

/** Calls the functions that wait for files, from the account's own event bus. */
export class FileEvents extends Construct {
  constructor(scope: Construct, id: string, bucket: Bucket, functions: readonly PortalFunction[]) {
    super(scope, id);
    for (const {
      name,
      spec: { calledBy },
      lambda,
      deadLetters,
    } of functions) {
      if (calledBy.kind !== "file") continue;
      if (!deadLetters) throw new Error(`Function ${name} is called about files without a dead-letter queue.`);
      failuresTo(this, `${name}Failures`, lambda, deadLetters);
      new Rule(this, name, {
        description: `Portail Famille: ${calledBy.folder}, ${calledBy.event}`,
        eventPattern: patternOf(calledBy, bucket.bucketName),
        // EventBridge tries for a day to hand a call over: its default, and right for a document.
        targets: [new LambdaFunction(lambda, { deadLetterQueue: deadLetters })],
      });
    }
  }
}

function patternOf({ event, folder }: Caller & { readonly kind: "file" }, bucket: string): EventPattern {
  const keys = [{ prefix: prefixOf(folder) }];
  switch (event) {
    case "created":
      return {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: { bucket: { name: [bucket] }, object: { key: keys } },
      };
    case "scanned":
      return {
        source: ["aws.guardduty"],
        detailType: ["GuardDuty Malware Protection Object Scan Result"],
        detail: { s3ObjectDetails: { bucketName: [bucket], objectKey: keys } },
      };
  }
}
