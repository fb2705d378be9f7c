import { nbsp } from "../../shared/format/text.ts";

/** Words that surround every page of the staff's site. */
export const staff = {
  title: "Espace agents",
  menu: "Menu des agents",
  /** The tabs of « Demandes ». */
  inbox: {
    everything: "Tout",
    approvals: "Réservations et justificatifs",
    requests: "Fiches des familles",
    enrolments: "Inscriptions à l’année",
    firstRequests: "Nouvelles familles",
  },
  nav: {
    daySheet: "Feuille du jour",
    planning: "Places et fermetures",
    inbox: "Demandes",
    families: "Familles",
    quotients: "Quotients en nombre",
    tryPrice: "Essayer un tarif",
    accounts: "Comptes de recouvrement",
    payments: "Paiements",
    debits: "Prélèvements",
    treasury: "Trésorerie",
    untold: "Non prévenus",
    billing: "Facturation",
    reminders: "Rappels aux familles",
    staffMembers: "Agents",
    access: "Mes codes d’accès",
  },
} as const;

/** What goes with a decision, whatever it is on. */
export const decisions = {
  heldBy: (name: string) => `Pris en charge par ${name}`,
  heldByYou: "Pris en charge par vous",
  taking: { take: "Prendre en charge", takeOver: "Reprendre à mon compte", letGo: "Laisser à d’autres" },
  taken: {
    take: "Vous avez pris cette demande en charge.",
    takeOver: "Vous avez pris cette demande en charge.",
    letGo: "Cette demande est de nouveau libre.",
  },
  undoable: "Décisions à annuler",
  undo: "Annuler",
  undoFor: (seconds: number) => `Annuler (${seconds}${nbsp}s)`,
  undoOf: (said: string) => `Annuler${nbsp}: ${said}`,
  undone: "La décision est reprise.",
  understood: "Compris",
  settledLater: `La décision est enregistrée${nbsp}: elle prend effet dans quelques minutes.`,
} as const;
