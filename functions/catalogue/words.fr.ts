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

/** Who reads: a family about its own children, or staff about a family's and about its own days. */
export type Reader = "family" | "staff";

/** Why, and what a family can do about it; staff knows. */
interface Reason extends Omit<Words, "sentence"> {
  readonly fact: string;
  readonly advice: string;
}

const otherDay = "Choisissez un autre jour.";

function words(closed: DayClosed): Reason {
  switch (closed.code) {
    case "outsidePeriod":
      return {
        short: "Hors période",
        fact: `Cette activité a lieu du ${dayWithYear(closed.from)} au ${dayWithYear(closed.to)}.`,
        advice: "Choisissez un jour de cette période.",
      };
    case "otherWeekday":
      return {
        short: "Pas d’accueil",
        fact: `Cette activité n’a lieu que le ${list(closed.weekdays.map(weekdayName))}.`,
        advice: otherDay,
      };
    case "publicHoliday":
      return {
        short: "Férié",
        hint: holidayNames[closed.holiday],
        fact: `Ce jour est férié (${holidayNames[closed.holiday]}) : l’accueil est fermé.`,
        advice: otherDay,
      };
    case "bridge":
      return {
        short: "Fermé",
        hint: "pont",
        fact: "L’accueil est fermé ce jour-là : c’est un pont, sans école.",
        advice: otherDay,
      };
    case "schoolHolidays":
      return {
        short: "Vacances",
        fact: `Cette activité s’arrête pendant les ${closed.name} et reprend avec l’école, le ${dayWithYear(closed.resumes)}.`,
        advice: "Pour ce jour, choisissez une activité des vacances.",
      };
    case "schoolTime":
      return {
        short: "École",
        fact: "Cette activité n’a lieu que pendant les vacances scolaires.",
        advice: otherDay,
      };
    case "calendarUnknown":
      return {
        short: "À venir",
        fact: "Le calendrier scolaire de ce jour n’est pas encore publié.",
        advice: "Revenez quand il le sera : les réservations ouvriront alors.",
      };
    case "siteClosed":
      return {
        short: "Fermé",
        hint: closed.reason,
        fact: `L’accueil est fermé jusqu’au ${dayWithYear(closed.to)} compris (${closed.reason}).`,
        advice: "Choisissez un jour après cette date.",
      };
  }
}

/** Why nobody can come on a day, in words. */
export function dayClosedWords(closed: DayClosed, reader: Reader = "family"): Words {
  const { fact, advice, ...cell } = words(closed);
  return typesetWords({ ...cell, sentence: reader === "family" ? `${fact} ${advice}` : fact });
}

/** Why a site receives nobody on a day, for its staff. */
export const nothingThatDay = typeset("Aucune activité n’a lieu ce jour-là.");
