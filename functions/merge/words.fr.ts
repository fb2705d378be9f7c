/** Sentences about two files of one person, who is one. */
import { dayWithYear, momentWords, typeset } from "../kernel/dates.fr.ts";
import type { Instant, PlainDate } from "../kernel/ids.ts";
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

/** The same of two households that are one. */
export const householdMergeWords = {
  gone: "L’une de ces deux familles n’existe pas, ou plus. Vérifiez les deux codes.",
  already: (byName: string, at: Instant, gone: string, kept: string) =>
    typeset(
      `${byName} a déjà réuni la famille ${gone} à la famille ${kept} ${momentWords(at, null)}. Ouvrez la famille ${kept}.`,
    ),
  same: "Choisissez deux familles différentes.",
  changed:
    "L’une des deux familles a changé pendant que vous compariez. Relisez, puis recommencez : votre motif est gardé.",
  closed: (code: string) =>
    typeset(`Le compte de la famille ${code}, qui reste, est fermé. Rouvrez-le d’abord, ou gardez l’autre famille.`),
  requests: (code: string, open: number) =>
    typeset(
      `${open === 1 ? "Une demande de la famille" : `${open} demandes de la famille`} ${code}, qui s’en va, ${open === 1 ? "attend" : "attendent"} une réponse. Répondez-y d’abord dans « Demandes ».`,
    ),
  debited: (code: string) =>
    typeset(
      `La famille ${code}, qui s’en va, a un mandat de prélèvement. Révoquez-le d’abord : la famille qui reste peut en signer un.`,
    ),
  billed: (code: string) =>
    typeset(
      `La famille ${code}, qui s’en va, a déjà été facturée : ses factures gardent son code, et ses jours seraient facturés une seconde fois. Gardez cette famille, et réunissez-lui l’autre. Si les deux ont été facturées, fermez le compte en trop.`,
    ),
  money: (code: string) =>
    typeset(
      `La famille ${code}, qui s’en va, a de l’argent dans son porte-monnaie, ou en chemin vers lui. Gardez cette famille, et réunissez-lui l’autre ; ou rendez d’abord ce qu’il contient.`,
    ),
  merging:
    "La réunion de deux fiches d’un enfant de la famille qui s’en va n’est pas terminée. Recommencez dans quelques minutes.",
  children: (gone: string, kept: string) =>
    typeset(
      `${gone} et ${kept} portent le même nom et sont nés le même jour. Réunissez d’abord leurs deux fiches, ou dites que ce sont deux enfants.`,
    ),
  adults:
    "Dites de chaque personne de la famille qui s’en va si elle est déjà dans celle qui reste, une seule fois chacune.",
  tooManyAdults:
    "Plus de neuf responsables se sont succédé dans la famille qui reste : elle ne peut pas en recevoir d’autres. Gardez l’autre famille, ou dites qui est déjà là.",
  tooMany: "Ces deux familles ont trop d’enfants, d’accès et de mesures pour être réunies en une fois.",
  keptLeaves: (name: string, day: PlainDate) =>
    typeset(
      `Le départ de ${name} de la famille qui reste est prévu pour le ${dayWithYear(day)}. Annulez ce départ dans « Fiche », ou gardez l’autre famille.`,
    ),
  shielded: (name: string) =>
    typeset(
      `L’adresse de ${name} est protégée, et l’une de ses deux fiches a un accès au portail à qui elle est cachée. Vérifiez qu’il s’agit bien d’une seule personne, puis retirez cet accès ou levez la mesure de protection.`,
    ),
  /** What whatever moves says of why. */
  why: (reason: string) => typeset(`Deux dossiers de la même famille ont été réunis : ${reason}`),
} as const;

/** The same of two entries of one adult. */
export const adultMergeWords = {
  gone: "L’un de ces deux responsables n’est plus dans ce foyer. Rechargez la liste.",
  already: (byName: string, at: Instant) =>
    typeset(`${byName} a déjà réuni ces deux fiches ${momentWords(at, null)}. Rechargez la liste.`),
  same: "Choisissez deux responsables différents.",
  changed:
    "Le foyer, ou un accès de l’un des deux, a changé pendant que vous compariez. Relisez, puis recommencez : votre motif est gardé.",
  keptLeaves: (day: PlainDate) =>
    typeset(
      `Le départ du responsable dont la fiche reste est prévu pour le ${dayWithYear(day)}. Annulez ce départ dans « Fiche », ou gardez l’autre fiche.`,
    ),
  asked:
    "Une demande est en cours au sujet de la fiche qui s’en va. Répondez-y d’abord dans « Demandes », puis réunissez les deux fiches.",
  shielded:
    "L’adresse de l’un de ces deux responsables est protégée, et l’autre a un accès au portail à qui elle est cachée. Vérifiez qu’il s’agit bien d’une seule personne, puis retirez cet accès ou levez la mesure de protection.",
  /** What the file's changes say of why. */
  why: (reason: string) => typeset(`Deux fiches du même responsable ont été réunies : ${reason}`),
} as const;
