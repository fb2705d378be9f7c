/** Words of the history of bookings. What happened is told by the server. */
import { count, nbsp } from "../../shared/format/text.ts";

export const history = {
  title: "Historique de mes modifications",
  intro: "Tout ce qui est arrivé à vos réservations : qui, quand, quoi. Le plus récent est en haut.",
  kept: (days: number) =>
    `Chaque changement est gardé ${days >= 365 ? count(Math.round(days / 30.44), "mois", "mois") : count(days, "jour")}.`,
  who: "Enfant",
  everybody: "Tous",
  by: (time: string, who: string) => `À${nbsp}${time}, ${who}`,
  you: (name: string) => `vous (${name})`,
  office: "le guichet",
  automatic: "fait automatiquement",
  reason: (reason: string) => `Motif${nbsp}: ${reason}`,
  days: (days: number) => count(days, "jour"),
  none: "Rien pour le moment. Ce que vous réservez, changez ou annulez apparaîtra ici.",
  noneOf: (child: string) => `Rien pour ${child} dans ce qui est affiché.`,
  more: "Afficher ce qui précède",
  loading: "Chargement…",
  saidMore: (more: number) => `${count(more, "ligne affichée", "lignes affichées")} de plus.`,
} as const;

/** A family's history, as staff read it. */
export const familyHistory = {
  title: "Historique",
  none: "Rien n’est encore enregistré.",
  older: "Plus ancien",
  reason: (reason: string) => `« ${reason} »`,
} as const;
