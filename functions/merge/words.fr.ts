/** Sentences about two files of one child. */
import { typeset } from "../kernel/dates.fr.ts";
import type { CivilField } from "./rules/facts.ts";

export const civilNames: Readonly<Record<CivilField, string>> = {
  firstName: "Prénom",
  lastName: "Nom",
  birthDate: "Date de naissance",
  grade: "Classe",
  school: "École",
};

export const mergeWords = {
  gone: "L’un de ces deux enfants n’est plus dans ce foyer, ou ses deux fiches ont déjà été réunies. Rechargez la liste.",
  same: "Choisissez deux fiches différentes.",
  changed: "L’une des deux fiches a changé pendant que vous compariez. Relisez, puis recommencez.",
  chooseHealth:
    "Les deux fiches disent quelque chose de la santé de l’enfant. Ouvrez-les, puis choisissez celle qui est juste : ce qu’une seule dit est gardé de toute façon.",
  tooMany: "Cet enfant a trop de foyers pour que ses fiches soient réunies en une fois.",
  /** What a booking that moves or goes says of why. */
  why: (reason: string) => typeset(`Deux fiches du même enfant ont été réunies : ${reason}`),
} as const;
