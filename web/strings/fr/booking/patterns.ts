/** Words of what fills the grid at once: patterns, whole weeks, copies. */
import { count, nbsp } from "../../../shared/format/text.ts";
import { agreed, type Amount } from "./amount.ts";

const added = agreed("ajouté", "ajoutés");
const chosen = agreed("sera choisi", "seront choisis");

export const patterns = {
  title: "Répéter",
  children: "Pour qui ?",
  days: "Quels jours ?",
  weeks: "Quelles semaines ?",
  all: "Toutes",
  even: "Paires",
  odd: "Impaires",
  weeksHint: (week: number) => `Cette semaine est la semaine ${week}.`,
  until: "Jusqu’au",
  untilEnd: (day: string) => `${day} (la fin)`,
  weeksTitle: "Semaines entières",
  week: (number: number, from: string, to: string) => `Semaine ${number}${nbsp}: du ${from} au ${to}`,
  copyTitle: "Copier les jours",
  copyFrom: "Copier les jours de",
  copyTo: "Pour",
  repeatTitle: "Comme la semaine d’avant",
  repeatModel: "Recopier la semaine du",
  repeatTo: "Sur quelles semaines ?",
  repeatNext: "La suivante",
  repeatAll: "Toutes les suivantes",
  repeatAlternate: "1 sur 2",
  repeatNothing:
    "Aucune semaine n’a encore de jour choisi ou réservé. Choisissez d’abord les jours d’une semaine, puis revenez ici.",
  takes: (amount: Amount) => (amount.total === 0 ? "Aucun jour à ajouter." : `${chosen(amount)}${nbsp}:`),
  /** Said aloud at each tick, where the list of the days would take minutes. */
  summary: (takes: Amount, waits: number, misses: number) =>
    [
      takes.total === 0 ? "Aucun jour à ajouter" : chosen(takes),
      ...(waits === 0 ? [] : [`${waits} en liste d’attente`]),
      ...(misses === 0 ? [] : [count(misses, "ne passe pas", "ne passent pas")]),
    ].join(", "),
  waits: (days: number) =>
    `${count(days, "jour complet en liste d’attente", "jours complets en liste d’attente")}${nbsp}:`,
  mayWait: (days: number) =>
    `Mettre en liste d’attente ${days === 1 ? "le jour complet" : `les ${days}${nbsp}jours complets`}`,
  already: (days: number) => count(days, "jour est déjà choisi ou réservé.", "jours sont déjà choisis ou réservés."),
  misses: (days: number) => `${count(days, "jour ne passe pas", "jours ne passent pas")}${nbsp}:`,
  instead: (days: number) => `Remplace ${count(days, "choix", "choix")} d’une autre prestation.`,
  apply: (days: number) => (days === 0 ? "Rien à choisir" : days === 1 ? "Choisir ce jour" : "Choisir ces jours"),
  applied: (amount: Amount) => `${added(amount)}. « Revenir en arrière » les retire.`,
  cancel: "Annuler",
} as const;
