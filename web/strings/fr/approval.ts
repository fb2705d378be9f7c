/** Words of « Demandes à valider ». */
import { count, nbsp } from "../../shared/format/text.ts";

const telling = (toCall: boolean): string =>
  toCall
    ? "Aucun e-mail ne peut lui être envoyé : appelez la famille, elle est dans « Non prévenus »."
    : "La famille est prévenue par e-mail.";

export const approvals = {
  title: "Demandes à valider",
  intro:
    "Les réservations à valider, et ce que des familles demandent après le délai. Les jours qui viennent d’abord. La famille est prévenue de chaque réponse par e-mail, ou à appeler quand elle n’a pas d’adresse.",
  kinds: { booking: "Réservation à valider", cancellation: "Annulation demandée", change: "Changement demandé" },
  all: "Toutes",
  short: { booking: "Réservations", cancellation: "Annulations", change: "Changements" },
  filter: "Lesquelles ?",
  find: "Chercher un enfant, une famille, un accueil",
  found: (found: number) => count(found, "demande"),
  none: "Rien n’attend de réponse.",
  noneHint: "Ce que les familles demandent s’affiche ici.",
  noMatch: "Aucune demande ne correspond.",
  more: "Il y en a d’autres : elles s’affichent à mesure que celles-ci reçoivent leur réponse.",
  keysTitle: `Au clavier${nbsp}:`,
  keys: `J et K, ou les flèches, vont de demande en demande${nbsp}; A accepte${nbsp}; R refuse.`,
  list: "Demandes",
  instead: (day: string, unit: string) => `Pour : ${day}, ${unit}`,
  now: (day: string, unit: string) => `${day}, ${unit}`,
  asked: (moment: string) => `Demandé ${moment}`,
  family: (code: string) => `Famille ${code}`,
  accept: "Accepter",
  refuse: "Refuser",
  working: "Envoi…",
  of: (act: string, child: string, day: string) => `${act} : ${child}, ${day}`,
  accepted: (child: string, day: string, toCall: boolean) => `Accepté${nbsp}: ${child}, ${day}. ${telling(toCall)}`,
  refused: (child: string, day: string, toCall: boolean) => `Refusé${nbsp}: ${child}, ${day}. ${telling(toCall)}`,
  toCall: "à appeler : pas d’e-mail possible",
  refuseTitle: (child: string) => `Refuser la demande pour ${child}${nbsp}?`,
  refuseText: {
    booking: "La place gardée pour cette demande sera rendue.",
    cancellation: "La réservation restera en place.",
    change: "La réservation restera comme elle est.",
  },
  reasonHint: "Envoyé à la famille, en quelques mots. 300 caractères au plus.",
  confirmRefusal: "Refuser et prévenir la famille",
  reload: "Recharger la liste",
} as const;
