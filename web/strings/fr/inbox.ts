/** Words of the one list of « Demandes ». */
import { count, nbsp } from "../../shared/format/text.ts";

export const inbox = {
  title: "Tout ce qui attend une réponse",
  intro:
    "Réservations à valider, justificatifs, changements de fiche, inscriptions et nouvelles familles, ce qui attend depuis le plus longtemps d’abord.",
  number: (waiting: number, more: boolean) => `${waiting}${more ? "+" : ""}`,
  waiting: (waiting: number, more: boolean) => `${more ? `plus de ${waiting}` : waiting} en attente`,
  kind: "Objet",
  kinds: {
    all: "Tout",
    booking: "Réservations",
    document: "Justificatifs",
    request: "Fiches des familles",
    enrolment: "Inscriptions à l’année",
    firstRequest: "Nouvelles familles",
  },
  chips: { request: "Fiche", firstRequest: "Nouvelle famille" },
  age: "Attend depuis",
  place: "Accueil ou école",
  allPlaces: "Tous",
  placeHint: `Un justificatif suit l’accueil où l’enfant est inscrit à l’année, une fiche les écoles des enfants. Les nouvelles familles, les justificatifs d’un foyer et ceux d’un enfant sans inscription s’affichent avec «${nbsp}Tous${nbsp}».`,
  find: "Chercher un enfant, une famille, un code, un accueil",
  found: (found: number) => count(found, "demande"),
  list: "Demandes",
  open: "Ouvrir",
  openOf: (name: string) => `Ouvrir${nbsp}: ${name}`,
  children: (children: number, town: string) => `${count(children, "enfant")}, ${town}`,
  none: "Rien n’attend de réponse.",
  noneHint: "Ce que les familles demandent s’affiche ici.",
  noMatch: "Rien ne correspond.",
  noMatchYet: (read: number) => `Rien ne correspond parmi les ${read} plus anciennes.`,
  more: "Voir la suite",
  behind: `D’autres réservations ou justificatifs attendent derrière ceux-là${nbsp}: ils s’affichent à mesure que ceux-ci reçoivent leur réponse.`,
  keysTitle: `Au clavier${nbsp}:`,
  keys: `J et K, ou les flèches, vont d’une ligne à l’autre${nbsp}; A accepte${nbsp}; R refuse${nbsp}; P prend en charge${nbsp}; Z annule la dernière décision${nbsp}; Entrée ouvre.`,
} as const;
