/** What the stack under a portal's name is, before a deployment; and why one failed. */
import { expect, test } from "vitest";
import { failuresOf, standingOf } from "../../../infra/operator/standing.ts";
import { rememberedKey } from "../../../infra/remembered.ts";
import { absentStack, cloudFormation } from "./cloud-formation.ts";

const remembered = {
  town: "infra/town/town.json",
  townName: "Ville",
  domain: null,
  senderAddress: null,
  alarmEmail: "a@exemple.fr",
  waf: false,
  senderVerified: false,
  certificateArn: null,
};
const standing = (StackStatus: string, EnableTerminationProtection = false) =>
  cloudFormation({
    DescribeStacksCommand: { Stacks: [{ StackName: "p", StackStatus, EnableTerminationProtection }] },
    GetTemplateSummaryCommand: { Metadata: JSON.stringify({ [rememberedKey]: remembered }) },
    UpdateTerminationProtectionCommand: {},
  });

test("none: nothing is remembered", async () => {
  const { client } = cloudFormation({ DescribeStacksCommand: absentStack });
  expect(await standingOf(client, "p")).toEqual({ serves: false, remembered: null });
});

test.each(["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"])(
  "one in %s serves, with what it was given, and stays protected",
  async (status) => {
    const { client, calls } = standing(status, true);
    expect(await standingOf(client, "p")).toEqual({ serves: true, remembered });
    expect(calls).not.toContain("UpdateTerminationProtectionCommand");
  },
);

test("what a first failure left is opened, so that the next deployment takes it away, and its choices hold", async () => {
  const { client, calls } = standing("ROLLBACK_COMPLETE", true);
  expect(await standingOf(client, "p")).toEqual({ serves: false, remembered });
  expect(calls).toContain("UpdateTerminationProtectionCommand");
  const refused = standing("REVIEW_IN_PROGRESS", true);
  expect(await standingOf(refused.client, "p")).toEqual({ serves: false, remembered: null });
  expect(refused.calls).toContain("UpdateTerminationProtectionCommand");
});

test("one that is being deployed is waited for", async () => {
  await expect(standingOf(standing("UPDATE_IN_PROGRESS").client, "p")).rejects.toThrow(/est en cours/u);
});

test("a failure's reasons are those of the last operation, in order, without what was only stopped", async () => {
  const of = (
    id: string,
    ResourceStatus: string,
    ResourceStatusReason: string,
    ResourceType = "AWS::Lambda::Function",
  ) => ({
    LogicalResourceId: id,
    ResourceType,
    ResourceStatus,
    ResourceStatusReason,
  });
  const { client } = cloudFormation({
    DescribeStacksCommand: { Stacks: [{ StackName: "p", StackStatus: "UPDATE_ROLLBACK_COMPLETE" }] },
    DescribeStackEventsCommand: {
      StackEvents: [
        of("C", "UPDATE_FAILED", "Resource update cancelled"),
        of("B", "CREATE_FAILED", "no such role"),
        of("A", "CREATE_FAILED", "quota exceeded"),
        of("p", "UPDATE_IN_PROGRESS", "User Initiated", "AWS::CloudFormation::Stack"),
        of("Old", "CREATE_FAILED", "long ago"),
      ],
    },
  });
  expect(await failuresOf(client, "p")).toEqual([
    "A (AWS::Lambda::Function) : quota exceeded",
    "B (AWS::Lambda::Function) : no such role",
  ]);
});
