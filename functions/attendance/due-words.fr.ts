/** Why a booked day is due, or is not, in French. */
import type { AbsenceCount, WaitingDays } from "../catalogue/rules/absence-rules.ts";
import type { AbsenceKind } from "../catalogue/rules/absence-kinds.ts";
import { momentWords, typeset } from "../kernel/dates.fr.ts";
import { rateInWords, type Rate } from "../kernel/exact.ts";
import type { DueReason } from "./rules/due.ts";

const kinds: Readonly<Record<AbsenceKind, string>> = {
  justified: "absence avec justificatif",
  unjustified: "absence sans justificatif",
  closure: "accueil fermé",
  strike: "grève",
  outing: "sortie scolaire",
  teacherAway: "enseignant absent",
  sentHome: "enfant rentré à la maison",
  unannounced: "absence sans prévenir",
};

const counts: Readonly<Record<AbsenceCount, string>> = {
  calendar: "en comptant tous les jours",
  working: "en comptant les jours ouvrés",
  school: "en comptant les jours d’école",
};

const whole = 1_000_000;
const shareWords = (share: Rate): string =>
  share === 0 ? "rien n’est dû" : share === whole ? "dû en entier" : `dû à ${rateInWords(share)}`;

const ordinal = (rank: number): string => (rank === 1 ? "1er" : `${rank}e`);
const firstDays = ({ days, count }: WaitingDays): string =>
  days === 1 ? `le premier jour est dû, ${counts[count]}` : `les ${days} premiers jours sont dus, ${counts[count]}`;
const spanWords = ({ number, unit }: { readonly number: number; readonly unit: "hours" | "days" }): string =>
  unit === "hours" ? `${number} heures` : `${number} jour${number > 1 ? "s" : ""}`;

function words(reason: DueReason): string {
  switch (reason.kind) {
    case "booked":
      return "Réservé : dû en entier.";
    case "rule":
      return `${kinds[reason.absence]} : ${shareWords(reason.share)}.`;
    case "toldInTime":
      return `Prévenu à temps, le ${momentWords(reason.toldAt, null)} (avant le ${momentWords(reason.until, null)}) : rien n’est dû.`;
    case "certificate":
      return `Justificatif reçu le ${momentWords(reason.sentAt, null)}, dans les ${spanWords(reason.within)}.`;
    case "certificateLate":
      return `Justificatif reçu le ${momentWords(reason.sentAt, null)}, trop tard : il était attendu avant le ${momentWords(reason.by, null)}.`;
    case "certificateMissing":
      return `Sans justificatif : il est attendu avant le ${momentWords(reason.by, null)}.`;
    case "waiting":
      return `${ordinal(reason.rank)} jour d’absence : ${firstDays(reason.waiting)}.`;
    case "afterWaiting":
      return `${ordinal(reason.rank)} jour d’absence, après les ${reason.waiting.days} premiers : rien n’est dû.`;
    case "paidBack":
      return `Absence de ${reason.length} jours, plus longue que les ${reason.waiting.days} premiers : ils ne sont pas dus non plus.`;
    case "free":
      return `${ordinal(reason.rank)} des ${reason.days} absences non dues ${reason.per === "month" ? "du mois" : "de l’année scolaire"}.`;
  }
}

/** A reason as one among others on a line: without a capital and a full stop. */
export function dueReasonWords(reason: DueReason): string {
  const said = words(reason);
  return said.charAt(0).toLocaleLowerCase("fr") + said.slice(1).replace(/\.$/u, "");
}

/** A reason in words, with a capital. */
export function dueWords(reason: DueReason): string {
  const said = words(reason);
  return typeset(said.charAt(0).toLocaleUpperCase("fr") + said.slice(1));
}
