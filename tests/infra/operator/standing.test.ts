/** What the stack under a portal's name is, before a deployment; and why one failed. */
import { describe, expect, test } from "vitest";
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

describe("a failure's reasons", () => {
  const of = (
    id: string,
    ResourceStatus: string,
    ResourceStatusReason: string,
    ResourceType = "AWS::Lambda::Function",
    PhysicalResourceId = "",
  ) => ({
    StackId: "arn:p",
    LogicalResourceId: id,
    ResourceType,
    ResourceStatus,
    ResourceStatusReason,
    PhysicalResourceId,
  });
  const stack = "AWS::CloudFormation::Stack";
  const begun = of("p", "UPDATE_IN_PROGRESS", "User Initiated", stack, "arn:p");
  const failures = (events: (asked: { readonly StackName: string; readonly NextToken?: string }) => unknown) =>
    failuresOf(
      cloudFormation({
        DescribeStacksCommand: { Stacks: [{ StackName: "p", StackStatus: "UPDATE_ROLLBACK_COMPLETE" }] },
        DescribeStackEventsCommand: events,
      }).client,
      "p",
    );

  test("are those of the last operation, in order, without what was only stopped", async () => {
    const found = await failures(() => ({
      StackEvents: [
        of("C", "UPDATE_FAILED", "Resource update cancelled"),
        of("B", "CREATE_FAILED", "no such role"),
        of("A", "CREATE_FAILED", "quota exceeded"),
        begun,
        of("Old", "CREATE_FAILED", "long ago"),
      ],
    }));
    expect(found).toEqual(["A (AWS::Lambda::Function) : quota exceeded", "B (AWS::Lambda::Function) : no such role"]);
  });

  test("are found behind pages of what was taken back", async () => {
    const pages = [
      { StackEvents: [of("A", "DELETE_COMPLETE", "")], NextToken: "1" },
      { StackEvents: [of("A", "CREATE_FAILED", "quota exceeded"), begun], NextToken: "2" },
      { StackEvents: [of("Old", "CREATE_FAILED", "long ago")] },
    ];
    expect(await failures(({ NextToken = "0" }) => pages[Number(NextToken)])).toEqual([
      "A (AWS::Lambda::Function) : quota exceeded",
    ]);
  });

  test("are those of a stack inside the portal's, where it was the one that failed", async () => {
    const inner = of(
      "Api",
      "CREATE_FAILED",
      "Embedded stack arn:inner was not successfully created",
      stack,
      "arn:inner",
    );
    const never = of("Other", "CREATE_FAILED", "Template format error", stack);
    const whole = of("p", "UPDATE_ROLLBACK_FAILED", "The following resource(s) failed: [Api]", stack, "arn:p");
    const events: Readonly<Record<string, unknown>> = {
      p: [whole, never, inner, begun],
      "arn:inner": [
        of("GET api bookings", "CREATE_FAILED", "Maximum number of routes", "AWS::ApiGatewayV2::Route"),
        { ...begun, StackId: "arn:inner", PhysicalResourceId: "arn:inner" },
      ],
    };
    expect(await failures(({ StackName }) => ({ StackEvents: events[StackName] }))).toEqual([
      "GET api bookings (AWS::ApiGatewayV2::Route) : Maximum number of routes",
      "Other (AWS::CloudFormation::Stack) : Template format error",
      "p (AWS::CloudFormation::Stack) : The following resource(s) failed: [Api]",
    ]);
  });
});
