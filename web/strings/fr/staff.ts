import type { PlainMonth } from "../../../functions/kernel/ids.ts";
import { monthWords } from "../../shared/format/dates.ts";
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

/** What an act on days that were billed bills again. */
export const rebilling = {
  title: "Ce qui sera refacturé",
  unchanged: "Rien ne change à ce qui a été facturé.",
  nothing: "rien",
  line: (firstName: string, day: string, activity: string, unit: string, what?: "unbooked" | "latePickUp") =>
    `${firstName}, ${day}${nbsp}: ${activity}, ${unit}${what === "unbooked" ? ", sans réservation" : ""}`,
  change: (was: string, is: string) => `${is} au lieu de ${was}`,
  total: (how: "more" | "less" | "same", amount: string, period: PlainMonth) =>
    how === "same"
      ? "ne doit rien de plus ni de moins."
      : how === "more"
        ? `devra ${amount} de plus, sur la facture de ${monthWords(period)}.`
        : `aura un avoir de ${amount}, déduit de la facture de ${monthWords(period)}.`,
  confirm: "Confirmer et refacturer",
  /** Of the roll-call. */
  billedTitle: "Ce jour a été facturé",
  reasonHint: `Gardé avec ce qui est noté, dans «${nbsp}Heures et corrections${nbsp}».`,
  computing: "Calcul de ce qui change…",
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
