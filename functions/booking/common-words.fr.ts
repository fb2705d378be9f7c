/** Parts of sentences that families and staff read alike. */
import type { Minimum } from "../catalogue/rules/catalogue.ts";
import { mostHeld } from "../wallet/rules/held.ts";
import type { Lacking } from "../document/rules/needs.ts";

export const years = (age: number): string => (age === 1 ? "1 an" : `${age} ans`);

/** How many places the full day had. */
export const placesTaken = (number: number): string =>
  number <= 0
    ? "Aucune place n’est ouverte ce jour-là."
    : number === 1
      ? "La seule place de ce jour est prise."
      : `Les ${number} places de ce jour sont prises.`;

export const wholeNames: Record<Minimum["per"], string> = {
  week: "la semaine entière",
  holidays: "les vacances entières",
  window: "la période entière",
  activity: "tous les jours",
};
const perNames: Record<Minimum["per"], string> = {
  week: "par semaine",
  holidays: "par période de vacances",
  window: "par période de réservation",
  activity: "en tout",
};
/** Why a place that the wallet cannot pay is not held, where others are. */
export const notHeld = (why: "enough" | "before" | undefined): string =>
  why === "enough"
    ? ` ${mostHeld} places sont déjà gardées en attendant un versement, et il n’en est pas gardé plus à la fois.`
    : why === "before"
      ? " Une place a déjà été gardée pour ce jour sans être payée, et elle ne l’est qu’une fois."
      : "";

export const days = (number: number): string => (number === 1 ? "1 jour" : `${number} jours`);

/** `Réservation à la semaine entière`, `Réservation de 3 jours au moins par semaine`. */
export const minimumSentence = ({ days: number, per }: Minimum): string =>
  number === "weekday"
    ? `Réservation par abonnement, le même jour chaque semaine jusqu’à la fin de ${per === "window" ? "la période" : "l’activité"}`
    : number === "all"
      ? per === "activity"
        ? "Réservation de tous les jours ensemble"
        : `Réservation ${per === "holidays" ? "pour" : "à"} ${wholeNames[per]}`
      : `Réservation de ${days(number)} au moins ${perNames[per]}`;

/** `« Attestation d’assurance » (n’est plus valable ce jour-là)`. */
export const lackingWords = ({ kind: { name }, ended, checking }: Lacking): string =>
  `« ${name} »${checking ? " (en cours de vérification)" : ended ? " (ne sera plus valable ce jour-là)" : ""}`;
