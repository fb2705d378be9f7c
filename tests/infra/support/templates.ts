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
  /** Its stack's name; a nested one's is written behind that of the stack it is in. */
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
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.unknown().optional(),
      Metadata: z.object({ "aws:asset:path": z.string().optional() }).optional(),
    }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

/** What a reference to a resource or a parameter stands for; null when it stays as it is written. */
type Resolve = (id: string, attribute: string | null) => { readonly value: unknown } | null;

/** A value with each of its references said anew. */
function resolved(value: unknown, resolve: Resolve): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => resolved(one, resolve));
  if (typeof value !== "object" || value === null) return value;
  const tree = new Tree(value);
  const attribute = tree.at("Fn::GetAtt", 1).value;
  const found = tree.target === null ? null : resolve(tree.target, typeof attribute === "string" ? attribute : null);
  return found
    ? found.value
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, resolve)]));
}

interface Flat {
  readonly resources: readonly Resource[];
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Text of the template and of those nested in it, by stack. */
  readonly sources: readonly (readonly [stack: string, text: string])[];
}

/**
 * A template and those nested in it as if they were one, so that what must hold is asked of all alike: ids in a nested
 * one begin with its own, and what it is given or gives back is what it stands for.
 */
function flat(folder: string, file: string, stack: string, given: ReadonlyMap<string, unknown>, prefix = ""): Flat {
  const text = readFileSync(join(folder, file), "utf8");
  const { Resources, Outputs } = templateSchema.parse(JSON.parse(text));
  const nested = new Map<string, Flat>();
  const resolve: Resolve = (id, attribute) => {
    if (given.has(id)) return { value: given.get(id) };
    const output = attribute?.startsWith("Outputs.") ? attribute.slice("Outputs.".length) : undefined;
    if (output !== undefined && Resources[id]) return { value: nestedIn(id).outputs.get(output) };
    if (!Resources[id] || prefix === "") return null;
    return { value: attribute === null ? { Ref: prefix + id } : { "Fn::GetAtt": [prefix + id, attribute] } };
  };
  const nestedIn = (id: string): Flat => {
    const known = nested.get(id);
    if (known) return known;
    const { Properties, Metadata } = Resources[id] ?? {};
    const path = Metadata?.["aws:asset:path"];
    if (path === undefined) throw new Error(`Nothing says where the template of ${id} is.`);
    const parameters = new Tree(Properties)
      .at("Parameters")
      .entries.map(([name, { value }]): [string, unknown] => [name, resolved(value, resolve)]);
    const made = flat(folder, path, `${stack} ${id.replace(/NestedStack.*$/u, "")}`, new Map(parameters), `${id}.`);
    nested.set(id, made);
    return made;
  };
  const own = Object.entries(Resources).map(([id, { Type, Properties, ...attributes }]) => ({
    stack,
    id: prefix + id,
    type: Type,
    properties: new Tree(resolved(Properties, resolve)),
    attributes,
  }));
  const inner = own.filter(({ type }) => type === "AWS::CloudFormation::Stack").map(({ id }) => nestedIn(id));
  return {
    resources: [...own, ...inner.flatMap(({ resources }) => resources)],
    outputs: new Map(Object.entries(Outputs).map(([name, { Value }]) => [name, resolved(Value, resolve)])),
    sources: [[stack, text], ...inner.flatMap(({ sources }) => sources)],
  };
}

export interface Portal {
  readonly app: App;
  readonly resources: readonly Resource[];
  readonly ofType: (type: string) => readonly Resource[];
  /** Text of each template, by stack, nested ones too. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The feature flags of cdk.json: what CDK makes depends on them. */
export const cdkContext = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(root, "cdk.json"), "utf8"))).context;

function portal(choices: Readonly<Record<string, string>>): Portal {
  const outdir = mkdtempSync(join(tmpdir(), "portal-templates-"));
  // As CDK's command has it: a stack then says where the templates of those in it are.
  const assets = { "aws:cdk:enable-asset-metadata": true };
  const app = portalApp({ outdir, context: { ...cdkContext, ...assets, ...choices } });
  const stacks = app
    .synth()
    .stacks.map(({ stackName, templateFile }) => flat(outdir, templateFile, stackName, new Map()));
  const resources = stacks.flatMap((one) => one.resources);
  const sources = new Map(stacks.flatMap((one) => one.sources));
  return { app, resources, sources, ofType: (type) => resources.filter((resource) => resource.type === type) };
}

/** The default town, nothing optional. */
export async function smallPortal(): Promise<Portal> {
  await buildAll();
  return portal({});
}

/**
 * Own domain name, own sender, web filter, an operator who is written to, an access to API Particulier, PayFiP; all that the DNS must confirm is confirmed.
 */
export async function fullPortal(region = "eu-west-3"): Promise<Portal> {
  await buildAll();
  const town = writeTown({
    ...readTown(),
    quotient: { kind: "caf", apiParticulier: { recipient: "21450252200012" } },
    payfip: { mode: "production" },
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
