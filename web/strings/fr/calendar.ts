/** Words of « Mes réservations ». */
import { count, nbsp } from "../../shared/format/text.ts";

export const calendar = {
  title: "Mes réservations",
  intro: { month: "Tous vos enfants, mois par mois. Touchez un jour pour le détail ou pour annuler.", list: "Tous vos enfants, mois par mois." },
  previous: "Mois précédent",
  next: "Mois suivant",
  thisMonth: "Ce mois-ci",
  view: "Présentation",
  views: { month: "Calendrier", list: "Liste" },
  legend: "Enfants",
  caption: (month: string) => `Réservations de ${month}`,
  noneIn: (month: string) => `Aucune réservation en ${month}.`,
  book: "S’inscrire aux activités",
  bookings: (bookings: number) => count(bookings, "réservation"),
  today: "aujourd’hui",
  at: (site: string, from: string, to: string) => `${site}, ${from} – ${to}`,
  cancellable: (moment: string, left: string) => `Annulable jusqu’au ${moment} (encore ${left})`,
  locked: "Ne peut plus être annulée en ligne. En cas d’absence, joignez le guichet.",
  cancel: "Annuler cette réservation",
  ask: (child: string, day: string, unit: string) => `Annuler «${nbsp}${unit}${nbsp}» de ${child}, ${day}${nbsp}?`,
  askNote: "La place sera rendue aussitôt à une autre famille.",
  keep: "Garder",
  confirm: "Oui, annuler",
  busy: "Annulation…",
  done: (child: string, day: string) => `C’est annulé${nbsp}: ${child}, ${day}.`,
  again: "Si la demande était déjà passée, la renvoyer ne change rien.",
} as const;
