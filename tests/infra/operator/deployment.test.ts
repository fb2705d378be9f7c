/**
 * The steps of a deployment: their order, what each hands to the portal's stack, and what the operator reads at the
 * end.
 */
import { describe, expect, test } from "vitest";
import type { Town } from "../../../functions/kernel/town.ts";
import { ChoiceError, readChoices } from "../../../infra/choices.ts";
import { Deployment, type DeploymentTools } from "../../../infra/operator/deployment.ts";
import { readTown } from "../../../infra/town/read.ts";

const town = readTown();
const named: Town = {
  ...town,
  domain: "famille.exemple.fr",
  mail: { ...town.mail, senderAddress: "portail@exemple.fr" },
};
const choices = (typed: Readonly<Record<string, unknown>> = {}) => readChoices((key) => typed[key]);

interface World {
  readonly bootstrapped: boolean;
  readonly certificate: Awaited<ReturnType<DeploymentTools["certificate"]>>;
  readonly sender: Awaited<ReturnType<DeploymentTools["sender"]>>;
}
const ready: World = { bootstrapped: true, certificate: { issued: true, arn: "arn:certificate" }, sender: "verified" };
const waiting: World = {
  bootstrapped: false,
  certificate: { issued: false, records: ["_a.famille.exemple.fr. CNAME _b.acm-validations.aws."] },
  sender: "unverified",
};

async function deploy(
  world: World,
  of: Town,
  typed: Readonly<Record<string, unknown>> = {},
): Promise<{
  told: readonly (readonly string[])[];
  runs: readonly string[];
  report: string;
  context: Readonly<Record<string, string | undefined>>;
}> {
  const runs: string[] = [];
  const told: (readonly string[])[] = [];
  let context: Readonly<Record<string, string | undefined>> = {};
  const stacks: Readonly<Record<string, ReadonlyMap<string, string>>> = {
    "eu-west-3 portail-famille": new Map([
      ["PortalUrl", "https://d1.cloudfront.net"],
      ["EdgeDomain", "d1.cloudfront.net"],
      ["TableName", "portail-table"],
    ]),
    "eu-west-3 portail-famille-mail": new Map([
      ["Dns2", "two CNAME b"],
      ["Dns1", "one CNAME a"],
      ["Other", "x"],
    ]),
    "us-east-1 portail-famille-waf": new Map([["WebAclArn", "arn:acl"]]),
    ...(world.bootstrapped ? { "eu-west-3 CDKToolkit": new Map() } : {}),
  };
  const tools: DeploymentTools = {
    cdk: (args, given) => {
      runs.push(args.join(" "));
      context = given;
      return Promise.resolve();
    },
    outputs: (region, stack) => Promise.resolve(stacks[`${region} ${stack}`] ?? null),
    certificate: () => Promise.resolve(world.certificate),
    sender: () => Promise.resolve(world.sender),
    tellAddress: (region, table, origin) => {
      told.push([region, table, origin]);
      return Promise.resolve();
    },
  };
  const report = await new Deployment(choices(typed), of, true, tools).run();
  return { runs, report: report.join("\n"), context, told };
}

describe("a deployment", () => {
  test("of the smallest portal is one stack, and says what mail lacks", async () => {
    const { runs, report, told } = await deploy(ready, town);
    // Mails that no request asked for need to know where the portal stands.
    expect(told).toEqual([["eu-west-3", "portail-table", "https://d1.cloudfront.net"]]);
    expect(runs).toEqual(["deploy portail-famille --exclusively --require-approval never"]);
    expect(report).toContain("Portail : https://d1.cloudfront.net\nAgents : https://d1.cloudfront.net/agents");
    expect(report).toContain("50 messages par jour");
    expect(report).toContain("npm run staff -- invite");
  });

  test("prepares an account that CDK does not know yet", async () => {
    expect((await deploy({ ...ready, bootstrapped: false }, town)).runs[0]).toBe("bootstrap aws://*/eu-west-3");
  });

  test("goes through without the town's DNS, and says which records it lacks", async () => {
    const { runs, report, context } = await deploy(waiting, named);
    expect(runs).toEqual([
      "bootstrap aws://*/eu-west-3",
      "synth portail-famille-domain-famille-exemple-fr --quiet",
      "deploy portail-famille-mail --exclusively --require-approval never",
      "deploy portail-famille --exclusively --require-approval never",
    ]);
    expect(context["senderVerified"]).toBeUndefined();
    expect(context["certificateArn"]).toBeUndefined();
    expect(report).toContain("  _a.famille.exemple.fr. CNAME _b.acm-validations.aws.");
    expect(report).toContain("  one CNAME a\n  two CNAME b");
    expect(report).not.toContain("Other");
  });

  test("takes the name, the sender and the filter once they are ready", async () => {
    const { runs, report, context } = await deploy(ready, named, { waf: true, alarmEmail: "astreinte@exemple.fr" });
    expect(runs[0]).toBe("deploy portail-famille-waf --exclusively --require-approval never");
    expect(context).toMatchObject({
      senderVerified: "true",
      certificateArn: "arn:certificate",
      webAclArn: "arn:acl",
      alarmEmail: "astreinte@exemple.fr",
      waf: "true",
    });
    expect(report).toContain("  famille.exemple.fr CNAME d1.cloudfront.net");
    expect(report).not.toMatch(/attend|50 messages/u);
  });

  test("keeps Cognito's sender while SES may only write to verified addresses", async () => {
    const { report, context } = await deploy({ ...ready, sender: "sandbox" }, named);
    expect(context["senderVerified"]).toBeUndefined();
    expect(report).toContain("l’accès en production de SES");
  });
});

describe("choices", () => {
  test("have defaults, and take flags as CDK's context gives them", () => {
    expect(choices()).toMatchObject({
      name: "portail-famille",
      region: "eu-west-3",
      waf: false,
      senderVerified: false,
    });
    expect(choices({ waf: "true", senderVerified: "false" })).toMatchObject({ waf: true, senderVerified: false });
  });

  test("that do not fit are refused in French, by their names", () => {
    expect(() => choices({ name: "A B", alarmEmail: "x" })).toThrow(ChoiceError);
    expect(() => choices({ name: "A B", alarmEmail: "x" })).toThrow(
      /name : Un nom de pile s’écrit en minuscules[^]*alarmEmail : /u,
    );
  });
});
