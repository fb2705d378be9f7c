/** The mails of an account's life, in French. The user pool replaces every `{####}` by the code. */
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { MailContent } from "../mail/layout.ts";

const codeMark = "{####}";

export interface AccountMail {
  readonly town: TownForFunctions;
  /** Origin of the portal, for links. */
  readonly portal: string;
  readonly login: string;
}

const ignore =
  "Si vous n’êtes pas à l’origine de cette demande, ignorez ce message : sans le code, personne ne peut rien faire.";
/** The code stands after `#`: a server never sees it. */
const link = (portal: string, path: string, login: string): string =>
  `${portal}${path}#identifiant=${encodeURIComponent(login)}&code=${codeMark}`;

export const activationMail = ({ portal, login }: AccountMail): MailContent => ({
  subject: "Confirmez votre adresse e-mail",
  greeting: "Bonjour,",
  before: [
    `Vous activez le compte de la famille ${login} sur le Portail Famille. Voici votre code, valable 24 heures :`,
  ],
  code: codeMark,
  action: { label: "Confirmer mon adresse", href: link(portal, "/inscription", login) },
  after: ["Vous pouvez aussi le recopier sur la page de confirmation.", ignore],
});

export const forgottenPasswordMail = ({ portal, login }: AccountMail): MailContent => ({
  subject: "Choisissez un nouveau mot de passe",
  greeting: "Bonjour,",
  before: [
    `Un nouveau mot de passe a été demandé pour l’identifiant ${login}. Voici votre code, valable une heure et une seule fois :`,
  ],
  code: codeMark,
  action: { label: "Choisir un mot de passe", href: link(portal, "/mot-de-passe-oublie", login) },
  after: [ignore],
});

/** Somebody filled « première utilisation » for an account that is already there. */
export const alreadyActiveMail = ({ portal, login }: AccountMail): MailContent => ({
  subject: "Votre compte est déjà actif",
  greeting: "Bonjour,",
  before: [
    `Une première inscription vient d’être demandée pour l’identifiant ${login}, mais ce compte existe déjà : il n’y a rien à activer.`,
    "Si c’était vous et que vous avez oublié votre mot de passe, voici un code pour en choisir un autre, valable une heure :",
  ],
  code: codeMark,
  action: { label: "Choisir un mot de passe", href: link(portal, "/mot-de-passe-oublie", login) },
  after: [ignore],
});

/** Another adult of the household receives a sign-in of their own. */
export const guardianInvitationMail = ({ town, portal, login }: AccountMail): MailContent => ({
  subject: "Votre accès au Portail Famille",
  greeting: "Bonjour,",
  before: [
    `Un accès au Portail Famille de ${town.name} vous est donné pour le dossier de votre foyer. Votre identifiant est ${login}.`,
    "Voici un code pour choisir votre mot de passe, valable une heure. Passé ce délai, demandez-en un autre par « Mot de passe oublié ».",
  ],
  code: codeMark,
  action: { label: "Choisir mon mot de passe", href: link(portal, "/mot-de-passe-oublie", login) },
  after: ["Si vous ne connaissez pas ce foyer, ignorez ce message et prévenez le guichet."],
});

/** A new address is confirmed. */
export const newAddressMail = ({ portal, login }: AccountMail): MailContent => ({
  subject: "Confirmez votre nouvelle adresse e-mail",
  greeting: "Bonjour,",
  before: [
    `Cette adresse a été donnée pour l’identifiant ${login}. Voici le code qui la confirme, à saisir dans « Mes codes d’accès » :`,
  ],
  code: codeMark,
  action: { label: "Ouvrir « Mes codes d’accès »", href: `${portal}/mes-codes-d-acces#code=${codeMark}` },
  after: [ignore],
});

/** A staff member's first access: choosing a password is what opens it. */
export const invitationMail = ({ town, portal, login }: AccountMail): MailContent => ({
  subject: "Votre accès d’agent au Portail Famille",
  greeting: "Bonjour,",
  before: [
    `${town.officeName} vous ouvre le Portail Famille côté agents. Votre identifiant est ${login}.`,
    "Voici un code pour choisir votre mot de passe, valable une heure. Passé ce délai, demandez-en un autre par « Mot de passe oublié ».",
  ],
  code: codeMark,
  action: { label: "Choisir mon mot de passe", href: link(portal, "/agents/mot-de-passe-oublie", login) },
  after: [],
});
