/** The CDK app: which stacks there are, from the town's configuration and the operator's choices (`-c key=value`). */
import { App, BootstraplessSynthesizer, Tags, Validations, type AppProps, type IStackSynthesizer, type StackProps } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import * as z from "zod";
import { built, root } from "./build/paths.ts";
import { DomainStack } from "./domain.ts";
import { EmailStack } from "./email.ts";
import { defaultRegion, defaultStackName } from "./outputs.ts";
import { PortalStack } from "./portal-stack.ts";
import { publishTown } from "./town/publish.ts";
import { defaultTownPath, readTown } from "./town/read.ts";
import { WafStack } from "./waf.ts";

const flag = z.preprocess((value) => (typeof value === "string" ? value === "true" : value), z.boolean()).default(false);

/** Context keys. The last three are found out by `npm run deploy`; the others are the operator's. */
const choices = z.object({
  /** Path of the town's configuration, from the repository's root. */
  town: z.string().default(defaultTownPath),
  /** Name of the portal's stack: several towns can live in one account. */
  name: z.string().regex(/^[a-z][a-z0-9-]{2,60}$/).default(defaultStackName),
  region: z.string().default(defaultRegion),
  /** Who is written to when an alarm rings. */
  alarmEmail: z.email().optional(),
  waf: flag,
  senderVerified: flag,
  certificateArn: z.string().optional(),
  webAclArn: z.string().optional(),
});

/** Where CloudFront looks for certificates and web ACLs. */
export const edgeRegion = "us-east-1";

/** Names of the stacks beside the portal's. */
export const stackNames = (portal: string) => ({ portal, email: `${portal}-mail`, domain: `${portal}-domain`, waf: `${portal}-waf` }) as const;

/** For stacks without assets: they deploy to an account whose us-east-1 was never bootstrapped. (The cast: see `storage.ts`.) */
const atTheEdge = (): StackProps => ({ env: { region: edgeRegion }, synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer });

export function portalApp(props: AppProps = {}): App {
  const app = new App(props);
  const context = (key: keyof typeof choices.shape): unknown => app.node.tryGetContext(key) ?? undefined;
  const chosen = choices.parse(Object.fromEntries(Object.keys(choices.shape).map((key) => [key, context(key as keyof typeof choices.shape)])));
  const town = readTown(chosen.town);
  const townFolder = `${root}.build/town`;
  publishTown(town, townFolder);
  const names = stackNames(chosen.name);
  new PortalStack(app, names.portal, {
    ...chosen, town, built: { functions: built.functions, web: built.web, town: townFolder },
    env: { region: chosen.region }, description: `Portail Famille: ${town.name}`,
    alarmEmail: chosen.alarmEmail, certificateArn: chosen.certificateArn, webAclArn: chosen.webAclArn,
  });
  if (town.mail.senderAddress !== null) {
    new EmailStack(app, names.email, { senderAddress: town.mail.senderAddress, portal: names.portal, env: { region: chosen.region }, description: "Portail Famille: mail identity" });
  }
  if (town.domain !== null) new DomainStack(app, names.domain, { ...atTheEdge(), domain: town.domain, description: "Portail Famille: certificate" });
  if (chosen.waf) new WafStack(app, names.waf, { ...atTheEdge(), description: "Portail Famille: web filter" });
  Tags.of(app).add("application", names.portal);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
