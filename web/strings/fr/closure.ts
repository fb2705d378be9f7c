/** Words of closing the days of a site, and of opening them again. */
import { count, nbsp } from "../../shared/format/text.ts";

export const closure = {
  close: "Fermer des jours",
  closeTitle: "Fermer l’accueil",
  closeText: "Les réservations de ces jours seront annulées, et chaque famille prévenue par e-mail, une fois.",
  from: "Premier jour fermé",
  to: "Dernier jour fermé",
  toHint: "Le même jour pour n’en fermer qu’un.",
  kind: "Nature",
  kinds: { closure: "Fermeture", strike: "Grève" },
  closeHint: "Les familles le liront : « travaux dans la cour ».",
  missing: {
    from: "Choisissez le premier jour.",
    to: "Choisissez le dernier jour.",
    order: "Le dernier jour vient avant le premier.",
  },
  check: "Voir ce que cela annule",
  effect: (days: number, bookings: number, waiting: number, families: number) =>
    `${count(days, "jour ouvert", "jours ouverts")}, ${count(bookings, "réservation annulée", "réservations annulées")}, ${count(waiting, "attente terminée", "attentes terminées")}, ${count(families, "famille à prévenir", "familles à prévenir")}.`,
  confirmClose: "Fermer et prévenir les familles",
  started: (days: string) => `La fermeture ${days} est enregistrée. Les annulations se font en ce moment.`,
  closures: "Fermetures",
  noClosure: "Aucune fermeture à venir.",
  days: (from: string, to: string) => (from === to ? `le ${from}` : `du ${from} au ${to}`),
  underWay: (next: string) => `Annulations en cours, à partir du ${next}.`,
  beginning: "Les annulations vont commencer.",
  cancelled: (bookings: number) => count(bookings, "réservation annulée", "réservations annulées"),
  told: (families: number) => count(families, "famille prévenue", "familles prévenues"),
  onTheirWay: (families: number) => `${families} en cours d’envoi`,
  toCall: (families: number) => `${families} à appeler`,
  reopen: "Rouvrir",
  reopenOf: (days: string) => `Rouvrir ${days}`,
  reopenTitle: (days: string) => `Rouvrir ${days}${nbsp}?`,
  reopenText: "Les familles pourront de nouveau réserver. Ce qui a été annulé le reste.",
  reopened: (days: string) => `C’est rouvert ${days}.`,
} as const;
