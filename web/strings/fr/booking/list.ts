/** Words of « Mes réservations » and « Visualiser mes réservations ». */
import type { MarkView } from "../../../../functions/attendance/contract/views.ts";
import { clockTime } from "../../../shared/format/dates.ts";
import { count, nbsp } from "../../../shared/format/text.ts";

export const bookingList = {
  title: "Mes réservations",
  intro: "Tous vos enfants à la fois. Touchez un jour pour le détail, pour changer ou pour annuler.",
  period: {
    month: { previous: "Mois précédent", next: "Mois suivant", now: "Ce mois-ci" },
    week: { previous: "Semaine précédente", next: "Semaine suivante", now: "Cette semaine" },
  },
  week: (number: number, from: string, to: string) => `Semaine ${number}${nbsp}: ${from} – ${to}`,
  view: "Présentation",
  views: { month: "Mois", week: "Semaine", calendar: "Calendrier", list: "Liste" },
  children: "Enfants",
  legend: "Légende",
  caption: (period: string) => `Réservations, ${period}`,
  noneIn: (period: string) => `Aucune réservation (${period}).`,
  nothing: "Rien",
  next: (day: string) => `Prochaine réservation : ${day}`,
  feed: "Dans l’agenda de mon téléphone",
  feedHint: "Un lien privé, à jour de chaque réservation, que vous pouvez supprimer.",
  bookings: (bookings: number) => count(bookings, "réservation"),
  today: "aujourd’hui",
  at: (place: string, from: string, to: string) => `${place}, ${from}${nbsp}–${nbsp}${to}`,
  cancellable: (moment: string, left: string) => `Annulable jusqu’au ${moment} (encore ${left})`,
  change: "Modifier",
  changeOf: (child: string, day: string, unit: string) => `${child}, ${day}, ${unit}`,
  statuses: {
    booked: "Réservé",
    pending: "À valider par le guichet",
    waiting: "Liste d’attente",
    offered: "Place proposée",
    held: "À payer",
    absent: "Absence déclarée",
  },
  /** For the narrow places of a calendar. */
  short: {
    booked: "Réservé",
    pending: "À valider",
    waiting: "Attente",
    offered: "Proposée",
    held: "À payer",
    absent: "Absent",
  },
  position: (position: number) => `n°${nbsp}${position}`,
  until: (moment: string) => `gardée jusqu’au ${moment}`,
  absences: {
    justified: "avec justificatif",
    unjustified: "sans justificatif",
    closure: "fermeture",
    strike: "grève",
    outing: "sortie scolaire",
    teacherAway: "enseignant absent",
    sentHome: "rentré à la maison",
    unannounced: "sans prévenir",
  },
  asked: "Annulation demandée au guichet",
} as const;

/** What staff has noted of a day. */
export const attended = {
  mark: ({ arrived, left, absent, byNight }: MarkView): string => {
    if (arrived !== undefined && left !== undefined)
      return byNight === "left"
        ? `Présent de ${clockTime(arrived)} à ${clockTime(left)} (départ non noté${nbsp}: fin de la prestation)`
        : `Présent de ${clockTime(arrived)} à ${clockTime(left)}`;
    if (arrived !== undefined) return `Présent depuis ${clockTime(arrived)}`;
    if (left !== undefined) return `Présent, parti à ${clockTime(left)}`;
    return absent === undefined ? "Noté à l’accueil" : `Noté absent, ${bookingList.absences[absent]}`;
  },
  unbooked: "Présences sans réservation",
  unbookedDay: (child: string, day: string, where: string, said: string) =>
    `${day}, ${child}, ${where}${nbsp}: ${said.charAt(0).toLocaleLowerCase("fr")}${said.slice(1)}.`,
} as const;

export const childBookings = {
  title: "Visualiser mes réservations",
  intro: "Les réservations d’un enfant, en calendrier ou en liste.",
  child: "Enfant",
  printed: (child: string, period: string) => `Réservations de ${child}, ${period}`,
} as const;
