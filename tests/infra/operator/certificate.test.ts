/** The certificate's stack is started once, and each deployment says what it is waiting for. */
import { CloudFormationClient, CloudFormationServiceException } from "@aws-sdk/client-cloudformation";
import { expect, test } from "vitest";
import { certificateOf } from "../../../infra/operator/certificate.ts";
import { OperatorError } from "../../../infra/operator/operator-error.ts";

/** A CloudFormation that answers from a table, by the name of the command; every call is kept. */
function cloudFormation(answers: Readonly<Record<string, unknown>>): {
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
      () => {
        calls.push(commandName);
        const answer = answers[commandName];
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({ output: { ...(answer as object), $metadata: {} }, response: {} });
      },
    { step: "initialize" },
  );
  return { client, calls };
}

const absent = new CloudFormationServiceException({
  name: "ValidationError",
  message: "Stack with id portail-domain does not exist",
  $fault: "client",
  $metadata: {},
});
const stack = (StackStatus: string, Outputs: object[] = []) => ({
  Stacks: [{ StackName: "portail-domain", StackStatus, Outputs }],
});
const event = {
  StackEvents: [
    { ResourceStatusReason: "Resource creation Initiated" },
    {
      ResourceStatusReason:
        "Content of DNS Record is: {Name: _ab1.famille.exemple.fr.,Type: CNAME,Value: _cd2.acm-validations.aws.}",
    },
  ],
};
const record = "_ab1.famille.exemple.fr. CNAME _cd2.acm-validations.aws.";

test("is started when there is none, and the record it waits for is told", async () => {
  const { client, calls } = cloudFormation({
    DescribeStacksCommand: absent,
    CreateStackCommand: { StackId: "x" },
    DescribeStackEventsCommand: event,
  });
  expect(await certificateOf(client, "portail-domain", "{}")).toEqual({ issued: false, records: [record] });
  expect(calls).toEqual(["DescribeStacksCommand", "CreateStackCommand", "DescribeStackEventsCommand"]);
});

test("is not started twice while the DNS is waited for", async () => {
  const { client, calls } = cloudFormation({
    DescribeStacksCommand: stack("CREATE_IN_PROGRESS"),
    DescribeStackEventsCommand: event,
  });
  expect(await certificateOf(client, "portail-domain", "{}")).toEqual({ issued: false, records: [record] });
  expect(calls).not.toContain("CreateStackCommand");
});

test("is used once it is issued", async () => {
  const { client } = cloudFormation({
    DescribeStacksCommand: stack("CREATE_COMPLETE", [
      { OutputKey: "CertificateArn", OutputValue: "arn:aws:acm:us-east-1:1:certificate/x" },
    ]),
  });
  expect(await certificateOf(client, "portail-domain", "{}")).toEqual({
    issued: true,
    arn: "arn:aws:acm:us-east-1:1:certificate/x",
  });
});

test.each(["ROLLBACK_COMPLETE", "ROLLBACK_IN_PROGRESS", "CREATE_FAILED", "DELETE_FAILED"])(
  "that ended in %s stops the deployment with what to do",
  async (status) => {
    const { client } = cloudFormation({
      DescribeStacksCommand: stack(status, [
        { OutputKey: "CertificateArn", OutputValue: "arn:aws:acm:us-east-1:1:certificate/x" },
      ]),
    });
    await expect(certificateOf(client, "portail-domain", "{}")).rejects.toThrow(OperatorError);
    await expect(certificateOf(client, "portail-domain", "{}")).rejects.toThrow(
      /supprimez cette pile dans la région us-east-1/u,
    );
  },
);

test("another failure of CloudFormation is not taken for an absent stack", async () => {
  const denied = new CloudFormationServiceException({
    name: "AccessDenied",
    message: "not authorized",
    $fault: "client",
    $metadata: {},
  });
  await expect(
    certificateOf(cloudFormation({ DescribeStacksCommand: denied }).client, "portail-domain", "{}"),
  ).rejects.toThrow("not authorized");
});
