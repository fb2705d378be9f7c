/**
 * Certificate of the town's own domain name. CloudFormation creates it, and then waits, for hours or days, until the
 * town's DNS holds a record: its stack is started and left to itself, and each deployment looks whether it has come to
 * its end.
 */
import { setTimeout as wait } from "node:timers/promises";
import {
  CreateStackCommand,
  DescribeStackEventsCommand,
  type CloudFormationClient,
} from "@aws-sdk/client-cloudformation";
import { certificateOutput } from "../domain.ts";
import { OperatorError } from "./operator-error.ts";
import { findStack, outputsOf } from "./stacks.ts";
import { failuresOf } from "./standing.ts";

export type Certificate =
  | { readonly issued: true; readonly arn: string }
  | { readonly issued: false; readonly records: readonly string[] };

/** `Content of DNS Record is: {Name: _x.example.fr.,Type: CNAME,Value: _y.acm-validations.aws.}` */
const recordInEvent = /\{Name: (\S+?),\s*Type: (\S+?),\s*Value: (\S+?)\}/gu;

const failed = (stackName: string, status: string, reasons: readonly string[]): OperatorError =>
  new OperatorError(
    [
      `Le certificat n’a pas pu être créé (pile ${stackName}, état ${status}) : supprimez cette pile dans la région us-east-1, puis recommencez.`,
      ...reasons.map((reason) => `  ${reason}`),
    ].join("\n"),
  );

/**
 * Starts the stack from its template when there is none, and says where it is. No record yet: AWS has not said which it
 * waits for.
 */
export async function certificateOf(
  client: CloudFormationClient,
  stackName: string,
  template: string,
  patience = { attempts: 24, milliseconds: 5000 },
): Promise<Certificate> {
  let found = await findStack(client, stackName);
  if (!found)
    await client.send(
      new CreateStackCommand({
        StackName: stackName,
        TemplateBody: template,
        OnFailure: "DELETE",
        EnableTerminationProtection: false,
      }),
    );
  if (!found || found.StackStatus === "CREATE_IN_PROGRESS") {
    const records = await awaitRecords(client, stackName, patience);
    if (records !== "ended") return { issued: false, records };
    found = await findStack(client, stackName);
  }
  const status = found?.StackStatus ?? "DELETE_COMPLETE";
  const arn = found && outputsOf(found).get(certificateOutput);
  if (!status.endsWith("_COMPLETE") || status.includes("ROLLBACK") || !arn)
    throw failed(stackName, status, await failuresOf(client, stackName));
  return { issued: true, arn };
}

/** ACM publishes the record some seconds after the stack begins. */
async function awaitRecords(
  client: CloudFormationClient,
  stackName: string,
  { attempts, milliseconds }: { readonly attempts: number; readonly milliseconds: number },
): Promise<readonly string[] | "ended"> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stackName }));
    const records = StackEvents.flatMap(({ ResourceStatusReason = "" }) =>
      [...ResourceStatusReason.matchAll(recordInEvent)].map(
        ([, name = "", type = "", value = ""]) => `${name} ${type} ${value}`,
      ),
    );
    if (records.length > 0) return [...new Set(records)];
    // Issued in time, or failed while it was waited for: its stack may have taken itself away already.
    if ((await findStack(client, stackName))?.StackStatus !== "CREATE_IN_PROGRESS") return "ended";
    await wait(milliseconds);
  }
  return [];
}
