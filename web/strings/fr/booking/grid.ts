/** Words of the grid of an activity. */
import { count, nbsp } from "../../../shared/format/text.ts";

export const grid = {
  unit: "Prestation",
  skipGrid: "Aller au récapitulatif",
  keys: "Dans la grille, les flèches du clavier passent d’un jour ou d’un enfant à l’autre.",
  free: "Libre",
  onApproval: "à valider",
  chosen: "Choisi",
  booked: "Réservé",
  absent: "absent",
  asked: "demande au guichet",
  pending: "À valider",
  byOffice: "par le guichet",
  waiting: "Liste d’attente",
  position: (position: number) => `n°${nbsp}${position}`,
  offered: "Place proposée",
  held: "À payer",
  offeredUntil: (moment: string) => `jusqu’à ${moment}`,
  full: "Complet",
  mayWait: "liste d’attente",
  toCancel: "À annuler",
  toWithdraw: "À retirer",
  toLeave: "À quitter",
  toConfirm: "à confirmer",
  unavailable: "Indisponible",
  insteadOf: (unit: string) => `au lieu de ${unit.toLocaleLowerCase("fr")}`,
  date: "Date",
  caption: (month: string, unit: string) => `${month}, ${unit} : une ligne par jour, une colonne par enfant`,
  week: (number: number, from: string) => `Semaine ${number}, du ${from}`,
  bookBefore: (moment: string) => `jusqu’à ${moment}`,
  left: (left: string) => `encore ${left}`,
  changes: (left: string) => `Cela change dans ${left}.`,
  about: (child: string, day: string) => `${child}, ${day}${nbsp}:`,
  aboutDay: (day: string) => `${day.charAt(0).toLocaleUpperCase("fr")}${day.slice(1)}${nbsp}:`,
  willCancel: "l’annulation sera faite quand vous confirmerez.",
  willWithdraw: "la demande sera retirée quand vous confirmerez.",
  willLeave: "la place dans la liste sera rendue quand vous confirmerez.",
  willWait: "inscription sur la liste d’attente quand vous confirmerez.",
  cancelBefore: (moment: string, left: string | null) =>
    `Possible jusqu’au ${moment}${left === null ? "" : ` (encore ${left})`}.`,
  forGood: "Une fois réservé, ce jour ne s’annule pas.",
  again: "Touchez de nouveau la case pour changer d’avis.",
  /** `toPay`: it is held until that is paid. */
  offer: (moment: string, left: string | null, toPay: string | undefined) =>
    `une place est gardée jusqu’au ${moment}${left === null ? "" : ` (encore ${left})`}. Elle n’est réservée ${toPay === undefined ? "que si vous l’acceptez" : `qu’une fois payée${nbsp}: ${toPay}`}.`,
  closeWhy: "Fermer l’explication",
  saidChosen: (child: string, day: string, chosen: number) =>
    `${child}, ${day} : choisi. ${count(chosen, "jour choisi", "jours choisis")}.`,
  saidWait: (child: string, day: string) => `${child}, ${day} : complet, liste d’attente choisie.`,
  saidKept: (child: string, day: string) => `${child}, ${day} : rien ne change, l’annulation n’est plus demandée.`,
  saidDropped: (child: string, day: string) => `${child}, ${day} : retiré.`,
  saidCancel: (child: string, day: string) => `${child}, ${day} : à annuler.`,
  /** `5 jours, la semaine du lundi 6 juillet` */
  daysOf: (days: number, group: string) => `${count(days, "jour")}, ${group}`,
  lacking: (child: string, days: number, group: string, has: number, needed: number) =>
    `${child}${nbsp}: encore ${count(days, "jour")} pour ${group} (${has}${nbsp}sur${nbsp}${needed}).`,
  lackingMore: (more: number) => `Et ${count(more, "autre compte incomplet", "autres comptes incomplets")}.`,
  saidUndone: "Dernière action annulée.",
  /** Wishes that have left the choice, by why. */
  noLonger: {
    booked: (days: number) =>
      days === 1
        ? "Un jour choisi est déjà réservé : il n’y a rien à refaire."
        : `${days}${nbsp}jours choisis sont déjà réservés : il n’y a rien à refaire.`,
    asked: (days: number) =>
      days === 1
        ? "Un jour choisi est déjà demandé au guichet, qui doit le valider."
        : `${days}${nbsp}jours choisis sont déjà demandés au guichet, qui doit les valider.`,
    waiting: (days: number) =>
      days === 1
        ? "Un jour choisi est déjà sur la liste d’attente."
        : `${days}${nbsp}jours choisis sont déjà sur la liste d’attente.`,
    offered: (days: number) =>
      days === 1
        ? "Une place est gardée pour un jour choisi : voyez « Mes réservations »."
        : `Une place est gardée pour ${days}${nbsp}jours choisis : voyez « Mes réservations ».`,
    givenUp: (days: number) =>
      days === 1 ? "Un jour à annuler l’est déjà." : `${days}${nbsp}jours à annuler le sont déjà.`,
    gone: (days: number) =>
      days === 1
        ? "Un jour choisi n’est plus possible : il a été retiré."
        : `${days}${nbsp}jours choisis ne sont plus possibles : ils ont été retirés.`,
  },
  tools: "Aller plus vite",
  prices: "Prix",
  every: (day: string) => `Tous les ${day}s`,
  everyDay: "Tous les jours",
  alternate: "1 sur 2",
  wholeWeeks: "Semaines entières",
  sameAsLast: "Comme la semaine d’avant",
  copy: "Copier",
  copyTo: "pour un autre enfant",
  undo: "Revenir en arrière",
  clear: "Tout effacer",
  noChildren: "Aucun enfant n’est inscrit dans votre fiche famille. Joignez le guichet pour l’ajouter.",
  noDays: "Cette activité n’a plus de jour à venir.",
  from: "Aller au mois",
  shownUntil: (day: string) => `Jours affichés jusqu’au ${day}.`,
  more: "Afficher la suite",
  saidMore: (days: number) => `${count(days, "jour affiché de plus", "jours affichés de plus")}.`,
} as const;
