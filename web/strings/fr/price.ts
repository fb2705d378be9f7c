/** Words of « Simuler un prix ». */
import type { Regime } from "../../../functions/catalogue/rules/tariffs.ts";
import type { Payer } from "../../../functions/price/rules/circumstances.ts";
import type { QuotientKind } from "../../../functions/kernel/town-for-functions.ts";
import { count, nbsp } from "../../shared/format/text.ts";

const quotients: Readonly<Record<QuotientKind, string>> = {
  caf: "Quotient familial de la CAF ou de la MSA",
  fiscal: "Quotient fiscal",
  perPerson: "Quotient par personne",
};

const regimes: Readonly<Record<Regime, string>> = {
  general: "Régime général",
  msa: "Régime agricole (MSA)",
  other: "Autre régime",
};

/** `1er enfant`, `2e enfant`. */
const child = (rank: number): string => `${rank === 1 ? "1er" : `${rank}e`} enfant`;

export const price = {
  title: "Simuler un prix",
  intro: "Ce que coûte chaque accueil dans votre situation, et pourquoi. Rien n’est enregistré.",
  none: {
    title: "Aucun tarif en ligne",
    text: "La ville n’a pas encore publié ses tarifs ici. Le guichet vous les donnera.",
  },
  /** Who is signed in finds its own situation filled in. */
  own: {
    title: "Rempli avec votre situation",
    quotient: (value: string, until: string) => `quotient de ${value}, valable jusqu’au ${until}`,
    noQuotient: "aucun quotient valable aujourd’hui",
    resident: "famille résidente",
    notResident: "famille extérieure",
    worksHere: "un parent travaille sur la commune",
    children: (number: number) => count(number, "enfant"),
    change: "Mon quotient familial",
    child: "Pour quel enfant",
  },
  situation: "Votre situation",
  quotient: quotients,
  quotientHint: "En euros, comme sur votre attestation. Laissez vide s’il n’est pas connu.",
  residence: `Où habitez-vous${nbsp}?`,
  residences: { oui: "Dans le territoire", non: "Ailleurs" },
  worksHere: "Un parent travaille sur la commune",
  regime: "Régime des prestations familiales",
  noRegime: "Non précisé",
  regimes,
  helped: `Le simulateur dit les prix entiers. De vos factures est déjà déduit${nbsp}:`,
  children: "Nombre d’enfants",
  childrenOptions: (number: number) => count(number, "enfant"),
  age: "Âge de l’enfant",
  ageOptions: (years: number) => `${years}${nbsp}${years < 2 ? "an" : "ans"}`,
  grade: "Classe",
  anyGrade: "Sans importance",
  ownMeal: "L’enfant apporte son repas (PAI)",
  show: "Voir les prix",
  showing: "Calcul…",
  results: "Prix dans cette situation",
  since: (day: string) => `À compter du ${day}`,
  forActivities: (names: string) => `Pour${nbsp}: ${names}`,
  child,
  from: (rank: number, more: boolean) => (more ? `À partir du ${child(rank)}` : child(rank)),
  next: (day: string) => `À compter du ${day}, ces prix changent`,
  announce: (tariffs: number) => `Prix calculés pour ${count(tariffs, "tarif")}.`,
} as const;

const span = (from: string, until: string | null): string =>
  until === null ? `à partir du ${from}` : `du ${from} au ${until}`;

/** What staff has said that counts in a family's prices, as the family reads it. */
export const ownCircumstances = {
  title: "Ce qui compte aussi dans vos prix",
  text: "Le guichet l’a noté dans votre dossier. Dites-lui si quelque chose a changé.",
  span,
} as const;

const kinds = {
  worksHere: "Un parent travaille sur la commune",
  regime: "Régime des prestations familiales",
  payer: "Prise en charge par un organisme",
  ownMeal: "Panier repas (PAI)",
} as const;
const payers: Readonly<Record<Payer, string>> = {
  ccas: "CCAS",
  employer: "Employeur",
  department: "Département",
  other: "Autre organisme",
};

/** The same, as staff says it. */
export const circumstances = {
  title: "Tarification",
  intro:
    "Ce qui compte dans les prix du foyer en plus du quotient, d’un jour à un autre. Chaque jour a le prix de ce qui vaut ce jour-là.",
  none: "Rien n’est dit de ce foyer.",
  add: "Ajouter à la tarification",
  correct: "Corriger",
  correctOf: (words: string) => `Corriger${nbsp}: ${words}`,
  withdraw: "Retirer",
  withdrawOf: (words: string) => `Retirer${nbsp}: ${words}`,
  withdrawText:
    "Les prix ne le compteront plus, aucun jour. Pour qu’il cesse à une date, corrigez plutôt son dernier jour.",
  withdrawn: "C’est retiré.",
  save: "Enregistrer",
  saved: "C’est enregistré.",
  span,
  states: { now: "Vaut aujourd’hui", toCome: "À venir", over: "Terminé", withdrawn: "Retiré" },
  acts: (number: number) => (number > 1 ? `Historique (${number})` : "Historique"),
  removed: "Retiré",
  kind: "Ce qui compte",
  kinds,
  regime: "Régime",
  regimes,
  child: "Enfant",
  payer: "Qui paie",
  payers,
  name: "Nom de l’organisme",
  nameMissing: "Écrivez le nom de l’organisme qui paie.",
  part: "Part prise en charge",
  partHint: `De chaque prix${nbsp}: une part, par exemple 60${nbsp}%, ou un montant, par exemple 0,76.`,
  partMissing: `Écrivez une part, par exemple 60${nbsp}%, ou un montant en euros, par exemple 0,76.`,
  activity: "Activité",
  anyActivity: "Toutes les activités",
  from: "Compte à partir du",
  fromMissing: "Choisissez le premier jour.",
  until: "Dernier jour",
  untilHint: `Vide${nbsp}: jusqu’à nouvel ordre.`,
  reasonHint: "Gardé dans l’historique, visible des agents seulement. N’y écrivez rien de la santé de l’enfant.",
  rebilled: "Des jours déjà facturés changent de prix à la prochaine facturation, ligne par ligne.",
} as const;

/** « Essayer un prix »: what a family's children would pay on a day. */
export const tryPrice = {
  title: "Essayer un prix",
  intro: "Ce que paierait chaque enfant un jour donné, avec ce qui vaut ce jour-là. Rien n’est réservé.",
  activity: "Accueil",
  date: "Jour",
  dateMissing: "Choisissez un jour.",
  among: "Frères et sœurs",
  amongs: { alone: "Chaque enfant seul ce jour-là", together: "Tous présents le même jour" },
  show: "Voir ce que cela coûterait",
  showing: "Calcul…",
  result: (activity: string, day: string) => `${activity}, le ${day}`,
  tariff: (name: string, since: string) => `Tarif ${name}, à compter du ${since}`,
  nothing: "rien n’est demandé",
  announce: (activity: string) => `Prix calculés pour ${activity}.`,
  free: "Essayer avec d’autres faits",
} as const;

/** « Essayer un tarif »: the same in a situation that staff describe. */
export const tryFree = {
  title: "Essayer un tarif",
  intro: `Ce que paierait un enfant dans la situation que vous décrivez. Aucune famille n’est lue, rien n’est enregistré.`,
  what: "Quoi et quand",
  who: "Le foyer",
  child: "L’enfant",
  more: "Ce jour-là",
  none: "Aucune activité ne demande de prix aujourd’hui.",
  quotient: "Quotient",
  quotientHint: `En euros. Vide${nbsp}: aucun n’est connu.`,
  origin: "D’où vient ce quotient",
  anyOrigin: "Peu importe",
  origins: {
    caf: "CAF",
    msa: "MSA",
    papers: "Justificatifs",
    decision: "Décision de la collectivité",
    api: "API Particulier",
  },
  residence: "Domicile",
  residences: { oui: "Sur le territoire", non: "Ailleurs" },
  children: "Enfants du foyer",
  rank: "Rang de l’enfant",
  ranks: (rank: number) => child(rank),
  late: "Réservé après la limite",
  unbooked: "Venu sans réservation",
  noPayer: "Personne d’autre",
  payer: "Qui paie une part",
  payers,
  part: "Part prise en charge",
  partHint: `De chaque prix${nbsp}: une part, par exemple 60${nbsp}%, ou un montant, par exemple 0,76.`,
  partMissing: `Écrivez une part, par exemple 60${nbsp}%, ou un montant en euros, par exemple 0,76.`,
  arrived: "Arrivée",
  left: "Départ",
  timeHint: `Pour un prix au quart d’heure, à la demi-heure ou à l’heure. Par exemple 17:40${nbsp}; vide${nbsp}: les heures de la prestation.`,
  wrongQuotient: "Écrivez le quotient en euros, par exemple 722 ou 722,50, ou laissez vide.",
  wrongTime: "Écrivez une heure, par exemple 17:40, ou laissez vide.",
} as const;
