/** Words of « Demandes à valider ». */
import { count, nbsp } from "../../shared/format/text.ts";

const telling = (toCall: boolean): string =>
  toCall
    ? "Aucun e-mail ne peut lui être envoyé : appelez la famille, elle sera dans « Non prévenus »."
    : "La famille va être prévenue par e-mail.";

export const approvals = {
  title: "Demandes à valider",
  intro:
    "Les réservations à valider, ce que des familles demandent après le délai, et les justificatifs à vérifier. Ce qui presse d’abord. La famille est prévenue de chaque réponse par e-mail, ou à appeler quand elle n’a pas d’adresse.",
  kinds: {
    booking: "Réservation à valider",
    cancellation: "Annulation demandée",
    change: "Changement demandé",
    document: "Justificatif à vérifier",
  },
  all: "Toutes",
  short: { booking: "Réservations", cancellation: "Annulations", change: "Changements", document: "Justificatifs" },
  filter: "Lesquelles ?",
  site: "Accueil",
  allSites: "Tous les accueils",
  siteHint:
    "Un justificatif suit l’accueil où l’enfant est inscrit à l’année. Ceux d’un foyer, ou d’un enfant sans inscription, s’affichent seulement avec tous les accueils.",
  find: "Chercher un enfant, une famille, un accueil, un justificatif",
  found: (found: number) => count(found, "demande"),
  none: "Rien n’attend de réponse.",
  noneHint: "Ce que les familles demandent s’affiche ici.",
  noMatch: "Aucune demande ne correspond.",
  more: "Il y en a d’autres : elles s’affichent à mesure que celles-ci reçoivent leur réponse.",
  keysTitle: `Au clavier${nbsp}:`,
  keys: `J et K, ou les flèches, vont de demande en demande${nbsp}; A accepte${nbsp}; R refuse${nbsp}; P prend en charge${nbsp}; Z annule la dernière décision.`,
  list: "Demandes",
  ofHealth: "Il se voit et se vérifie depuis la santé de l’enfant, où chaque consultation est enregistrée.",
  openFile: (about: string) => `Ouvrir la fiche${nbsp}: ${about}`,
  instead: (day: string, unit: string) => `Pour : ${day}, ${unit}`,
  now: (day: string, unit: string) => `${day}, ${unit}`,
  asked: (moment: string) => `Demandé ${moment}`,
  sent: (moment: string) => `Envoyé ${moment}`,
  about: (child: string, day: string) => `${child}, ${day}`,
  family: (code: string) => `Famille ${code}`,
  accept: "Accepter",
  refuse: "Refuser",
  working: "Envoi…",
  of: (act: string, about: string) => `${act}${nbsp}: ${about}`,
  done: {
    accept: (about: string, toCall: boolean) => `Accepté${nbsp}: ${about}. ${telling(toCall)}`,
    refuse: (about: string, toCall: boolean) => `Refusé${nbsp}: ${about}. ${telling(toCall)}`,
  },
  toCall: "à appeler : pas d’e-mail possible",
  refuseTitle: (child: string) => `Refuser la demande pour ${child}${nbsp}?`,
  refuseText: {
    booking: "La place gardée pour cette demande sera rendue.",
    cancellation: "La réservation restera en place.",
    change: "La réservation restera comme elle est.",
    document: "La famille verra ce motif à côté du document, et pourra en envoyer un autre.",
  },
  reasonHint: "Envoyé à la famille, en quelques mots. 300 caractères au plus.",
  confirmRefusal: "Refuser et prévenir la famille",
  reload: "Recharger la liste",
} as const;
