/** Mails that tell a person what happened to their account, so that they can react when it was not them. */
import type { NoticeKind } from "./rules/notices.ts";
import type { AccountMail } from "./mails.fr.ts";
import type { MailContent } from "../mail/layout.ts";

const reset = (mail: AccountMail): Pick<MailContent, "action"> => ({
  action: {
    label: "Choisir un nouveau mot de passe",
    href: `${mail.portal}/mot-de-passe-oublie#identifiant=${encodeURIComponent(mail.login)}`,
  },
});
const notYou = ({ town }: AccountMail): string =>
  `Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et appelez ${town.officeName} au ${town.officePhone}.`;

/** `when`: the moment in words, such as « lundi 23 novembre à 8 h 30 ». */
type Notice = (mail: AccountMail, when: string) => MailContent;

export const notices: Readonly<Record<NoticeKind, Notice>> = {
  passwordChanged: (mail, when) => ({
    subject: "Votre mot de passe a changé",
    greeting: "Bonjour,",
    before: [
      `Le mot de passe de l’identifiant ${mail.login} a été changé ${when}. Les autres sessions ont été fermées.`,
    ],
    after: [notYou(mail)],
    ...reset(mail),
  }),
  emailChangeAsked: (mail, when) => ({
    subject: "Un changement d’adresse est demandé",
    greeting: "Bonjour,",
    before: [
      `Une nouvelle adresse électronique a été demandée ${when} pour l’identifiant ${mail.login}. Elle ne remplacera celle-ci qu’une fois confirmée.`,
    ],
    after: [notYou(mail)],
    ...reset(mail),
  }),
  emailChanged: (mail, when) => ({
    subject: "Votre adresse électronique a changé",
    greeting: "Bonjour,",
    before: [
      `L’adresse électronique de l’identifiant ${mail.login} a été remplacée ${when}. Vous ne recevrez plus nos messages ici.`,
    ],
    after: [`Si ce n’était pas vous, appelez sans attendre ${mail.town.officeName} au ${mail.town.officePhone}.`],
  }),
  secondFactorEnrolled: (mail, when) => ({
    subject: "La double authentification est active",
    greeting: "Bonjour,",
    before: [
      `Une application d’authentification a été associée à l’identifiant ${mail.login} ${when}. Gardez vos codes de secours en lieu sûr.`,
    ],
    after: [notYou(mail)],
  }),
  recoveryCodeUsed: (mail, when) => ({
    subject: "Un code de secours a servi",
    greeting: "Bonjour,",
    before: [
      `Un code de secours de l’identifiant ${mail.login} a été utilisé ${when}. La double authentification est à activer de nouveau à la prochaine connexion.`,
    ],
    after: [notYou(mail)],
    ...reset(mail),
  }),
  accessWithdrawn: (mail, when) => ({
    subject: "Votre accès a été retiré",
    greeting: "Bonjour,",
    before: [`L’accès ${mail.login} au Portail Famille a été retiré ${when}.`],
    after: [`Pour toute question, appelez ${mail.town.officeName} au ${mail.town.officePhone}.`],
  }),
};
