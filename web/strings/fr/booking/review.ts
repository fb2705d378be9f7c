/** Words of the one confirmation: what will and will not pass, then what became of it. */
import { count, nbsp } from "../../../shared/format/text.ts";

export const review = {
  title: "Vérifiez avant de confirmer",
  checking: "Vérification de chaque jour…",
  /** What will become of the lines. */
  will: {
    booked: (days: number) => count(days, "jour sera réservé", "jours seront réservés"),
    toApprove: (days: number) =>
      count(days, "jour sera à valider par le guichet", "jours seront à valider par le guichet"),
    waiting: (days: number) => count(days, "jour ira en liste d’attente", "jours iront en liste d’attente"),
    cancelled: (days: number) => count(days, "jour sera rendu", "jours seront rendus"),
    refused: (days: number) => count(days, "jour ne passe pas", "jours ne passent pas"),
  },
  notSent: "Ces jours ne seront pas demandés.",
  waitInstead: "Liste d’attente",
  waitInsteadOf: (days: number) => `pour ${count(days, "jour")}`,
  remove: "Retirer",
  removeOf: (what: string) => `de la demande${nbsp}: ${what}`,
  ifFull: "Si un jour devient complet avant ma confirmation, m’inscrire sur la liste d’attente",
  note: "Rien n’est réservé tant que vous n’avez pas confirmé. Une place choisie n’est pas retenue.",
  confirm: "Confirmer",
  nothingPasses: "Rien à confirmer",
  busy: "Envoi en cours…",
  back: "Modifier",
  doneTitle: "Vos réponses",
  booked: (days: number) => count(days, "jour réservé", "jours réservés"),
  toApprove: (days: number) => count(days, "jour à valider par le guichet", "jours à valider par le guichet"),
  waiting: (days: number) => count(days, "jour en liste d’attente", "jours en liste d’attente"),
  cancelled: (days: number) => count(days, "jour annulé", "jours annulés"),
  refused: (days: number) => count(days, "jour refusé", "jours refusés"),
  other: (days: number) => count(days, "jour enregistré", "jours enregistrés"),
  position: (position: number) => `n°${nbsp}${position}`,
  waitingNote: "Si une place se libère, elle vous est proposée par courriel et sur la page d’accueil.",
  approveNote: "Le guichet vous répondra. La place est gardée jusque-là.",
  unansweredTitle: "La réponse n’est pas arrivée",
  unanswered: "Renvoyez la demande : si elle était déjà passée, elle ne comptera pas deux fois.",
  again: "Renvoyer la demande",
  remaining: "Vos autres jours sont toujours choisis. Rien n’est perdu.",
  see: "Voir mes réservations",
  continue: "Continuer",
  gone: "Activité retirée",
} as const;
