/** The certificate's stack is started once, and each deployment says what it is waiting for. */
import { CloudFormationServiceException } from "@aws-sdk/client-cloudformation";
import { expect, test } from "vitest";
import { certificateOf } from "../../../infra/operator/certificate.ts";
import { absentStack, cloudFormation } from "./cloud-formation.ts";
import { OperatorError } from "../../../infra/operator/operator-error.ts";

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
    DescribeStacksCommand: absentStack,
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

test("that fails while it is waited for says why, and one that AWS is slow to describe stops nothing", async () => {
  const events = {
    StackEvents: [
      {
        LogicalResourceId: "Certificate",
        ResourceType: "AWS::CertificateManager::Certificate",
        ResourceStatus: "CREATE_FAILED",
        ResourceStatusReason: "CAA record forbids it",
      },
    ],
  };
  const states = [stack("CREATE_IN_PROGRESS"), stack("CREATE_IN_PROGRESS"), stack("ROLLBACK_COMPLETE")];
  const { client } = cloudFormation({ DescribeStackEventsCommand: events });
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      (args) =>
        commandName === "DescribeStacksCommand"
          ? Promise.resolve({
              output: { ...(states.shift() ?? stack("ROLLBACK_COMPLETE")), $metadata: {} },
              response: {},
            })
          : next(args),
    { step: "initialize", priority: "high" },
  );
  const quick = { attempts: 3, milliseconds: 1 };
  await expect(certificateOf(client, "portail-domain", "{}", quick)).rejects.toThrow(
    /Certificate .*CAA record forbids it/u,
  );
  const slow = cloudFormation({
    DescribeStacksCommand: stack("CREATE_IN_PROGRESS"),
    DescribeStackEventsCommand: { StackEvents: [] },
  });
  expect(await certificateOf(slow.client, "portail-domain", "{}", quick)).toEqual({ issued: false, records: [] });
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
      DescribeStackEventsCommand: { StackEvents: [] },
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
