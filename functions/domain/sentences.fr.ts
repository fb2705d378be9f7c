/**
 * What the rules say, in French: a few words for a cell, and the sentence that names the rule, the moment it changes and what to do
 * next. Another language is another file with the same exports.
 */
import type { Refusal } from "./booking-rules.ts";
import { dayWithYear, dayWords, momentShort, momentWords, shortDay, typeset, weekdayName } from "./dates.fr.ts";
import type { PublicHoliday } from "./public-holidays.ts";
import type { WindowState } from "./windows.ts";

export interface Words {
  readonly short: string;
  readonly hint?: string;
  readonly sentence: string;
}

const holidayNames: Record<PublicHoliday, string> = {
  newYear: "jour de l’An", easterMonday: "lundi de Pâques", labourDay: "fête du Travail", victory1945: "victoire de 1945", ascension: "Ascension",
  whitMonday: "lundi de Pentecôte", bastilleDay: "fête nationale", assumption: "Assomption", allSaints: "Toussaint", armistice1918: "armistice de 1918", christmas: "Noël",
};

const list = (words: readonly string[]): string => words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} et ${words.at(-1) ?? ""}`;
const years = (age: number): string => (age === 1 ? "1 an" : `${age} ans`);
const places = (number: number): string => (number <= 0 ? "Aucune place n’est ouverte ce jour-là." : number === 1 ? "La seule place de ce jour est prise." : `Les ${number} places de ce jour sont prises.`);
const otherDay = "Choisissez un autre jour";
const office = "contactez le guichet";

function words(refusal: Refusal): Words {
  switch (refusal.code) {
    case "unknownChild":
      return { short: "Inconnu", sentence: "Cet enfant ne figure pas dans votre fiche famille. Rechargez la page et recommencez." };
    case "unknownActivity":
      return { short: "Inconnue", sentence: "Cette activité n’existe pas ou n’existe plus. Rechargez la page et choisissez dans la liste des activités." };
    case "unknownUnit":
      return { short: "Inconnue", sentence: "Cette prestation ne fait pas partie de l’activité. Rechargez la page et choisissez parmi celles qui sont proposées." };
    case "outsidePeriod":
      return { short: "Hors période", sentence: `Cette activité a lieu du ${dayWithYear(refusal.from)} au ${dayWithYear(refusal.to)}. Choisissez un jour de cette période.` };
    case "otherWeekday":
      return { short: "Pas d’accueil", sentence: `Cette activité n’a lieu que le ${list(refusal.weekdays.map(weekdayName))}. ${otherDay}.` };
    case "publicHoliday":
      return { short: "Férié", hint: holidayNames[refusal.holiday], sentence: `Ce jour est férié (${holidayNames[refusal.holiday]}) : l’accueil est fermé. ${otherDay}.` };
    case "bridge":
      return { short: "Fermé", hint: "pont", sentence: `L’accueil est fermé ce jour-là : c’est un pont, sans école. ${otherDay}.` };
    case "schoolHolidays":
      return { short: "Vacances", sentence: `Cette activité s’arrête pendant les ${refusal.name} et reprend avec l’école, le ${dayWords(refusal.resumes)}. Pour ce jour, choisissez une activité des vacances.` };
    case "schoolTime":
      return { short: "École", sentence: `Cette activité n’a lieu que pendant les vacances scolaires. ${otherDay}.` };
    case "calendarUnknown":
      return { short: "À venir", sentence: "Le calendrier scolaire de ce jour n’est pas encore publié. Revenez quand il le sera : les réservations ouvriront alors." };
    case "siteClosed":
      return { short: "Fermé", hint: refusal.reason, sentence: `L’accueil est fermé jusqu’au ${dayWords(refusal.to)} compris (${refusal.reason}). Choisissez un jour après cette date.` };
    case "past":
      return { short: "Passé", sentence: `Ce jour est passé. Pour une question sur ce jour, ${office}.` };
    case "tooYoung":
      return { short: "Trop jeune", hint: `dès ${years(refusal.minAge)}`, sentence: `Cette activité accueille les enfants à partir de ${years(refusal.minAge)}. ${refusal.firstName} pourra venir à partir du ${dayWithYear(refusal.from)} : choisissez un jour après cette date.` };
    case "tooOld":
      return { short: "Trop âgé", hint: `jusqu’à ${years(refusal.maxAge)}`, sentence: `Cette activité accueille les enfants jusqu’à ${years(refusal.maxAge)} inclus, et ${refusal.firstName} aura ${years(refusal.maxAge + 1)} dès le ${dayWithYear(refusal.from)}. Choisissez une activité de son âge.` };
    case "otherGrade":
      return { short: "Autre classe", hint: refusal.grade, sentence: `Cette activité accueille les classes ${list(refusal.grades)}, et la fiche de ${refusal.firstName} indique ${refusal.grade}. Choisissez une activité de sa classe ; si la fiche est à corriger, ${office}.` };
    case "gradeUnknown":
      return { short: "Classe ?", sentence: `Cette activité dépend de la classe, et la fiche de ${refusal.firstName} ne l’indique pas. Pour la compléter, ${office}.` };
    case "tooLate":
      return { short: "Trop tard", hint: `depuis ${shortDay(refusal.since)}`, sentence: `Pour ce jour, il fallait réserver avant le ${momentWords(refusal.since)}. ${otherDay} ; en cas de nécessité, ${office}.` };
    case "windowClosed":
      return { short: "Terminé", hint: `depuis ${shortDay(refusal.since)}`, sentence: `La période de réservation s’est terminée le ${momentWords(refusal.since)}. En cas de nécessité, ${office}.` };
    case "windowSoon":
      return {
        short: "Bientôt", hint: `dès ${shortDay(refusal.opensAt)}`,
        sentence: `Les réservations ouvrent le ${momentWords(refusal.opensAt)}${refusal.residentsFirst ? " pour votre famille, après celles qui habitent le territoire" : ""}. Revenez à ce moment-là.`,
      };
    case "opensTooLate":
      return { short: "Trop tôt", hint: `dès ${shortDay(refusal.opensAt)}`, sentence: `Pour ce jour, il faut réserver avant le ${momentWords(refusal.bookBefore)}, et les réservations n’ouvrent pour votre famille que le ${momentWords(refusal.opensAt)}. Choisissez un jour plus lointain.` };
    case "residentsOnly":
      return { short: "Territoire", sentence: `Cette activité est ouverte aux seules familles qui habitent le territoire. Pour une situation particulière, ${office}.` };
    case "alreadyBooked":
      return { short: "Réservé", sentence: `${refusal.firstName} a déjà cette réservation. Vous la trouvez dans « Mes réservations ».` };
    case "incompatible":
      return { short: "Incompatible", hint: refusal.unitName, sentence: `${refusal.firstName} a déjà ce jour-là « ${refusal.unitName} » (${refusal.activityName}), qui ne va pas avec cette prestation. Pour changer, annulez d’abord l’autre.` };
    case "full":
      return { short: "Complet", sentence: `${places(refusal.places)} Si une famille annule, une place peut se libérer jusqu’au ${momentWords(refusal.freedUntil)} : revenez voir, ou choisissez un autre jour.` };
    case "changed":
      return { short: "Modifié", sentence: "Cette réservation vient d’être modifiée ailleurs, dans une autre page ou par un autre responsable. Rechargez la page, puis recommencez s’il le faut." };
    case "notBooked":
      return { short: "Pas réservé", sentence: "Il n’y a pas de réservation à annuler ce jour-là. Rechargez la page pour voir vos réservations." };
    case "tooLateToCancel":
      return { short: "Trop tard", hint: `depuis ${shortDay(refusal.since)}`, sentence: `Cette réservation pouvait être annulée jusqu’au ${momentWords(refusal.since)}. En cas d’absence, ${office}.` };
  }
}

/** A refusal in words. */
export function refusalWords(refusal: Refusal): Words {
  const { short, hint, sentence } = words(refusal);
  return { short: typeset(short), ...(hint === undefined ? {} : { hint: typeset(hint) }), sentence: typeset(sentence) };
}

/** `Réservations jusqu’au samedi 12 décembre, 23 h 59`. */
export function windowSentence({ state, opensAt, closesAt }: WindowState): string {
  switch (state) {
    case "soon": return typeset(`Réservations à partir du ${momentShort(opensAt)}`);
    case "open": return typeset(`Réservations jusqu’au ${momentShort(closesAt)}`);
    case "readOnly": return typeset(`Réservations terminées depuis le ${momentShort(closesAt)}`);
  }
}

/** Why a site receives nobody on a day, for its staff. */
export const nothingThatDay = typeset("Aucune activité n’a lieu ce jour-là.");
