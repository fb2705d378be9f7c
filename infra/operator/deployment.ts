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
import { dmarcOf, type Dmarc } from "./dmarc.ts";
import { OperatorError } from "./operator-error.ts";
import { senderState, type Sender } from "./sender.ts";
import { findStack, outputsOf, withCloudFormation } from "./stacks.ts";
import { failuresOf, protectStack } from "./standing.ts";

/** What a step found out for the portal's own stack, and what the operator must read at the end. */
interface Found {
  readonly context: Context;
  readonly notes: readonly string[];
}
const nothing: Found = { context: {}, notes: [] };

/** Which mails leave without a sender of the town's, and which do not. */
const waitingMails =
  "Cognito n’envoie que ses codes (première connexion, mot de passe oublié, nouvelle adresse), 50 par jour. Aucun autre courriel ne part (réservations, places proposées, fermetures, rappels, demandes) : le portail les montre à l’écran, et les agents trouvent dans « Non prévenus » les familles à appeler, avec leurs téléphones (rappels exceptés).";

const withoutSender: Found = {
  context: {},
  notes: [
    `Courriels : sans adresse d’envoi, ${waitingMails} Avant l’ouverture aux familles, donnez mail.senderAddress dans la configuration.`,
  ],
};

const senderNotes: Readonly<Record<Sender, string | null>> = {
  verified: null,
  unverified: `Courriels : en attendant ces enregistrements DNS, ${waitingMails} Relancez « npm run deploy » quand ils sont en place :`,
  sandbox: `Courriels : le domaine est vérifié, mais ce compte AWS n’écrit encore qu’aux adresses qu’il a vérifiées. D’ici là, ${waitingMails} Demandez à AWS l’accès en production de SES, puis relancez « npm run deploy ».`,
};

/** What the steps act through. */
export interface DeploymentTools {
  readonly cdk: (args: readonly string[], context: Context) => Promise<void>;
  /** Outputs of a deployed stack, or null when there is none. */
  readonly outputs: (region: string, stack: string) => Promise<ReadonlyMap<string, string> | null>;
  readonly certificate: (stack: string) => Promise<Certificate>;
  readonly sender: (region: string, domain: string) => Promise<Sender>;
  readonly dmarc: (domain: string) => Promise<Dmarc>;
  /** Why the last operation on a stack failed, in AWS's words. */
  readonly failures: (region: string, stack: string) => Promise<readonly string[]>;
  /** Protects a stack that serves against being deleted. */
  readonly protect: (region: string, stack: string) => Promise<void>;
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
  dmarc: dmarcOf,
  failures: (region, stack) => withCloudFormation(region, (client) => failuresOf(client, stack)),
  protect: (region, stack) => withCloudFormation(region, (client) => protectStack(client, stack)),
  tellAddress: (region, table, origin) => putPortalAddress(openTable(table, new DynamoDBClient({ region })), origin),
};

export class Deployment {
  readonly #tools: DeploymentTools;
  readonly #choices: Choices;
  readonly #town: Town;
  readonly #context: Context;
  readonly #approval: readonly string[];
  readonly #names: ReturnType<typeof stackNames>;

  /**
   * `yes`: nobody is there to answer CDK's question about wider permissions. `serves`: the portal's stack stands
   * already.
   */
  constructor(
    choices: Choices,
    town: Town,
    { yes, serves }: { readonly yes: boolean; readonly serves: boolean },
    tools: DeploymentTools = awsTools,
  ) {
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
      serves: serves ? "true" : undefined,
    };
  }

  /**
   * Deploys everything, and returns what the operator should read: where the portal is, and what the town's DNS still
   * lacks.
   */
  async run(): Promise<readonly string[]> {
    await this.#bootstrap();
    const found = [await this.#filter(), await this.#certificate(), await this.#mail()];
    const { portal } = this.#names;
    await this.#deploy(portal, Object.assign({}, ...found.map(({ context }) => context)) as Context);
    await this.#tools.protect(this.#choices.region, portal);
    return this.#report(found.flatMap(({ notes }) => notes));
  }

  async #deploy(stack: string, context: Context = {}, region = this.#choices.region): Promise<void> {
    try {
      await this.#tools.cdk(["deploy", stack, "--exclusively", ...this.#approval], { ...this.#context, ...context });
    } catch (cause) {
      if (!(cause instanceof OperatorError)) throw cause;
      const reasons = await this.#tools.failures(region, stack);
      if (reasons.length === 0) throw cause;
      throw new OperatorError([cause.message, "Ce qu’AWS en dit :", ...reasons.map(indented)].join("\n"), { cause });
    }
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
    await this.#deploy(this.#names.waf, {}, edgeRegion);
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
      notes:
        certificate.records.length === 0
          ? [
              `Nom ${domain} : AWS n’a pas encore dit quel enregistrement DNS le certificat attend. Relancez « npm run deploy » dans quelques minutes.`,
            ]
          : [
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
    const domain = domainOf(senderAddress);
    const state = await this.#tools.sender(region, domain);
    const note = senderNotes[state];
    if (note === null) return { context: { senderVerified: "true" }, notes: [] };
    if (state === "sandbox") return { context: {}, notes: [note] };
    const records = [...(await this.#outputs(region, this.#names.email))]
      .filter(([key]) => key.startsWith("Dns"))
      .sort();
    return {
      context: {},
      notes: [
        note,
        ...records.map(([, record]) => indented(record)),
        ...dmarcAdvice(domain, await this.#tools.dmarc(domain)),
      ],
    };
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
    const alarms =
      this.#choices.alarmEmail === undefined
        ? "Alarmes : à personne. Relancez avec --alarm-email ADRESSE pour qu’un agent soit prévenu."
        : `Alarmes : ${this.#choices.alarmEmail} doit confirmer l’abonnement par le lien qu’AWS lui a envoyé ; sans cela, aucune ne lui parvient.`;
    return [
      "",
      `Portail : ${url}`,
      `Agents : ${url}/agents`,
      alarms,
      ...[...notes, ...pointed].map((note, i) => (i === 0 ? `\n${note}` : note)),
      "",
      "Ensuite :",
      indented(`npm run staff -- invite --login IDENTIFIANT --email ADRESSE --name "Prénom Nom" ${target}`),
      indented(`npm run import -- familles.csv enfants.csv --dry-run ${target}`),
    ];
  }
}

/**
 * Only where nothing is said yet, and `p=none`, which refuses nothing: another policy would judge all the mail of that
 * domain, the town hall's too.
 */
function dmarcAdvice(domain: string, found: Dmarc): readonly string[] {
  if (found !== "absent") return [];
  const whole =
    domain.split(".").length > 2
      ? []
      : [
          indented(
            `(${domain} est aussi le domaine des courriels de la mairie : une adresse d’un sous-domaine, portail@famille.${domain}, les laisserait à part.)`,
          ),
        ];
  return [
    "  Si votre service informatique n’a pas prévu autre chose, pour être mieux reçu :",
    indented(`_dmarc.${domain} TXT "v=DMARC1; p=none"`),
    ...whole,
  ];
}

const indented = (line: string): string => `  ${line}`;
