/** What staff reads when something cannot be noted, in French. */
import type { PlainDate } from "../kernel/ids.ts";
import { dayWithYear, monthName, ofMonth } from "../kernel/dates.fr.ts";
import type { LocalTime } from "../kernel/time.ts";
import { mostSteps, type Refused } from "./rules/marks.ts";

const clock = (time: LocalTime): string => time.replace(":", " h ");

/** Why a child's marks stay as they are, and what to do. */
export function refusedWords(why: Refused): string {
  switch (why.code) {
    case "upsideDown":
      return `Le départ (${clock(why.left)}) vient avant l’arrivée (${clock(why.arrived)}). Corrigez l’une des deux heures.`;
    case "wasThere":
      return why.arrived === undefined
        ? "Son départ a été noté : annulez-le d’abord, puis notez l’absence."
        : `Noté présent depuis ${clock(why.arrived)} : annulez d’abord cette arrivée, puis notez l’absence.`;
    case "notedSince":
      return "Quelque chose d’autre a été noté depuis. Ouvrez « Heures et corrections » pour voir quoi, et corrigez-y.";
    case "nothingToUndo":
      return "Rien n’avait été noté pour cet enfant : il n’y a rien à annuler.";
    case "tooManySteps":
      return `Ce jour a déjà été corrigé ${mostSteps} fois pour cet enfant : plus rien ne s’y ajoute. Notez-le sur papier et prévenez l’administrateur du portail.`;
  }
}

export const unknownChildWords = "Cet enfant ne figure pas dans le dossier de cette famille. Rechargez la feuille.";

export const notYetWords = (date: PlainDate): string =>
  `L’appel du ${dayWithYear(date)} se fera ce jour-là : rien ne se note à l’avance. Choisissez aujourd’hui, ou un jour passé.`;
export const overWords = (date: PlainDate): string =>
  `L’appel du ${dayWithYear(date)} est fermé. Pour le corriger, rouvrez-le d’abord, avec un motif.`;
export const billedWords = (date: PlainDate): string =>
  `Le mois ${ofMonth(monthName(date))} ${date.slice(0, 4)} a été facturé : ce que vous notez change la prochaine facture. Dites pourquoi, puis confirmez.`;
export const futureTimeWords = (now: LocalTime): string =>
  `Il est ${clock(now)} : une arrivée ou un départ ne se note pas à l’avance. Corrigez l’heure.`;
export const unknownUnitWords =
  "Cette prestation n’est pas celle de cet accueil ce jour-là. Rechargez la feuille, puis recommencez.";
export const notOverWords = "L’appel de ce jour n’est pas fermé : rien à rouvrir, vous pouvez le corriger.";
export const tooOldWords = (days: number): string => `Ce jour a plus de ${days} jours : son appel ne se rouvre plus.`;
