/** Words of the one confirmation: what will and will not pass, then what became of it. */
import { count, nbsp } from "../../../shared/format/text.ts";
import { agreed } from "./amount.ts";

export const review = {
  title: "Vérifiez avant de confirmer",
  checking: "Vérification de chaque jour…",
  /** What will become of the lines. */
  will: {
    booked: agreed("sera réservé", "seront réservés"),
    toApprove: agreed("sera à valider par le guichet", "seront à valider par le guichet"),
    waiting: agreed("ira en liste d’attente", "iront en liste d’attente"),
    cancelled: agreed("sera rendu", "seront rendus"),
    refused: agreed("ne passe pas", "ne passent pas"),
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
  /** What became of the whole, in few words. */
  done: {
    booked: "C’est réservé",
    toApprove: "C’est demandé",
    waiting: "Vous êtes sur la liste d’attente",
    cancelled: "C’est annulé",
    several: "C’est enregistré",
    partly: "Une partie seulement est passée",
    nothing: "Rien n’est passé",
  },
  booked: agreed("réservé", "réservés"),
  toApprove: agreed("à valider par le guichet"),
  waiting: agreed("en liste d’attente"),
  cancelled: agreed("annulé", "annulés"),
  refused: agreed("refusé", "refusés"),
  other: agreed("enregistré", "enregistrés"),
  position: (position: number) => `n°${nbsp}${position}`,
  /** Before joining: another family may be quicker. */
  wouldBe: (position: number) => `serait n°${nbsp}${position}`,
  waitingNote: "Si une place se libère, elle vous est proposée par e-mail et sur la page d’accueil.",
  approveNote: "Le guichet vous répondra. La place est gardée jusque-là.",
  unansweredTitle: "La réponse n’est pas arrivée",
  unanswered: "Renvoyez la demande : si elle était déjà passée, elle ne comptera pas deux fois.",
  again: "Renvoyer la demande",
  remaining: "Vos autres jours sont toujours choisis. Rien n’est perdu.",
  see: "Voir mes réservations",
  continue: "Continuer",
  gone: "Activité retirée",
} as const;
