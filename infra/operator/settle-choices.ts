/**
 * What a deployment is to be: what is typed, what cdk.json says, and else what the portal that stands was given. So
 * `npm run deploy` alone brings the same portal up to date, and nothing that it has is lost unless that is said.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Town } from "../../functions/kernel/town.ts";
import { root } from "../build/paths.ts";
import { readChoices, type Choices } from "../choices.ts";
import { domainOf } from "../email.ts";
import type { Remembered } from "../remembered.ts";
import { OperatorError } from "./operator-error.ts";
import type { Standing } from "./standing.ts";

/** What may be given up, by the word that `--drop` takes. */
export const droppable = ["alarm-email", "waf", "domain", "sender", "town"] as const;
export type Droppable = (typeof droppable)[number];

export function readDrops(said: readonly string[] = []): ReadonlySet<Droppable> {
  return new Set(
    said.map((word) => {
      const known = droppable.find((one) => one === word);
      if (!known) throw new OperatorError(`--drop ${word} : écrivez un de ces mots : ${droppable.join(", ")}.`);
      return known;
    }),
  );
}

type Values = Readonly<Record<string, unknown>>;

/** What is said of a choice, at the keyboard or else in cdk.json. */
const saidOf =
  (typed: Values, context: Values) =>
  (key: string): unknown =>
    typed[key] ?? context[key];

/**
 * The choices in force. Throws an `OperatorError` when the configuration that the portal was deployed with is not on
 * this machine: the one of the sources would take its place.
 */
export function settleChoices(
  typed: Values,
  context: Values,
  remembered: Remembered | null,
  drops: ReadonlySet<Droppable>,
): Choices {
  const said = saidOf(typed, context);
  const known: Values = remembered
    ? {
        town: drops.has("town") ? undefined : resolve(root, remembered.town),
        alarmEmail: drops.has("alarm-email") ? undefined : (remembered.alarmEmail ?? undefined),
        waf: drops.has("waf") ? undefined : remembered.waf,
      }
    : {};
  const town = known["town"];
  if (said("town") === undefined && typeof town === "string" && !existsSync(town))
    throw new OperatorError(
      `Ce portail a été déployé avec la configuration ${town}, qui n’est pas sur cette machine : donnez-la avec --town FICHIER.`,
    );
  return readChoices((key) => said(key) ?? known[key]);
}

interface Loss {
  readonly what: Droppable;
  readonly said: string;
}

/** What the portal has and would no longer have, each as a line to read. What takes its place makes it no less lost. */
export function lossesOf(remembered: Remembered | null, { alarmEmail, waf }: Choices, town: Town): readonly Loss[] {
  if (!remembered) return [];
  const lost = (
    what: Droppable,
    before: string | null,
    now: string | null | undefined,
    said: string,
  ): readonly Loss[] => (before !== null && before !== (now ?? null) ? [{ what, said }] : []);
  // SES knows domains: another address of the same one sends as well.
  const sendsFor = (address: string | null): string | null => address && domainOf(address);
  return [
    ...(remembered.townName === town.name
      ? []
      : [
          {
            what: "town" as const,
            said: `le portail est celui de ${remembered.townName}, la configuration est celle de ${town.name}`,
          },
        ]),
    ...lost("domain", remembered.domain, town.domain, `le nom ${remembered.domain ?? ""} ne mènerait plus au portail`),
    ...lost(
      "sender",
      sendsFor(remembered.senderAddress),
      sendsFor(town.mail.senderAddress),
      `l’adresse d’envoi ${remembered.senderAddress ?? ""} ne servirait plus, et les e-mails attendraient${town.mail.senderAddress === null ? "" : ` que SES vérifie ${domainOf(town.mail.senderAddress)}`}`,
    ),
    ...lost(
      "alarm-email",
      remembered.alarmEmail,
      alarmEmail,
      `${remembered.alarmEmail ?? ""} ne recevrait plus les alarmes`,
    ),
    ...(remembered.waf && !waf ? [{ what: "waf" as const, said: "le filtre WAF ne protégerait plus le portail" }] : []),
  ];
}

/** Throws an `OperatorError` when something would be lost that nobody has said may be. */
export function refuseLosses(
  remembered: Remembered | null,
  choices: Choices,
  town: Town,
  drops: ReadonlySet<Droppable>,
): void {
  const unsaid = lossesOf(remembered, choices, town).filter(({ what }) => !drops.has(what));
  if (unsaid.length === 0) return;
  throw new OperatorError(
    [
      "Ce déploiement retirerait au portail ce qu’il a :",
      ...unsaid.map(({ what, said }) => `  - ${said} (--drop ${what} si c’est voulu)`),
      "Rien n’a été changé. Sinon, redonnez les mêmes choix (--town, --alarm-email, --waf) ou mettez-les dans « context » de cdk.json.",
    ].join("\n"),
  );
}

/**
 * Throws an `OperatorError` over a portal that serves and of which nothing is remembered: by the defaults it would lose
 * whatever it has. Each choice has to be said again, or given up.
 */
export function refuseUnknown(
  { serves, remembered }: Standing,
  typed: Values,
  context: Values,
  { domain, mail }: Town,
  drops: ReadonlySet<Droppable>,
): void {
  if (!serves || remembered) return;
  const said = saidOf(typed, context);
  const asked: readonly (Loss & { readonly known: boolean })[] = [
    { what: "town", known: said("town") !== undefined, said: "sa configuration : --town FICHIER" },
    { what: "domain", known: domain !== null, said: "son nom : « domain » dans la configuration" },
    {
      what: "sender",
      known: mail.senderAddress !== null,
      said: "son adresse d’envoi : « mail.senderAddress » dans la configuration",
    },
    { what: "alarm-email", known: said("alarmEmail") !== undefined, said: "qui est prévenu : --alarm-email ADRESSE" },
    { what: "waf", known: said("waf") !== undefined, said: "son filtre : --waf" },
  ];
  const unsaid = asked.filter(({ what, known }) => !known && !drops.has(what));
  if (unsaid.length === 0) return;
  throw new OperatorError(
    [
      "Un portail est déjà en service sous ce nom, et ce qu’il a n’est pas connu : il a été déployé avant que ce soit gardé. Redites-le cette fois :",
      ...unsaid.map(({ what, said: line }) => `  - ${line} (--drop ${what} s’il n’en a pas)`),
      "Rien n’a été changé.",
    ].join("\n"),
  );
}

/** The choices in force, for the operator to read before anything happens. */
export const describeChoices = (
  { town: path, name, region, alarmEmail, waf }: Choices,
  { nameInSentence, domain, mail }: Town,
): readonly string[] => [
  `Portail Famille de ${nameInSentence} : pile « ${name} », région ${region}`,
  `  configuration : ${path}`,
  `  domaine : ${domain ?? "aucun, celui de CloudFront"}`,
  `  e-mails : ${mail.senderAddress ?? "aucune adresse d’envoi"}`,
  `  alarmes : ${alarmEmail ?? "à personne (--alarm-email ADRESSE)"}`,
  `  filtre WAF : ${waf ? "oui" : "non"}`,
];
