/** The steps of a deployment, in the order in which each needs the one before. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESClient } from "@aws-sdk/client-ses";
import type { Town } from "../../functions/kernel/town.ts";
import { putPortalAddress } from "../../functions/mail/portal-address.ts";
import { openTable } from "../../functions/table/table.ts";
import { edgeRegion, stackNames, type Choices } from "../choices.ts";
import { domainOf } from "../email.ts";
import { outputs } from "../outputs.ts";
import { webAclOutput } from "../waf.ts";
import { assembly, cdk, type Context } from "./cdk.ts";
import { certificateOf, type Certificate } from "./certificate.ts";
import { OperatorError } from "./operator-error.ts";
import { senderState, type Sender } from "./sender.ts";
import { findStack, outputsOf, withCloudFormation } from "./stacks.ts";

/** What a step found out for the portal's own stack, and what the operator must read at the end. */
interface Found {
  readonly context: Context;
  readonly notes: readonly string[];
}
const nothing: Found = { context: {}, notes: [] };

const withoutSender: Found = {
  context: {},
  notes: [
    "Courriels : l’expéditeur est celui de Cognito, limité à 50 messages par jour. Avant l’ouverture aux familles, donnez mail.senderAddress dans la configuration.",
  ],
};

const senderNotes: Readonly<Record<Sender, string | null>> = {
  verified: null,
  unverified:
    "Courriels : en attendant ces enregistrements DNS, l’expéditeur est celui de Cognito (50 messages par jour). Relancez « npm run deploy » quand ils sont en place :",
  sandbox:
    "Courriels : le domaine est vérifié, mais ce compte AWS n’écrit encore qu’aux adresses qu’il a vérifiées. Demandez à AWS l’accès en production de SES, puis relancez « npm run deploy ».",
};

/** What the steps act through. */
export interface DeploymentTools {
  readonly cdk: (args: readonly string[], context: Context) => Promise<void>;
  /** Outputs of a deployed stack, or null when there is none. */
  readonly outputs: (region: string, stack: string) => Promise<ReadonlyMap<string, string> | null>;
  readonly certificate: (stack: string) => Promise<Certificate>;
  readonly sender: (region: string, domain: string) => Promise<Sender>;
  /** Writes where the portal stands into its table, for links in mails. */
  readonly tellAddress: (region: string, table: string, origin: string) => Promise<void>;
}

/** AWS, with the operator's own credentials. */
export const awsTools: DeploymentTools = {
  cdk,
  outputs: (region, stack) =>
    withCloudFormation(region, async (client) => {
      const found = await findStack(client, stack);
      return found && outputsOf(found);
    }),
  certificate: (stack) => {
    const template = readFileSync(join(assembly, `${stack}.template.json`), "utf8");
    return withCloudFormation(edgeRegion, (client) => certificateOf(client, stack, template));
  },
  sender: (region, domain) => senderState(new SESClient({ region }), domain),
  tellAddress: (region, table, origin) => putPortalAddress(openTable(table, new DynamoDBClient({ region })), origin),
};

export class Deployment {
  readonly #tools: DeploymentTools;
  readonly #choices: Choices;
  readonly #town: Town;
  readonly #context: Context;
  readonly #approval: readonly string[];
  readonly #names: ReturnType<typeof stackNames>;

  /** `yes`: nobody is there to answer CDK's question about wider permissions. */
  constructor(choices: Choices, town: Town, yes: boolean, tools: DeploymentTools = awsTools) {
    this.#tools = tools;
    this.#choices = choices;
    this.#town = town;
    this.#approval = yes ? ["--require-approval", "never"] : [];
    this.#names = stackNames(choices.name, town.domain);
    this.#context = {
      town: choices.town,
      name: choices.name,
      region: choices.region,
      alarmEmail: choices.alarmEmail,
      waf: choices.waf ? "true" : undefined,
    };
  }

  /**
   * Deploys everything, and returns what the operator should read: where the portal is, and what the town's DNS still
   * lacks.
   */
  async run(): Promise<readonly string[]> {
    await this.#bootstrap();
    const found = [await this.#filter(), await this.#certificate(), await this.#mail()];
    await this.#deploy(this.#names.portal, Object.assign({}, ...found.map(({ context }) => context)) as Context);
    return this.#report(found.flatMap(({ notes }) => notes));
  }

  #deploy(stack: string, context: Context = {}): Promise<void> {
    return this.#tools.cdk(["deploy", stack, "--exclusively", ...this.#approval], { ...this.#context, ...context });
  }

  async #outputs(region: string, stack: string): Promise<ReadonlyMap<string, string>> {
    const found = await this.#tools.outputs(region, stack);
    if (!found)
      throw new OperatorError(
        `La pile « ${stack} » n’existe pas dans la région ${region}, alors qu’elle vient d’être déployée : vérifiez le compte AWS utilisé.`,
      );
    return found;
  }

  /** CDK keeps files and roles of its own in each account and region; once is enough. */
  async #bootstrap(): Promise<void> {
    const { region } = this.#choices;
    if (await this.#tools.outputs(region, "CDKToolkit")) return;
    await this.#tools.cdk(["bootstrap", `aws://*/${region}`], this.#context);
  }

  async #filter(): Promise<Found> {
    if (!this.#choices.waf) return nothing;
    await this.#deploy(this.#names.waf);
    return { context: { webAclArn: (await this.#outputs(edgeRegion, this.#names.waf)).get(webAclOutput) }, notes: [] };
  }

  async #certificate(): Promise<Found> {
    const { domain } = this.#town;
    if (domain === null) return nothing;
    await this.#tools.cdk(["synth", this.#names.domain, "--quiet"], this.#context);
    const certificate = await this.#tools.certificate(this.#names.domain);
    if (certificate.issued) return { context: { certificateArn: certificate.arn }, notes: [] };
    return {
      context: {},
      notes: [
        `Nom ${domain} : le certificat attend cet enregistrement DNS. Relancez « npm run deploy » quand il est en place :`,
        ...certificate.records.map(indented),
      ],
    };
  }

  async #mail(): Promise<Found> {
    const { senderAddress } = this.#town.mail;
    if (senderAddress === null) return withoutSender;
    const { region } = this.#choices;
    await this.#deploy(this.#names.email);
    const state = await this.#tools.sender(region, domainOf(senderAddress));
    const note = senderNotes[state];
    if (note === null) return { context: { senderVerified: "true" }, notes: [] };
    const records =
      state === "unverified"
        ? [...(await this.#outputs(region, this.#names.email))].filter(([key]) => key.startsWith("Dns")).sort()
        : [];
    return { context: {}, notes: [note, ...records.map(([, record]) => indented(record))] };
  }

  async #report(notes: readonly string[]): Promise<readonly string[]> {
    const { domain } = this.#town;
    const found = await this.#outputs(this.#choices.region, this.#names.portal);
    const url = found.get(outputs.portalUrl) ?? "";
    const edge = found.get(outputs.edgeDomain) ?? "";
    await this.#tools.tellAddress(this.#choices.region, found.get(outputs.tableName) ?? "", url);
    const pointed =
      domain === null
        ? []
        : [`Nom ${domain} : faites-le pointer vers le portail :`, indented(`${domain} CNAME ${edge}`)];
    const { name, region } = this.#choices;
    const target = `--stack ${name} --region ${region}`;
    return [
      "",
      `Portail : ${url}`,
      `Agents : ${url}/agents`,
      ...[...notes, ...pointed].map((note, i) => (i === 0 ? `\n${note}` : note)),
      "",
      "Ensuite :",
      indented(`npm run staff -- invite --login IDENTIFIANT --email ADRESSE --name "Prénom Nom" ${target}`),
      indented(`npm run import -- familles.csv enfants.csv --dry-run ${target}`),
    ];
  }
}

const indented = (line: string): string => `  ${line}`;
