/**
 * What an operator chooses for a deployment, once: CDK reads it as context (`-c key=value`, or `context` in cdk.json),
 * and so does `npm run deploy`.
 */
import * as z from "zod";
import { fr } from "zod/locales";
import { defaultRegion, defaultStackName } from "./outputs.ts";
import { defaultTownPath } from "./town/read.ts";

const flag = z
  .preprocess((value) => (typeof value === "string" ? value === "true" : value), z.boolean())
  .default(false);

const schema = z.object({
  /** Path of the town's configuration. */
  town: z.string().default(defaultTownPath),
  /** Name of the portal's stack: several towns can live in one account. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{2,40}$/, "Un nom de pile s’écrit en minuscules, chiffres et tirets.")
    .default(defaultStackName),
  region: z.string().default(defaultRegion),
  /** Who is written to when an alarm rings. */
  alarmEmail: z.email().optional(),
  /** A web filter before CloudFront, about 8 EUR a month. */
  waf: flag,
  /** Those that follow are found out by `npm run deploy`. The stack stands and serves: it is protected. */
  serves: flag,
  /** SES sends in the town's name. */
  senderVerified: flag,
  /** The certificate of the town's domain name is issued. */
  certificateArn: z.string().optional(),
  webAclArn: z.string().optional(),
});
export type Choices = z.infer<typeof schema>;

/** For the person who deploys. */
export class ChoiceError extends Error {
  override readonly name = "ChoiceError";
}

/** The choices among the values that `read` finds by their names. */
export function readChoices(read: (key: string) => unknown): Choices {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.keys(schema.shape).map((key) => [key, read(key) ?? undefined])),
    { error: fr().localeError },
  );
  if (parsed.success) return parsed.data;
  throw new ChoiceError(
    `Ce choix de déploiement ne convient pas :\n${parsed.error.issues.map(({ path, message }) => `  - ${path.join(".")} : ${message}`).join("\n")}`,
  );
}

/** Where CloudFront looks for certificates and web ACLs. */
export const edgeRegion = "us-east-1";

/**
 * What a portal's region adds to a name that is one for the whole account, so that portals of one name in two regions
 * do not claim it both. Nothing in the usual region, where names were given before there was a choice.
 */
export const regionSuffix = (region: string): string => (region === defaultRegion ? "" : `-${region}`);

/**
 * Names of the stacks. The filter's and the certificate's stand in one region whatever the portal's. A certificate's is
 * named for its domain: a town that moves to another name keeps the first until the move is done, and CloudFront gives a
 * name to one portal only.
 */
export const stackNames = ({ name: portal, region }: Pick<Choices, "name" | "region">, domain: string | null) =>
  ({
    portal,
    email: `${portal}-mail`,
    waf: `${portal}-waf${regionSuffix(region)}`,
    domain: `${portal}-domain${domain === null ? "" : `-${domain.replaceAll(".", "-")}`}`,
  }) as const;
