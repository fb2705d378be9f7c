/** Words of a place that is kept for the family, after a waiting list. */
import { nbsp } from "../../shared/format/text.ts";

export const offers = {
  title: (offers: number) =>
    offers === 1 ? "Une place est gardée pour vous" : `${offers}${nbsp}places sont gardées pour vous`,
  until: (moment: string, left: string | null) =>
    `Gardée jusqu’au ${moment}${left === null ? "" : ` (encore ${left})`}`,
  over: "Le délai est passé : la place est proposée à la famille suivante.",
  accept: "Accepter",
  accepting: "Réservation…",
  decline: "Refuser",
  declining: "Refus…",
  askDecline: "Refuser cette place ? Elle sera proposée à la famille suivante, et vous quitterez la liste d’attente.",
  keep: "Garder",
  confirmDecline: "Oui, refuser",
  accepted: "C’est réservé.",
  toApprove: "C’est demandé : le guichet doit encore valider.",
  declined: "La place est refusée.",
  failed: "La place n’a pas pu être réservée. Rechargez la page.",
  again: "Si la demande était déjà passée, la renvoyer ne change rien.",
} as const;
