/** Words of the two buttons by which a family answers to a place that is kept for it. */
import { nbsp } from "../../../shared/format/text.ts";

export const offerButtons = {
  pay: "Payer",
  /** Of a place that is held until it is paid. */
  held: {
    decline: "Ne plus garder",
    askDecline: `Rendre cette place${nbsp}? Une autre famille pourra l’avoir.`,
    confirmDecline: "Oui, la rendre",
  },
  accept: "Accepter",
  accepting: "Réservation…",
  decline: "Refuser",
  declining: "Envoi…",
  askDecline: "Refuser cette place ? Elle sera proposée à la famille suivante, et vous quitterez la liste d’attente.",
  keep: "Garder",
  confirmDecline: "Oui, refuser",
  accepted: "C’est réservé.",
  toApprove: "C’est demandé : le guichet doit encore valider.",
  declined: "La place est rendue.",
  failed: "La place n’a pas pu être réservée. Rechargez la page.",
  again: "Si la demande était déjà passée, la renvoyer ne change rien.",
} as const;
