/** Words of « Simuler un prix ». */
import type { QuotientKind } from "../../../functions/kernel/town-for-functions.ts";
import { count, nbsp } from "../../shared/format/text.ts";

const quotients: Readonly<Record<QuotientKind, string>> = {
  caf: "Quotient familial de la CAF ou de la MSA",
  fiscal: "Quotient fiscal",
  perPerson: "Quotient par personne",
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
    children: (number: number) => count(number, "enfant"),
    change: "Mon quotient familial",
    child: "Pour quel enfant",
  },
  situation: "Votre situation",
  quotient: quotients,
  quotientHint: "En euros, comme sur votre attestation. Laissez vide s’il n’est pas connu.",
  residence: `Où habitez-vous${nbsp}?`,
  residences: { oui: "Dans le territoire", non: "Ailleurs" },
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
