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
import { readDrops } from "../../../infra/operator/settle-choices.ts";
import { remember, type Remembered } from "../../../infra/remembered.ts";
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
  readonly remembered?: Remembered;
  /** The filter's stack stands, and does not say what it made. */
  readonly filterSaysNothing?: boolean;
  /** Words of `--drop`. */
  readonly drops?: readonly string[];
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
  const { name, region } = choices(typed);
  const stacks: Readonly<Record<string, ReadonlyMap<string, string>>> = {
    [`${region} ${name}`]: new Map([
      ["PortalUrl", "https://d1.cloudfront.net"],
      ["EdgeDomain", "d1.cloudfront.net"],
      ["TableName", "portail-table"],
    ]),
    [`${region} ${name}-mail`]: new Map([
      ["Dns2", "two CNAME b"],
      ["Dns1", "one CNAME a"],
      ["Other", "x"],
    ]),
    "us-east-1 portail-famille-waf": new Map(world.filterSaysNothing ? [] : [["WebAclArn", "arn:acl"]]),
    ...(world.bootstrapped ? { [`${region} CDKToolkit`]: new Map() } : {}),
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
  const { serves = false, remembered = null, drops } = world;
  const before = { standing: { serves, remembered }, drops: readDrops(drops) };
  const report = await new Deployment(choices(typed), of, { yes: true, ...before }, tools).run();
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
    expect(report).toContain("Aucun autre e-mail ne part (réservations,");
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

describe("what a deployment tells the operator to type", () => {
  test.each([
    ["is ready", ready],
    ["waits for the DNS", waiting],
    ["waits for AWS to say its record", { ...waiting, certificate: { issued: false, records: [] } }],
    ["may only write to verified addresses", { ...ready, sender: "sandbox" }],
  ] as const)("names this portal and no other, when it %s", async (_, world) => {
    const { report } = await deploy(world, named, { name: "villes-deux", region: "eu-west-1" });
    const commands = [...report.matchAll(/npm run [^»\n]*/gu)].map(([command]) => command);
    expect(commands.length).toBeGreaterThanOrEqual(world === ready ? 3 : 4);
    for (const command of commands) expect(command).toContain("--stack villes-deux --region eu-west-1");
    expect(report).not.toMatch(/[Rr]elancez (?!« npm run )/u);
  });
});

describe("a portal that serves", () => {
  const standing = (changed: Partial<Remembered> = {}): World => ({
    ...ready,
    serves: true,
    remembered: {
      ...remember(choices({ senderVerified: "true", certificateArn: "arn:first" }), named),
      ...changed,
    },
  });
  const notReady = { certificate: waiting.certificate };

  test.each([
    ["unverified", /SES ne vérifie plus ce domaine[^]*--drop sender[^]*one CNAME a/u],
    ["sandbox", /n’écrit plus qu’aux adresses[^]*--drop sender/u],
  ] as const)("keeps its sender on a day on which SES calls it %s", async (sender, said) => {
    const kept = await deploy({ ...standing(), sender }, named);
    expect(kept.context["senderVerified"]).toBe("true");
    expect(kept.report).toMatch(said);
    expect(kept.report).not.toContain("Aucun autre e-mail ne part");
    const given = await deploy({ ...standing(), sender, drops: ["sender"] }, named);
    expect(given.context["senderVerified"]).toBeUndefined();
    expect(given.report).toContain("Aucun autre e-mail ne part");
  });

  test.each([
    ["that it never had", { senderVerified: false }],
    ["of another domain", { senderAddress: "portail@autre.fr" }],
  ])("is given no sender %s before SES has verified it", async (_, changed) => {
    const { context } = await deploy({ ...standing(changed), sender: "unverified" }, named);
    expect(context["senderVerified"]).toBeUndefined();
  });

  test("keeps its certificate, and so its name, while another is waited for", async () => {
    const kept = await deploy({ ...standing(), ...notReady }, named);
    expect(kept.context["certificateArn"]).toBe("arn:first");
    for (const world of [standing({ domain: "autre.fr" }), { ...standing(), drops: ["domain"] }])
      expect((await deploy({ ...world, ...notReady }, named)).context["certificateArn"]).toBeUndefined();
  });

  test.each([
    ["domain", { ...ready, ...notReady }],
    ["sender", { ...ready, sender: "unverified" }],
  ] as const)("and of which nothing is remembered is not changed while its %s is not ready", async (what, world) => {
    const unknown = { ...world, serves: true };
    await expect(deploy(unknown, named)).rejects.toThrow(new RegExp(`il n’a pas été changé\\. .*--drop ${what}`, "u"));
    await expect(deploy({ ...unknown, drops: [what] }, named)).resolves.toBeDefined();
  });

  test("is not deployed without its filter when the filter's stack does not say what it made", async () => {
    const world = { ...standing(), filterSaysNothing: true };
    await expect(deploy(world, named, { waf: true })).rejects.toThrow(/portail-famille-waf.*WebAclArn/u);
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
