/** The CDK app: which stacks there are, from the town's configuration and the operator's choices. */
import {
  App,
  BootstraplessSynthesizer,
  Tags,
  Validations,
  type AppProps,
  type IStackSynthesizer,
  type StackProps,
} from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { built } from "./build/paths.ts";
import { edgeRegion, readChoices, stackNames } from "./choices.ts";
import { DomainStack } from "./domain.ts";
import { EmailStack } from "./email.ts";
import { PortalStack } from "./portal-stack.ts";
import { publishTown } from "./town/publish.ts";
import { readTown } from "./town/read.ts";
import { WafStack } from "./waf.ts";

/**
 * For stacks without assets: they deploy to an account whose us-east-1 was never bootstrapped. (The cast: see
 * `storage.ts`.)
 */
const atTheEdge = (): StackProps => ({
  env: { region: edgeRegion },
  synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
});

export function portalApp(props: AppProps = {}): App {
  const app = new App(props);
  const choices = readChoices((key): unknown => app.node.tryGetContext(key));
  const { region, waf } = choices;
  const town = readTown(choices.town);
  const townFolder = `${built.root}/town`;
  publishTown(town, townFolder);
  const names = stackNames(choices, town.domain);
  const portal = new PortalStack(app, names.portal, {
    town,
    built: { functions: built.functions, web: built.web, town: townFolder },
    choices,
    env: { region },
    description: `Portail Famille: ${town.name}`,
  });
  if (town.mail.senderAddress !== null) {
    new EmailStack(app, names.email, {
      senderAddress: town.mail.senderAddress,
      portal: portal.stackName,
      env: { region },
      description: "Portail Famille: mail identity",
    });
  }
  if (town.domain !== null)
    new DomainStack(app, names.domain, {
      ...atTheEdge(),
      domain: town.domain,
      description: "Portail Famille: certificate",
    });
  if (waf) new WafStack(app, names.waf, { ...atTheEdge(), description: "Portail Famille: web filter" });
  Tags.of(app).add("application", names.portal);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
