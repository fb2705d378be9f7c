/**
 * Which portal a command of the operator acts on: one deployed in AWS, found by its stack's outputs with the operator's
 * own credentials, or the one on this machine, found by the `outputs.json` it writes when it starts.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import type { SchoolZone } from "../../functions/calendar/rules/school-calendar.ts";
import { quotientKinds, schoolZone, type QuotientKind } from "../../functions/kernel/town-for-functions.ts";
import { readChoices, type Choices } from "../choices.ts";
import { outputs } from "../outputs.ts";
import { readContext } from "./context.ts";
import { OperatorError } from "./operator-error.ts";
import { findStack, outputsOf, withCloudFormation } from "./stacks.ts";

export { OperatorError };

export interface Target {
  readonly tableName: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly region: string;
  /** Whose school calendar it reads; unknown of a portal that was made before it told. */
  readonly schoolZone?: SchoolZone | undefined;
  /** How it counts quotients; unknown likewise. */
  readonly quotientKind?: QuotientKind | undefined;
  /** Where a person opens the portal. */
  readonly portal: string;
  /** Present on this machine only: where the emulators listen. */
  readonly endpoints?: { readonly dynamodb: string; readonly cognito: string };
}

/** Options that every command of the operator takes, for `parseArgs` of `node:util`. */
export const targetOptions = {
  /** The portal on this machine, its data in `.local`. */
  local: { type: "boolean" },
  /** The portal on this machine, its data in this folder. */
  data: { type: "string" },
  /** Name of the stack of a deployed portal. */
  stack: { type: "string" },
  /** Region of a deployed portal. */
  region: { type: "string" },
} as const;

export interface TargetArguments {
  readonly local?: boolean | undefined;
  readonly data?: string | undefined;
  readonly stack?: string | undefined;
  readonly region?: string | undefined;
}

/** What `--help` says of them. */
export const targetUsage = `  --local           le portail de cette machine (le choix par défaut quand « npm start » y a déjà servi)
  --data DOSSIER    le portail de cette machine dont les données sont dans ce dossier
  --stack, --region un portail déployé, avec vos accès AWS`;

/**
 * How a command names a deployed portal. Whatever an operator is told to type says it in full: left to its defaults it
 * would mean another portal, or make one.
 */
export const targetWords = ({ name, region }: Pick<Choices, "name" | "region">): string =>
  `--stack ${name} --region ${region}`;

/** The same, as it was said. */
export const targetSaid = ({ local, data, stack, region }: TargetArguments): string =>
  [
    ...(local ? ["--local"] : []),
    ...(data === undefined ? [] : [`--data ${data}`]),
    ...(stack === undefined ? [] : [`--stack ${stack}`]),
    ...(region === undefined ? [] : [`--region ${region}`]),
  ].join(" ");

/**
 * A machine on which the portal runs means that portal, unless a deployed one is named: the harmless one of the two.
 */
export function chooseTarget({ local, data, stack, region }: TargetArguments): TargetArguments {
  const nothingSaid = !local && data === undefined && stack === undefined && region === undefined;
  return { local: local ?? (nothingSaid && existsSync(".local/outputs.json")), data, stack, region };
}

export async function resolveTarget(args: TargetArguments): Promise<Target> {
  return args.local || args.data !== undefined
    ? localTarget(resolve(args.data ?? ".local"))
    : await deployedTarget(args);
}

type ClientConfig = {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { accessKeyId: string; secretAccessKey: string };
};

/**
 * Configuration of an SDK client for the target. Deployed: the operator's own credentials, by the SDK's default chain.
 */
export function clientConfig(target: Target, service: "dynamodb" | "cognito"): ClientConfig {
  if (!target.endpoints) return { region: target.region };
  // The emulators check no signature, but the SDK refuses to make a request without one.
  return {
    region: target.region,
    endpoint: target.endpoints[service],
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
}

/** The part of `outputs.json` that concerns the operator; the rest is for people and tests. */
const localOutputs = z.object({
  portal: z.string(),
  operator: z.object({
    region: z.string(),
    tableName: z.string(),
    userPoolId: z.string(),
    userPoolClientId: z.string(),
    schoolZone: z.optional(schoolZone),
    quotientKind: z.optional(z.enum(quotientKinds)),
    endpoints: z.object({ dynamodb: z.url(), cognito: z.url() }),
  }),
});

function localTarget(data: string): Target {
  const path = join(data, "outputs.json");
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (cause) {
    throw new OperatorError(
      `Aucun portail n’a été démarré avec les données de ${data} : lancez d’abord « npm start ».`,
      { cause },
    );
  }
  const { portal, operator } = localOutputs.parse(JSON.parse(source));
  return { portal, ...operator };
}

async function deployedTarget(said: TargetArguments): Promise<Target> {
  const { name: stack, region } = readChoices(
    (key) => ({ name: said.stack, region: said.region })[key] ?? readContext()[key],
  );
  const found = await withCloudFormation(
    region,
    (client) => findStack(client, stack),
    " Pour le portail de cette machine, ajoutez --local.",
  );
  if (!found)
    throw new OperatorError(
      `Aucune pile « ${stack} » dans la région ${region} : déployez d’abord avec « npm run deploy -- ${targetWords({ name: stack, region })} », ou précisez --stack et --region.`,
    );
  const values = outputsOf(found);
  const output = (key: string): string => {
    const value = values.get(key);
    if (value === undefined)
      throw new OperatorError(`La pile « ${stack} » n’est pas celle d’un portail : la sortie ${key} lui manque.`);
    return value;
  };
  return {
    region,
    portal: output(outputs.portalUrl),
    tableName: output(outputs.tableName),
    userPoolId: output(outputs.userPoolId),
    userPoolClientId: output(outputs.userPoolClientId),
    ...(values.has(outputs.schoolZone) ? { schoolZone: schoolZone.parse(values.get(outputs.schoolZone)) } : {}),
    ...(values.has(outputs.quotientKind)
      ? { quotientKind: z.enum(quotientKinds).parse(values.get(outputs.quotientKind)) }
      : {}),
  };
}
