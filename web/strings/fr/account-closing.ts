/** Words of the end of a family's account, and of opening it again. */
import { count, nbsp } from "../../shared/format/text.ts";

export const accountClosing = {
  close: "Fermer le compte",
  closeText:
    "La famille ne peut plus réserver. Toutes ses réservations et attentes à venir sont annulées, et les places vont aux listes d’attente. Elle garde l’accès à son dossier.",
  closeTitle: (name: string) => `Fermer le compte de ${name}${nbsp}?`,
  closeAction: "Tout annuler et fermer",
  closed: (lines: number) => `Le compte est fermé${nbsp}: ${count(lines, "ligne annulée", "lignes annulées")}.`,
  closedSince: (day: string) => `Compte fermé depuis le ${day}`,
  closedText: "La famille ne peut plus réserver, le guichet non plus pour elle. Elle garde l’accès à son dossier.",
  reopen: "Rouvrir le compte",
  reopenTitle: `Rouvrir le compte de cette famille${nbsp}?`,
  reopenText: "La famille pourra de nouveau réserver. Ce qui a été annulé le reste.",
  reopened: "Le compte est rouvert.",
  reasonHint: "Gardé avec la réservation et envoyé à la famille.",
} as const;
