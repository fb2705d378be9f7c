/** Mails that tell a person what happened to their account, so that they can react when it was not them. */
import * as z from "zod/mini";
import type { AccountMail } from "./mails.fr.ts";
import { momentWords, typeset } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { Instant, Login } from "../kernel/ids.ts";
import type { MailKind } from "../mail/kinds.ts";
import type { MailContent } from "../mail/layout.ts";

const reset = (mail: AccountMail): Pick<MailContent, "action"> => ({
  action: {
    label: "Choisir un nouveau mot de passe",
    href: `${mail.portal}/mot-de-passe-oublie#identifiant=${encodeURIComponent(mail.login)}`,
  },
});
const notYou = ({ town }: AccountMail): string =>
  `Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et appelez ${town.officeName} au ${town.officePhone}.`;

export interface NoticeFacts {
  readonly login: Login;
  /** The old address, when the address itself changes. */
  readonly to: string;
  /** Origin of the portal that the person was on. */
  readonly portal: string;
  readonly at: Instant;
}

/** `when`: the moment in words, such as « lundi 23 novembre à 8 h 30 ». */
type Notice = (mail: AccountMail, when: string) => MailContent;

const told = (notice: Notice): MailKind<NoticeFacts> => ({
  facts: () => z.object({ login: branded("Login"), to: z.string(), portal: z.string(), at: branded("Instant") }),
  content: (frame, { login, at }) => notice({ ...frame, login }, typeset(`le ${momentWords(at, null)}`)),
});

export const noticeMails = {
  passwordChanged: told((mail, when) => ({
    subject: "Votre mot de passe a changé",
    greeting: "Bonjour,",
    before: [
      `Le mot de passe de l’identifiant ${mail.login} a été changé ${when}. Les autres sessions ont été fermées.`,
    ],
    after: [notYou(mail)],
    ...reset(mail),
  })),
  emailChangeAsked: told((mail, when) => ({
    subject: "Un changement d’adresse est demandé",
    greeting: "Bonjour,",
    before: [
      `Une nouvelle adresse e-mail a été demandée ${when} pour l’identifiant ${mail.login}. Elle ne remplacera celle-ci qu’une fois confirmée.`,
    ],
    after: [notYou(mail)],
    ...reset(mail),
  })),
  emailChanged: told((mail, when) => ({
    subject: "Votre adresse e-mail a changé",
    greeting: "Bonjour,",
    before: [
      `L’adresse e-mail de l’identifiant ${mail.login} a été remplacée ${when}. Vous ne recevrez plus nos messages ici.`,
    ],
    after: [`Si ce n’était pas vous, appelez sans attendre ${mail.town.officeName} au ${mail.town.officePhone}.`],
  })),
  secondFactorEnrolled: told((mail, when) => ({
    subject: "La double authentification est active",
    greeting: "Bonjour,",
    before: [
      `Une application d’authentification a été associée à l’identifiant ${mail.login} ${when}. Gardez vos codes de secours en lieu sûr.`,
    ],
    after: [notYou(mail)],
  })),
  recoveryCodeUsed: told((mail, when) => ({
    subject: "Un code de secours a servi",
    greeting: "Bonjour,",
    before: [
      `Un code de secours de l’identifiant ${mail.login} a été utilisé ${when}. La double authentification est à activer de nouveau à la prochaine connexion.`,
    ],
    after: [notYou(mail)],
    ...reset(mail),
  })),
  secondFactorReset: told((mail, when) => ({
    subject: "Votre double authentification est à refaire",
    greeting: "Bonjour,",
    before: [
      `L’application d’authentification de l’identifiant ${mail.login} a été retirée ${when}, à la demande d’un collègue ou de qui s’occupe du portail. Vos sessions ont été fermées.`,
      "À votre prochaine connexion, votre mot de passe suffit, puis vous associez une application.",
    ],
    after: [
      "Si vous ne l’avez pas demandé, connectez-vous sans attendre pour associer votre application, et prévenez vos collègues.",
    ],
  })),
  accessSuspended: told((mail, when) => ({
    subject: "Votre accès est suspendu",
    greeting: "Bonjour,",
    before: [
      `L’accès d’agent ${mail.login} au Portail Famille a été suspendu ${when}. Vos sessions ont été fermées. Un collègue peut le rétablir.`,
    ],
    after: [],
  })),
  accessRestored: told((mail, when) => ({
    subject: "Votre accès est rétabli",
    greeting: "Bonjour,",
    before: [
      `L’accès d’agent ${mail.login} au Portail Famille a été rétabli ${when}. Connectez-vous avec votre mot de passe et votre application.`,
    ],
    action: { label: "Ouvrir le côté agents", href: `${mail.portal}/agents` },
    after: [],
  })),
  invitationDeleted: told((mail, when) => ({
    subject: "Votre invitation est annulée",
    greeting: "Bonjour,",
    before: [
      `L’invitation à ouvrir l’accès d’agent ${mail.login} au Portail Famille a été annulée ${when}. Le code reçu ne sert plus à rien.`,
    ],
    after: [],
  })),
  accessWithdrawn: told((mail, when) => ({
    subject: "Votre accès a été retiré",
    greeting: "Bonjour,",
    before: [`L’accès ${mail.login} au Portail Famille a été retiré ${when}.`],
    after: [`Pour toute question, appelez ${mail.town.officeName} au ${mail.town.officePhone}.`],
  })),
};

export type NoticeKind = keyof typeof noticeMails;

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly passwordChanged: NoticeFacts;
    readonly emailChangeAsked: NoticeFacts;
    readonly emailChanged: NoticeFacts;
    readonly secondFactorEnrolled: NoticeFacts;
    readonly recoveryCodeUsed: NoticeFacts;
    readonly secondFactorReset: NoticeFacts;
    readonly accessSuspended: NoticeFacts;
    readonly accessRestored: NoticeFacts;
    readonly invitationDeleted: NoticeFacts;
    readonly accessWithdrawn: NoticeFacts;
  }
}
