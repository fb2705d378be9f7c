/** What the operator reads of the town's mail at the end of a deployment: what does not leave yet, why, and what to do. */
import type { Dmarc } from "./dmarc.ts";
import type { Sender } from "./sender.ts";

/** Which mails leave without a sender of the town's, and which do not. */
const waitingMails =
  "Cognito n’envoie que ses codes (première connexion, mot de passe oublié, nouvelle adresse), 50 par jour. Aucun autre e-mail ne part (réservations, places proposées, fermetures, rappels, demandes) : le portail les montre à l’écran, et les agents trouvent dans « Non prévenus » les familles à appeler, avec leurs téléphones (rappels exceptés).";

export const withoutSender = `E-mails : sans adresse d’envoi, ${waitingMails} Avant l’ouverture aux familles, donnez mail.senderAddress dans la configuration.`;

type Notes = Readonly<Record<Exclude<Sender, "verified">, (again: string) => string>>;

/** Why SES does not send in the town's name, and what to do. `again`: the command that comes back to it. */
export const senderNotes: Notes = {
  unverified: (again) =>
    `E-mails : en attendant ces enregistrements DNS, ${waitingMails} Relancez « ${again} » quand ils sont en place :`,
  sandbox: (again) =>
    `E-mails : le domaine est vérifié, mais ce compte AWS n’écrit encore qu’aux adresses qu’il a vérifiées. D’ici là, ${waitingMails} Demandez à AWS l’accès en production de SES, puis relancez « ${again} ».`,
};

/** The same of a portal that sends already, and goes on. */
export const heldSenderNotes: Notes = {
  unverified: () =>
    "E-mails : SES ne vérifie plus ce domaine. Le portail garde son adresse d’envoi, mais SES finira par refuser ses messages : remettez ces enregistrements DNS, ou renoncez à cette adresse avec --drop sender :",
  sandbox: () =>
    "E-mails : ce compte AWS n’écrit plus qu’aux adresses qu’il a vérifiées. Le portail garde son adresse d’envoi : voyez avec AWS pourquoi l’accès en production de SES est suspendu, ou renoncez à cette adresse avec --drop sender.",
};

/**
 * Only where nothing is said yet, and `p=none`, which refuses nothing: another policy would judge all the mail of that
 * domain, the town hall's too.
 */
export function dmarcAdvice(domain: string, found: Dmarc): readonly string[] {
  if (found !== "absent") return [];
  const whole =
    domain.split(".").length > 2
      ? []
      : [
          indented(
            `(${domain} est aussi le domaine des e-mails de la mairie : une adresse d’un sous-domaine, portail@famille.${domain}, les laisserait à part.)`,
          ),
        ];
  return [
    "  Si votre service informatique n’a pas prévu autre chose, pour être mieux reçu :",
    indented(`_dmarc.${domain} TXT "v=DMARC1; p=none"`),
    ...whole,
  ];
}

export const indented = (line: string): string => `  ${line}`;
