/**
 * What a deployment is to be: what is typed, what cdk.json says, and else what the portal that stands was given. So
 * `npm run deploy` alone brings the same portal up to date, and nothing that it has is lost unless that is said.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Town } from "../../functions/kernel/town.ts";
import { root } from "../build/paths.ts";
import { readChoices, type Choices } from "../choices.ts";
import type { Remembered } from "../remembered.ts";
import { OperatorError } from "./operator-error.ts";

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
  const said = (key: string): unknown => typed[key] ?? context[key];
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

/** What the portal has and would no longer have, each as a line to read. */
export function lossesOf(
  remembered: Remembered | null,
  { alarmEmail, waf }: Choices,
  town: Town,
): readonly { readonly what: Droppable; readonly said: string }[] {
  if (!remembered) return [];
  const lost = (what: Droppable, before: string | null, now: string | null | undefined, said: string) =>
    before !== null && !now ? [{ what, said }] : [];
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
      remembered.senderAddress,
      town.mail.senderAddress,
      `l’adresse d’envoi ${remembered.senderAddress ?? ""} ne servirait plus, et les courriels attendraient`,
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

/** The choices in force, for the operator to read before anything happens. */
export const describeChoices = (
  { town: path, name, region, alarmEmail, waf }: Choices,
  { nameInSentence, domain, mail }: Town,
): readonly string[] => [
  `Portail Famille de ${nameInSentence} : pile « ${name} », région ${region}`,
  `  configuration : ${path}`,
  `  domaine : ${domain ?? "aucun, celui de CloudFront"}`,
  `  courriels : ${mail.senderAddress ?? "aucune adresse d’envoi"}`,
  `  alarmes : ${alarmEmail ?? "à personne (--alarm-email ADRESSE)"}`,
  `  filtre WAF : ${waf ? "oui" : "non"}`,
];
