/** A booking as a family's calendar words it: first names only, since a calendar is seen over shoulders. */
import { momentWords, typeset } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";

/** What a booking is in a calendar. */
export type Shown = "booked" | "absent" | "pending" | "offered" | "held" | "waiting" | "left" | "cancelled";

export interface ShownBooking {
  readonly shown: Shown;
  readonly firstName: string;
  readonly unitName: string;
  readonly activityName: string;
  /** Until when an offered place is kept. */
  readonly until?: Instant | undefined;
  readonly reason?: string | undefined;
}

export const feedName = typeset("Réservations – Portail Famille");

const asides: Record<Shown, string> = {
  booked: "",
  absent: " (absence déclarée)",
  pending: " (à valider)",
  offered: " (place à accepter)",
  held: " (place gardée, à payer)",
  waiting: " (liste d’attente)",
  left: " (liste d’attente quittée)",
  cancelled: " (annulé)",
};

function sentence({ shown, until, reason }: ShownBooking): string {
  switch (shown) {
    case "booked":
      return "Réservé.";
    case "absent":
      return "Réservé ; vous avez déclaré une absence.";
    case "pending":
      return "Demandé : le guichet doit valider cette réservation.";
    case "offered":
      return until === undefined
        ? "Une place est gardée : acceptez-la dans « Mes réservations »."
        : `Une place est gardée jusqu’au ${momentWords(until, null)} : acceptez-la dans « Mes réservations ».`;
    case "held":
      return until === undefined
        ? "Une place est gardée : versez ce qui manque dans « Mon porte-monnaie »."
        : `Une place est gardée jusqu’au ${momentWords(until, null)} : versez ce qui manque dans « Mon porte-monnaie ».`;
    case "waiting":
      return "Sur la liste d’attente : ce jour n’est pas réservé.";
    case "left":
      return "N’est plus sur la liste d’attente : ce jour n’est pas réservé.";
    case "cancelled":
      return reason === undefined
        ? "Annulé : ce jour n’est plus réservé."
        : `Annulé (${reason}) : ce jour n’est plus réservé.`;
  }
}

/** `Léa – Journée avec repas`, and a line below it. */
export const feedWords = (booking: ShownBooking): { readonly summary: string; readonly description: string } => ({
  summary: typeset(`${booking.firstName} – ${booking.unitName}${asides[booking.shown]}`),
  description: typeset(`${booking.activityName}\n${sentence(booking)}`),
});
