/**
 * What the catalogue says, in French: why nobody comes on a day, in a few words for a cell and in a sentence that names
 * the reason and what to do next. Another language is another file with the same exports.
 */
import type { PublicHoliday } from "../calendar/rules/public-holidays.ts";
import { dayWithYear, typeset, weekdayName } from "../kernel/dates.fr.ts";
import { list } from "../kernel/list.fr.ts";
import type { DayClosed } from "./rules/running-days.ts";

/** A refusal in words: `short` and `hint` for a cell of a grid, the whole `sentence` for who asks why. */
export interface Words {
  readonly short: string;
  readonly hint?: string;
  readonly sentence: string;
}

/** Words with the spaces of French typography. */
export const typesetWords = ({ short, hint, sentence }: Words): Words => ({
  short: typeset(short),
  ...(hint === undefined ? {} : { hint: typeset(hint) }),
  sentence: typeset(sentence),
});

const holidayNames: Record<PublicHoliday, string> = {
  newYear: "jour de l’An",
  easterMonday: "lundi de Pâques",
  labourDay: "fête du Travail",
  victory1945: "victoire de 1945",
  ascension: "Ascension",
  whitMonday: "lundi de Pentecôte",
  bastilleDay: "fête nationale",
  assumption: "Assomption",
  allSaints: "Toussaint",
  armistice1918: "armistice de 1918",
  christmas: "Noël",
  goodFriday: "Vendredi saint",
  secondChristmasDay: "lendemain de Noël",
};

const otherDay = "Choisissez un autre jour";

function words(closed: DayClosed): Words {
  switch (closed.code) {
    case "outsidePeriod":
      return {
        short: "Hors période",
        sentence: `Cette activité a lieu du ${dayWithYear(closed.from)} au ${dayWithYear(closed.to)}. Choisissez un jour de cette période.`,
      };
    case "otherWeekday":
      return {
        short: "Pas d’accueil",
        sentence: `Cette activité n’a lieu que le ${list(closed.weekdays.map(weekdayName))}. ${otherDay}.`,
      };
    case "publicHoliday":
      return {
        short: "Férié",
        hint: holidayNames[closed.holiday],
        sentence: `Ce jour est férié (${holidayNames[closed.holiday]}) : l’accueil est fermé. ${otherDay}.`,
      };
    case "bridge":
      return {
        short: "Fermé",
        hint: "pont",
        sentence: `L’accueil est fermé ce jour-là : c’est un pont, sans école. ${otherDay}.`,
      };
    case "schoolHolidays":
      return {
        short: "Vacances",
        sentence: `Cette activité s’arrête pendant les ${closed.name} et reprend avec l’école, le ${dayWithYear(closed.resumes)}. Pour ce jour, choisissez une activité des vacances.`,
      };
    case "schoolTime":
      return { short: "École", sentence: `Cette activité n’a lieu que pendant les vacances scolaires. ${otherDay}.` };
    case "calendarUnknown":
      return {
        short: "À venir",
        sentence:
          "Le calendrier scolaire de ce jour n’est pas encore publié. Revenez quand il le sera : les réservations ouvriront alors.",
      };
    case "siteClosed":
      return {
        short: "Fermé",
        hint: closed.reason,
        sentence: `L’accueil est fermé jusqu’au ${dayWithYear(closed.to)} compris (${closed.reason}). Choisissez un jour après cette date.`,
      };
  }
}

/** Why nobody can come on a day, in words. */
export const dayClosedWords = (closed: DayClosed): Words => typesetWords(words(closed));

/** Why a site receives nobody on a day, for its staff. */
export const nothingThatDay = typeset("Aucune activité n’a lieu ce jour-là.");
