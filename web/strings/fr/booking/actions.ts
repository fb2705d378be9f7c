/** Words of « Mes modifications de réservations »: change, cancel, leave a list, be absent, ask the office. */
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { longDay } from "../../../shared/format/dates.ts";
import { count, nbsp } from "../../../shared/format/text.ts";

export const changes = {
  title: "Mes modifications de réservations",
  intro: "Choisissez une réservation à venir pour la changer, l’annuler ou déclarer une absence.",
  history: "Historique de mes modifications",
  historyHint: "Chaque changement, avec sa date et son auteur.",
  who: "Enfant",
  everybody: "Tous",
  none: "Aucune réservation à venir.",
  more: (left: number) => `Afficher la suite (${left})`,
  saidMore: (more: number) => `${count(more, "réservation affichée", "réservations affichées")} de plus.`,
  actions: "Que voulez-vous faire ?",
  change: "Changer de jour ou de prestation",
  cancel: "Annuler",
  withdraw: "Retirer la demande",
  leave: "Quitter la liste d’attente",
  absence: "Déclarer une absence",
  takeBack: "L’enfant viendra finalement",
  ask: "Demander l’annulation",
  askChange: "Demander un changement",
  unask: "Retirer ma demande",
  /** Of which booking, for screen readers. */
  of: (child: string, day: string, unit: string) => `${child}, ${day}, ${unit}`,
  askedAlready: "Vous avez demandé l’annulation au guichet. Il vous répondra.",
  changeAsked: (day: string, unit: string) =>
    `Vous avez demandé au guichet de changer pour le ${day}, ${unit}. Il vous répondra.`,
  back: "Retour",
  backToDay: "Revenir à ce jour",
  finish: "Terminer",
  keep: "Garder",
  /** `Lou, 5 jours` */
  all: (child: string, days: number) => `${child}, ${count(days, "jour")}`,
  goTogether: `Ces jours vont ensemble${nbsp}: ils s’annulent tous, ou aucun.`,
  busy: "Envoi en cours…",
  again: "Si la demande était déjà passée, la renvoyer ne change rien.",
  refused: "La demande est refusée. Rechargez la page.",
} as const;

export const givingUp = {
  cancel: {
    title: (what: string) => `Annuler : ${what}${nbsp}?`,
    note: "La place sera rendue aussitôt à une autre famille.",
    confirm: "Oui, annuler",
    done: (what: string) => `C’est annulé${nbsp}: ${what}.`,
  },
  withdraw: {
    title: (what: string) => `Retirer la demande : ${what}${nbsp}?`,
    note: "Le guichet n’aura plus à la valider, et la place sera rendue.",
    confirm: "Oui, retirer",
    done: (what: string) => `La demande est retirée${nbsp}: ${what}.`,
  },
  leave: {
    title: (what: string) => `Quitter la liste d’attente : ${what}${nbsp}?`,
    note: "Vous perdrez votre rang. Revenir plus tard vous mettrait à la fin de la liste.",
    confirm: "Oui, quitter",
    done: (what: string) => `Vous avez quitté la liste${nbsp}: ${what}.`,
  },
} as const;

export const changing = {
  title: "Changer de jour ou de prestation",
  kept: (day: string) => `Votre place du ${day} est gardée tant que la nouvelle n’est pas obtenue.`,
  unit: "Prestation",
  days: "Quel jour ?",
  sameDay: (day: string) => `${day}, le même jour`,
  places: (places: number) => count(places, "place"),
  none: "Aucun autre jour n’est libre pour cette prestation.",
  onlyFree: "Les jours complets ou fermés ne sont pas proposés.",
  more: "Afficher les jours suivants",
  choose: "Choisissez un jour.",
  confirm: "Changer",
  done: (from: string, to: string) => `C’est changé${nbsp}: ${from} devient ${to}.`,
  lost: "Votre place d’avant est toujours à vous.",
} as const;

export const absences = {
  title: "Déclarer une absence",
  kind: "Quelle absence ?",
  kinds: { justified: "Avec un justificatif", unjustified: "Sans justificatif", outing: "Sortie scolaire" },
  hints: {
    justified: "Un certificat médical, par exemple. Le guichet peut le demander.",
    unjustified: "Maladie sans certificat, imprévu. Le jour peut être facturé.",
    outing: "L’école emmène l’enfant ce jour-là.",
  },
  cancelRather: (moment: string) =>
    `Vous pouvez encore annuler ce jour jusqu’au ${moment} : la place servirait à une autre famille.`,
  confirm: "Déclarer",
  done: (what: string) => `L’absence est déclarée${nbsp}: ${what}.`,
  doneNext: "La place reste réservée. Vous pouvez revenir sur cette absence.",
  takeBackTitle: (what: string) => `L’enfant viendra finalement : ${what}${nbsp}?`,
  takeBackNote: "L’accueil l’attendra ce jour-là.",
  takeBackConfirm: "Oui, l’enfant viendra",
  takenBack: (what: string) => `L’absence n’est plus déclarée${nbsp}: ${what}.`,
} as const;

/** One absence for several children and days. */
export const manyAbsences = {
  title: "Plusieurs jours d’absence ?",
  open: "Déclarer une absence",
  openHint: "Un ou plusieurs enfants, d’un jour à un autre, en une fois.",
  from: "Du",
  to: "Au",
  which: "Quelles réservations ?",
  found: (chosen: number, found: number) =>
    found === 0 ? "Aucune réservation entre ces deux jours." : `${chosen} sur ${count(found, "réservation")}.`,
  none: "Aucune réservation à venir.",
  cancelRather: (bookings: number) =>
    `${count(bookings, "réservation peut", "réservations peuvent")} encore être ${bookings === 1 ? "annulée" : "annulées"} : ${bookings === 1 ? "la place servirait" : "les places serviraient"} à d’autres familles.`,
  confirm: (bookings: number) => (bookings === 0 ? "Déclarer" : `Déclarer ${count(bookings, "absence")}`),
  done: (bookings: number) =>
    bookings === 0
      ? "Aucune absence n’est déclarée"
      : `C’est fait : ${count(bookings, "absence déclarée", "absences déclarées")}`,
  refused: (bookings: number) => count(bookings, "absence refusée", "absences refusées"),
} as const;

/** The certificate of an absence. */
export const certificates = {
  open: "Envoyer un justificatif",
  card: `Un justificatif d’absence${nbsp}?`,
  cardHint: "Un certificat médical, par exemple, envoyé à temps, peut changer ce qui reste à payer.",
  title: "Envoyer un justificatif d’absence",
  name: "justificatif d’absence",
  none: `Aucune absence n’attend de justificatif. Une absence déclarée «${nbsp}avec un justificatif${nbsp}» apparaît ici tant qu’il est encore temps.`,
  absence: (firstName: string, from: PlainDate, to: PlainDate) =>
    from === to ? `${firstName}, ${longDay(from)}` : `${firstName}, du ${longDay(from)} au ${longDay(to)}`,
  by: (name: string, moment: string) => `${name}, à envoyer avant le ${moment}.`,
  checking: `Envoyé${nbsp}: le guichet le vérifie. S’il l’accepte, ce qui reste dû en tient compte, même après la facture.`,
  now: (firstName: string) => `Le justificatif de ${firstName}`,
  later: "Vous pouvez aussi l’envoyer plus tard, depuis cette même page.",
} as const;

/** What an absence leaves due. */
const shareWords = (share: number): string =>
  share === 0 ? "rien n’est dû" : share === 100 ? "dû en entier" : `dû à ${String(share).replace(".", ",")}${nbsp}%`;
export const absenceCost = {
  title: "Ce qui restera à payer",
  due: (bookings: number, share: number) => `${count(bookings, "réservation")}${nbsp}: ${shareWords(share)}`,
  certified: (share: number) => `Avec un justificatif envoyé maintenant, et accepté${nbsp}: ${shareWords(share)}.`,
} as const;

export const asking = {
  title: "Demander l’annulation au guichet",
  changeTitle: "Demander un changement au guichet",
  note: "Le délai est passé : le guichet décide. La réservation reste la vôtre jusqu’à sa réponse.",
  reason: "Pourquoi ?",
  hint: "En quelques mots, 300 caractères au plus. Pas de détail sur la santé.",
  tooShort: "Dites en quelques mots pourquoi.",
  confirm: "Envoyer la demande",
  done: "La demande est envoyée au guichet.",
  doneNext: "Il vous répondra. D’ici là, la réservation reste la vôtre.",
  unaskTitle: (what: string) => `Retirer ma demande : ${what}${nbsp}?`,
  unaskNote: "Le guichet n’aura plus à répondre, et la réservation reste la vôtre.",
  unaskConfirm: "Oui, retirer",
  unasked: (what: string) => `La demande est retirée${nbsp}: ${what}.`,
} as const;
