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
import { dmarcAdvice, heldSenderNotes, indented, senderNotes, withoutSender } from "./mail-notes.ts";
import { OperatorError } from "./operator-error.ts";
import { senderState, type Sender } from "./sender.ts";
import type { Droppable } from "./settle-choices.ts";
import { findStack, outputsOf, withCloudFormation } from "./stacks.ts";
import { failuresOf, protectStack, type Standing } from "./standing.ts";
import { targetWords } from "./target.ts";

/** What a step found out for the portal's own stack, and what the operator must read at the end. */
interface Found {
  readonly context: Context;
  readonly notes: readonly string[];
}
const nothing: Found = { context: {}, notes: [] };

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

/** What stood before, and what of it may go. */
export interface Before {
  readonly standing: Standing;
  readonly drops: ReadonlySet<Droppable>;
}

export class Deployment {
  readonly #tools: DeploymentTools;
  readonly #choices: Choices;
  readonly #town: Town;
  readonly #context: Context;
  readonly #approval: readonly string[];
  readonly #names: ReturnType<typeof stackNames>;
  readonly #before: Before;

  /** `yes`: nobody is there to answer CDK's question about wider permissions. */
  constructor(
    choices: Choices,
    town: Town,
    { yes, ...before }: { readonly yes: boolean } & Before,
    tools: DeploymentTools = awsTools,
  ) {
    this.#tools = tools;
    this.#choices = choices;
    this.#town = town;
    this.#approval = yes ? ["--require-approval", "never"] : [];
    this.#names = stackNames(choices, town.domain);
    this.#before = before;
    this.#context = {
      town: choices.town,
      name: choices.name,
      region: choices.region,
      alarmEmail: choices.alarmEmail,
      waf: choices.waf ? "true" : undefined,
      serves: before.standing.serves ? "true" : undefined,
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

  async #output(region: string, stack: string, key: string): Promise<string> {
    const value = (await this.#outputs(region, stack)).get(key);
    if (value === undefined) throw new OperatorError(`La pile « ${stack} » (${region}) n’a pas la sortie ${key}.`);
    return value;
  }

  /** The command that deploys this portal, and no other. */
  #again(option = ""): string {
    return `npm run deploy -- ${option === "" ? "" : `${option} `}${targetWords(this.#choices)}`;
  }

  /**
   * Throws when what is not ready today may be what the portal serves with, and nobody knows: it would be taken from it.
   */
  #refuseUnknown(what: Droppable, notReady: string): void {
    const { standing, drops } = this.#before;
    if (!standing.serves || standing.remembered || drops.has(what)) return;
    throw new OperatorError(
      `${notReady} Un portail est déjà en service, et rien ne dit s’il s’en sert : il n’a pas été changé. Recommencez quand ce sera prêt, ou avec --drop ${what} s’il ne s’en sert pas.`,
    );
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
    return { context: { webAclArn: await this.#output(edgeRegion, this.#names.waf, webAclOutput) }, notes: [] };
  }

  async #certificate(): Promise<Found> {
    const { domain } = this.#town;
    if (domain === null) return nothing;
    await this.#tools.cdk(["synth", this.#names.domain, "--quiet"], this.#context);
    const certificate = await this.#tools.certificate(this.#names.domain);
    if (certificate.issued) return { context: { certificateArn: certificate.arn }, notes: [] };
    this.#refuseUnknown("domain", `Nom ${domain} : son certificat n’est pas encore émis.`);
    const { remembered } = this.#before.standing;
    const held = remembered?.domain === domain && !this.#before.drops.has("domain") ? remembered.certificateArn : null;
    return {
      // A certificate in use cannot be deleted: a portal that has one keeps it while another is waited for.
      context: held === null ? {} : { certificateArn: held },
      notes:
        certificate.records.length === 0
          ? [
              `Nom ${domain} : AWS n’a pas encore dit quel enregistrement DNS le certificat attend. Relancez « ${this.#again()} » dans quelques minutes.`,
            ]
          : [
              `Nom ${domain} : le certificat attend cet enregistrement DNS. Relancez « ${this.#again()} » quand il est en place :`,
              ...certificate.records.map(indented),
            ],
    };
  }

  async #mail(): Promise<Found> {
    const { senderAddress } = this.#town.mail;
    if (senderAddress === null) return { context: {}, notes: [withoutSender] };
    const { region } = this.#choices;
    await this.#deploy(this.#names.email);
    const domain = domainOf(senderAddress);
    const state = await this.#tools.sender(region, domain);
    if (state === "verified") return { context: { senderVerified: "true" }, notes: [] };
    this.#refuseUnknown("sender", `Adresse d’envoi : SES n’envoie pas encore pour ${domain}.`);
    const held = this.#sendsFor(domain);
    const context: Context = held ? { senderVerified: "true" } : {};
    const note = (held ? heldSenderNotes : senderNotes)[state](this.#again());
    if (state === "sandbox") return { context, notes: [note] };
    const records = [...(await this.#outputs(region, this.#names.email))]
      .filter(([key]) => key.startsWith("Dns"))
      .sort();
    return {
      context,
      notes: [
        note,
        ...records.map(([, record]) => indented(record)),
        ...dmarcAdvice(domain, await this.#tools.dmarc(domain)),
      ],
    };
  }

  /** Whether the portal sends in the name of that domain already, and is to go on. */
  #sendsFor(domain: string): boolean {
    const { standing, drops } = this.#before;
    const { senderVerified = false, senderAddress = null } = standing.remembered ?? {};
    return senderVerified && senderAddress !== null && domainOf(senderAddress) === domain && !drops.has("sender");
  }

  async #report(notes: readonly string[]): Promise<readonly string[]> {
    const { domain } = this.#town;
    const { region } = this.#choices;
    const { portal } = this.#names;
    const url = await this.#output(region, portal, outputs.portalUrl);
    const edge = await this.#output(region, portal, outputs.edgeDomain);
    await this.#tools.tellAddress(region, await this.#output(region, portal, outputs.tableName), url);
    const pointed =
      domain === null
        ? []
        : [`Nom ${domain} : faites-le pointer vers le portail :`, indented(`${domain} CNAME ${edge}`)];
    const target = targetWords(this.#choices);
    const alarms =
      this.#choices.alarmEmail === undefined
        ? `Alarmes : à personne. Pour qu’un agent soit prévenu : ${this.#again("--alarm-email ADRESSE")}`
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
