/** Words of the home page. */
import { nbsp } from "../../shared/format/text.ts";

export const home = {
  hello: (name: string) => `Bonjour ${name}`,
  todo: "Ce qui vous attend",
  nothingToDo: "Rien ne vous attend : tout est à jour.",
  nextDays: "Vos prochains jours",
  noDays: "Aucun jour réservé dans les semaines qui viennent.",
  allActivities: "Toutes les activités",
  allDays: "Toutes mes réservations",
  moreDays: (days: number) => `et ${days}${nbsp}autre${days > 1 ? "s" : ""} jour${days > 1 ? "s" : ""}`,
  cancellable: (moment: string) => `annulable jusqu’au ${moment}`,
  office: "Le guichet vous informe",
  windows: "Calendrier des réservations",
  noWindow: "Les prochaines périodes de réservation seront annoncées ici.",
  bookingFromTo: (from: string, to: string) => `réservations du ${from} au ${to}`,
  today: "aujourd’hui",
  closes: (name: string) => `${name} : les réservations se terminent bientôt`,
  closesWhen: (moment: string, left: string) => `jusqu’au ${moment} (encore ${left})`,
  opens: (name: string, left: string) => `${name} : ouverture dans ${left}`,
  opensWhen: (moment: string) => `à partir du ${moment}`,
  isOpen: (name: string) => `${name} : vous pouvez réserver`,
  isOpenUntil: (moment: string) => `jusqu’au ${moment}`,
  book: "Réserver",
  see: "Voir les jours",
  ofTitle: (title: string, whose: string) => `${title}, ${whose}`,
  cameBack: (title: string) => `Complément demandé${nbsp}: ${title}`,
  cameBackDetail: "Le guichet attend votre réponse",
  answer: "Répondre",
  certify: "Vos fiches sont à confirmer",
  certifyDetail: (activities: string) => `Une fois par an, avant de réserver${nbsp}: ${activities}`,
  confirm: "Confirmer",
  payOnline: "Effectuez vos paiements en ligne",
  toPay: "Vous avez à payer",
  dueFor: (amount: string, invoices: number, day: string) =>
    invoices === 1
      ? `${amount} au plus tard le ${day}`
      : `${amount} pour ${invoices}${nbsp}factures, la première au plus tard le ${day}`,
  pay: "Payer",
} as const;
