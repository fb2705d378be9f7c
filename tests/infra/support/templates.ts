/**
 * The portal's templates as CDK makes them, in this process: the smallest portal, and one with everything that is
 * optional.
 */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "aws-cdk-lib";
import * as z from "zod";
import { portalApp } from "../../../infra/app.ts";
import { buildAll, root } from "../../../infra/build.ts";
import { readTown } from "../../../infra/town/read.ts";
import { writeTown } from "./town.ts";

export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Tree;
  /** DeletionPolicy, UpdateReplacePolicy, DependsOn… */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A value of a template, walked without casts. */
export class Tree {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
  at(...path: readonly (string | number)[]): Tree {
    let value = this.value;
    for (const key of path) value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    return new Tree(value);
  }
  get text(): string {
    if (typeof this.value !== "string") throw new TypeError(`Not text: ${JSON.stringify(this.value)}`);
    return this.value;
  }
  /** One value stands for a list of one, as in IAM. */
  get list(): readonly Tree[] {
    return (Array.isArray(this.value) ? this.value : this.value === undefined ? [] : [this.value]).map(
      (value: unknown) => new Tree(value),
    );
  }
  get entries(): readonly (readonly [string, Tree])[] {
    return typeof this.value === "object" && this.value !== null
      ? Object.entries(this.value).map(([key, value]) => [key, new Tree(value)] as const)
      : [];
  }
  /** Logical id that a `Ref` or a `Fn::GetAtt` names, or null. */
  get target(): string | null {
    const named = this.at("Ref").value ?? this.at("Fn::GetAtt", 0).value;
    return typeof named === "string" ? named : null;
  }
}

const templateSchema = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown().optional() })),
});

export interface Portal {
  readonly app: App;
  readonly resources: readonly Resource[];
  readonly ofType: (type: string) => readonly Resource[];
  /** Text of each template, by stack. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The feature flags of cdk.json: what CDK makes depends on them. */
export const cdkContext = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(root, "cdk.json"), "utf8"))).context;

function portal(choices: Readonly<Record<string, string>>): Portal {
  const outdir = mkdtempSync(join(tmpdir(), "portal-templates-"));
  const app = portalApp({ outdir, context: { ...cdkContext, ...choices } });
  const { stacks } = app.synth();
  const resources = stacks.flatMap(({ stackName, template }: { stackName: string; template: unknown }) =>
    Object.entries(templateSchema.parse(template).Resources).map(([id, { Type, Properties, ...attributes }]) => ({
      stack: stackName,
      id,
      type: Type,
      properties: new Tree(Properties),
      attributes,
    })),
  );
  const sources = new Map(
    stacks.map(({ stackName, templateFullPath }) => [stackName, readFileSync(templateFullPath, "utf8")]),
  );
  return { app, resources, sources, ofType: (type) => resources.filter((resource) => resource.type === type) };
}

/** The default town, nothing optional. */
export async function smallPortal(): Promise<Portal> {
  await buildAll();
  return portal({});
}

/**
 * Own domain name, own sender, web filter, an operator who is written to, an access to API Particulier; all that the DNS must confirm is confirmed.
 */
export async function fullPortal(region = "eu-west-3"): Promise<Portal> {
  await buildAll();
  const town = writeTown({
    ...readTown(),
    quotient: { kind: "caf", apiParticulier: { recipient: "21450252200012" } },
    domain: "famille.exemple.fr",
    mail: { senderName: "Portail Famille de Crécy", senderAddress: "ne-pas-repondre@exemple.fr" },
  });
  return portal({
    town,
    name: "villes-deux",
    region,
    waf: "true",
    serves: "true",
    senderVerified: "true",
    alarmEmail: "astreinte@exemple.fr",
    certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/0000",
    webAclArn: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/name/0000",
  });
}
