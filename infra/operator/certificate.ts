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

export type Certificate =
  { readonly issued: true; readonly arn: string } | { readonly issued: false; readonly records: readonly string[] };

/** ACM publishes the record some seconds after the stack begins. */
const patience = { attempts: 24, milliseconds: 5000 };
/** `Content of DNS Record is: {Name: _x.example.fr.,Type: CNAME,Value: _y.acm-validations.aws.}` */
const recordInEvent = /\{Name: (\S+?),\s*Type: (\S+?),\s*Value: (\S+?)\}/gu;

/** Starts the stack from its template when there is none, and says where it is. */
export async function certificateOf(
  client: CloudFormationClient,
  stackName: string,
  template: string,
): Promise<Certificate> {
  const found = await findStack(client, stackName);
  if (!found)
    await client.send(
      new CreateStackCommand({
        StackName: stackName,
        TemplateBody: template,
        OnFailure: "DELETE",
        EnableTerminationProtection: false,
      }),
    );
  const status = found?.StackStatus ?? "CREATE_IN_PROGRESS";
  if (status === "CREATE_IN_PROGRESS") return { issued: false, records: await awaitRecords(client, stackName) };
  const arn = found && outputsOf(found).get(certificateOutput);
  if (!status.endsWith("_COMPLETE") || status.includes("ROLLBACK") || !arn) {
    throw new OperatorError(
      `Le certificat n’a pas pu être créé (pile ${stackName}, état ${status}) : supprimez cette pile dans la région us-east-1, puis recommencez.`,
    );
  }
  return { issued: true, arn };
}

async function awaitRecords(client: CloudFormationClient, stackName: string): Promise<readonly string[]> {
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stackName }));
    const records = StackEvents.flatMap(({ ResourceStatusReason = "" }) =>
      [...ResourceStatusReason.matchAll(recordInEvent)].map(
        ([, name = "", type = "", value = ""]) => `${name} ${type} ${value}`,
      ),
    );
    if (records.length > 0) return [...new Set(records)];
    await wait(patience.milliseconds);
  }
  throw new OperatorError(
    `Le certificat se fait attendre : regardez la pile ${stackName} dans la région us-east-1, puis relancez « npm run deploy ».`,
  );
}
