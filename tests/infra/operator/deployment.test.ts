/**
 * The steps of a deployment: their order, what each hands to the portal's stack, and what the operator reads at the
 * end.
 */
import { describe, expect, test } from "vitest";
import type { Town } from "../../../functions/kernel/town.ts";
import { ChoiceError, readChoices } from "../../../infra/choices.ts";
import { Deployment, type DeploymentTools } from "../../../infra/operator/deployment.ts";
import { dmarcOf } from "../../../infra/operator/dmarc.ts";
import { OperatorError } from "../../../infra/operator/operator-error.ts";
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
  readonly dmarc?: Awaited<ReturnType<DeploymentTools["dmarc"]>>;
  readonly serves?: boolean;
  /** Every run of CDK fails, for these reasons. */
  readonly fails?: readonly string[];
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
      return world.fails === undefined
        ? Promise.resolve()
        : Promise.reject(new OperatorError("« cdk deploy » a échoué"));
    },
    dmarc: () => Promise.resolve(world.dmarc ?? "absent"),
    failures: () => Promise.resolve(world.fails ?? []),
    protect: (region, stack) => {
      runs.push(`protect ${region} ${stack}`);
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
  const report = await new Deployment(choices(typed), of, { yes: true, serves: world.serves ?? false }, tools).run();
  return { runs, report: report.join("\n"), context, told };
}

describe("a deployment", () => {
  test("of the smallest portal is one stack, and says what mail lacks", async () => {
    const { runs, report, told } = await deploy(ready, town);
    // Mails that no request asked for need to know where the portal stands.
    expect(told).toEqual([["eu-west-3", "portail-table", "https://d1.cloudfront.net"]]);
    expect(runs).toEqual([
      "deploy portail-famille --exclusively --require-approval never",
      "protect eu-west-3 portail-famille",
    ]);
    expect(report).toContain("Portail : https://d1.cloudfront.net\nAgents : https://d1.cloudfront.net/agents");
    expect(report).toContain("Cognito n’envoie que ses codes");
    expect(report).toContain("Aucun autre courriel ne part (réservations,");
    expect(report).toContain("Alarmes : à personne.");
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
      "protect eu-west-3 portail-famille",
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
    expect(report).not.toMatch(/attend|Cognito/u);
    expect(report).toContain("astreinte@exemple.fr doit confirmer l’abonnement");
  });

  test("keeps Cognito's sender while SES may only write to verified addresses", async () => {
    const { report, context } = await deploy({ ...ready, sender: "sandbox" }, named);
    expect(context["senderVerified"]).toBeUndefined();
    expect(report).toContain("l’accès en production de SES");
  });
});

describe("a deployment that fails, and the next", () => {
  test("protects a stack only once it serves: a first failure leaves nothing that blocks the next", async () => {
    expect((await deploy(ready, town)).context["serves"]).toBeUndefined();
    expect((await deploy({ ...ready, serves: true }, town)).context["serves"]).toBe("true");
  });

  test("says what AWS says of it", async () => {
    const failing = { ...ready, fails: ["Table (AWS::DynamoDB::Table) : quota exceeded"] };
    await expect(deploy(failing, town)).rejects.toThrow(/a échoué\nCe qu’AWS en dit :\n {2}Table .* quota exceeded/u);
  });
});

describe("a DMARC record", () => {
  test.each(["present", "unknown"] as const)("is not advised where one is %s", async (dmarc) => {
    expect((await deploy({ ...waiting, dmarc }, named)).report).not.toContain("DMARC");
  });

  test("is advised where there is none, in a form that refuses no mail of the town hall's", async () => {
    const { report } = await deploy(waiting, named);
    expect(report).toContain('_dmarc.exemple.fr TXT "v=DMARC1; p=none"');
    expect(report).not.toMatch(/quarantine|reject/u);
    expect(report).toContain("portail@famille.exemple.fr");
  });

  test("is looked for at the domain and above it", async () => {
    const asked: string[] = [];
    const found = await dmarcOf("courrier.famille.exemple.fr", (name) => {
      asked.push(name);
      return name === "_dmarc.exemple.fr"
        ? Promise.resolve([["v=DMARC1; ", "p=reject"]])
        : Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    });
    expect(found).toBe("present");
    expect(asked).toEqual(["_dmarc.courrier.famille.exemple.fr", "_dmarc.famille.exemple.fr", "_dmarc.exemple.fr"]);
    expect(
      await dmarcOf("exemple.fr", () => Promise.reject(Object.assign(new Error("no"), { code: "ETIMEOUT" }))),
    ).toBe("unknown");
    expect(await dmarcOf("exemple.fr", () => Promise.resolve([["v=spf1 -all"]]))).toBe("absent");
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
