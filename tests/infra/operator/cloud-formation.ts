/** CloudFormation from a table of answers: what an operator's command asks of it, without an account. */
import { CloudFormationClient, CloudFormationServiceException } from "@aws-sdk/client-cloudformation";

/**
 * A CloudFormation that answers from a table, by the name of the command; every call is kept. An answer may be made from
 * what is asked.
 */
export function cloudFormation(answers: Readonly<Record<string, unknown>>): {
  readonly client: CloudFormationClient;
  readonly calls: string[];
} {
  const client = new CloudFormationClient({
    region: "us-east-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  const calls: string[] = [];
  client.middlewareStack.add(
    (_next, { commandName = "" }) =>
      ({ input }) => {
        calls.push(commandName);
        const given = answers[commandName];
        const answer: unknown = typeof given === "function" ? Reflect.apply(given, null, [input]) : given;
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({ output: { ...(answer as object), $metadata: {} }, response: {} });
      },
    { step: "initialize" },
  );
  return { client, calls };
}

export const absentStack = new CloudFormationServiceException({
  name: "ValidationError",
  message: "Stack with id portail does not exist",
  $fault: "client",
  $metadata: {},
});
