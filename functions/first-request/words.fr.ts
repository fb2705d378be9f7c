/** Sentences about first requests. */
import { dayWithYear } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";
import { instantToLocal } from "../kernel/time.ts";
import type { Ending } from "./rules/first-request.ts";
import type { LikelyReason } from "./rules/likely.ts";

/** `jeudi 26 novembre 2026 à 14:05`. */
const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

const done: Readonly<Record<Ending, string>> = {
  accepted: "a fait une famille de cette demande",
  attached: "a rattaché cette demande à une famille",
  refused: "a refusé cette demande",
};

export const firstRequestWords = {
  noKind: "Un justificatif choisi n’est pas, ou plus, demandé. Rechargez la page, puis choisissez de nouveau.",
  /** The same whoever sends it, and whatever the portal knows of them. */
  taken:
    "Votre demande est enregistrée. Un code à 6 chiffres part à l’adresse e-mail que vous avez donnée : recopiez-le pour qu’elle arrive au guichet.",
  sentAgain: "Un nouveau code part à la même adresse e-mail, si elle n’en a pas déjà reçu plusieurs.",
  closed: "La collectivité ne reçoit pas de première demande en ligne. Joignez le guichet.",
  unknown:
    "Cette demande n’est plus là : elle a été traitée il y a longtemps, ou son adresse n’a pas été confirmée à temps.",
  wrongCode: "Ce code n’est pas le bon, ou n’est plus valable. Relisez-le, ou demandez-en un autre.",
  children: {
    unborn: "Cette date de naissance est dans l’avenir.",
    grown: "Né à cette date, cet enfant a 18 ans ou plus.",
    twice: "Cet enfant est déjà indiqué plus haut.",
  },
  adultTwice: "Cette personne est déjà indiquée comme premier responsable.",
  differentEmails: "Les deux adresses e-mail sont différentes.",
  tooManyDocuments:
    "Cinq documents au plus accompagnent une première demande, tant qu’elle n’est pas traitée. Apportez les autres au guichet.",
  wait: (seconds: number) =>
    `Beaucoup de demandes viennent d’être envoyées d’ici. Recommencez dans ${
      seconds < 90 ? `${seconds} secondes` : `${Math.ceil(seconds / 60)} minutes`
    }, ou joignez le guichet.`,
  changed: (by: string, at: Instant, what: Ending) => `${by} ${done[what]} le ${moment(at)}. Rechargez la page.`,
  codeTaken: "Une famille a déjà ce code, à des zéros près. Vérifiez-le, ou laissez le portail en faire un.",
  alike: (codes: readonly string[]) =>
    codes.length === 1
      ? `La famille ${codes.join("")} lui ressemble : ouvrez-la avant d’en créer une autre.`
      : `Des familles lui ressemblent : ${codes.join(", ")}. Ouvrez-les avant d’en créer une autre.`,
  noFamily: "Aucune famille ne porte ce code. Vérifiez-le sur une facture ou dans le dossier.",
  busy: "D’autres ont écrit au même moment. Recommencez.",
  reasons: (reason: LikelyReason): string => {
    switch (reason.what) {
      case "child":
        return `${reason.name}, enfant de même nom, né(e) le même jour`;
      case "adult":
        return `${reason.name}, responsable de même nom`;
      case "phone":
        return `le même téléphone que ${reason.name}`;
      case "email":
        return `la même adresse e-mail que ${reason.name}`;
      case "address":
        return "la même adresse postale";
    }
  },
} as const;
