/** Stacks that are deployed, as the operator's commands see them. */
import { CloudFormationClient, DescribeStacksCommand, type Stack } from "@aws-sdk/client-cloudformation";
import { awsTrouble, OperatorError } from "./operator-error.ts";

/**
 * Runs with a client of CloudFormation in a region. `hint`: what else the operator may have meant, when nothing gives
 * access to AWS.
 */
export async function withCloudFormation<T>(
  region: string,
  work: (client: CloudFormationClient) => Promise<T>,
  hint = "",
): Promise<T> {
  const client = new CloudFormationClient({ region });
  try {
    return await work(client);
  } catch (cause) {
    const trouble = awsTrouble(cause);
    if (trouble === null) throw cause;
    throw new OperatorError(`${trouble}${hint}`, { cause });
  } finally {
    client.destroy();
  }
}

/** The stack of that name, or null. CloudFormation answers a ValidationError for a name it does not know. */
export async function findStack(client: CloudFormationClient, name: string): Promise<Stack | null> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0] ?? null;
  } catch (cause) {
    if (cause instanceof Error && cause.name === "ValidationError" && cause.message.includes("does not exist"))
      return null;
    throw cause;
  }
}

/** Outputs of a stack by name. */
export const outputsOf = (stack: Stack): ReadonlyMap<string, string> =>
  new Map(
    (stack.Outputs ?? []).flatMap(({ OutputKey, OutputValue }) =>
      OutputKey && OutputValue ? [[OutputKey, OutputValue]] : [],
    ),
  );
