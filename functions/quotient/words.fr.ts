/** Sentences about a family's quotient. */
import { eurosInWords, type Cents } from "../kernel/money.ts";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { instantToLocal } from "../kernel/time.ts";
import type { Instant } from "../kernel/ids.ts";

/** `jeudi 26 novembre 2026 à 14:05`: read by staff, to the minute. */
const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

export const quotientWords = {
  changed: (by: string, at: Instant, stands: Cents | null, proposed: Cents | null) =>
    `${by} a modifié ce mois le ${moment(at)} : ${
      stands === null ? "la valeur est retirée" : `la valeur est maintenant ${eurosInWords(stands)}`
    }. ${
      proposed === null
        ? "Votre retrait n’a pas été fait"
        : `La vôtre, ${eurosInWords(proposed)}, n’a pas été enregistrée`
    }. Relisez, puis recommencez si besoin.`,
  gone: "Rien n’est saisi pour ce mois. Rechargez la page.",
  toCome: "Ce mois n’est pas encore commencé : son quotient n’est connu de personne.",
  tooOld: "Ce mois est trop ancien : un quotient se saisit jusqu’à trois ans en arrière.",
  endsFirst: "La fin est avant le début : choisissez un dernier jour de validité plus tardif.",
  tooLong: "Un quotient vaut deux ans au plus : choisissez un dernier jour plus proche.",
  startsBefore: "Un quotient ne compte pas avant le premier jour de son mois.",
  otherKind: "Ces justificatifs servent à un autre mode de calcul que celui de la collectivité.",
  startsLate: "Un quotient compte au plus tard un an après son mois : choisissez un premier jour plus proche.",
  tooMany: "Ce mois a été corrigé cent fois : saisissez le mois suivant.",
  nothingToWithdraw: "Ce mois n’a pas de valeur à retirer.",
} as const;
