/** Words of « Mon porte-monnaie », and of wallets at the desk. */
import { count, nbsp } from "../../shared/format/text.ts";

export const wallet = {
  title: "Mon porte-monnaie",
  intro: "Versez quand vous voulez, et payez vos factures avec ce que vous avez versé.",
  none: "Aucun porte-monnaie n’est proposé ici. Vos factures se paient une à une.",
  notSeen: "Le porte-monnaie est celui du payeur du foyer.",
  notSeenText: "Il peut le partager avec vous, avec ses factures.",
  balance: (amount: string) => `Vous avez ${amount} d’avance.`,
  empty: "Votre porte-monnaie est vide.",
  pot: (amount: string, month: string) =>
    `${amount} déjà payés pour vos réservations de ${month}. La facture du mois les comptera.`,
  awaited: (amount: string, moment: string) =>
    `Un versement de ${amount}, commencé le ${moment}, attend la réponse de la trésorerie. Vous n’avez rien à faire.`,
  held: (places: number, amount: string, moment: string) =>
    `${count(places, "place gardée", "places gardées")} jusqu’au ${moment}, à payer${nbsp}: ${amount}`,
  heldMissing: (missing: string) =>
    `Il manque ${missing} dans votre porte-monnaie. Versez-les avant la fin du délai${nbsp}: la réservation se fait aussitôt, sans autre démarche.`,
  heldPaid: `Votre porte-monnaie suffit${nbsp}: la réservation se fait dans un instant. Rechargez la page.`,
  payHeld: (amount: string) => `Verser ${amount} et réserver`,
  pay: "Payer une facture avec mon porte-monnaie",
  full: "Votre porte-monnaie est plein.",
  atDesk: (most: string) => `Versez au guichet unique, jusqu’à ${most}.`,
  amount: "Montant à verser, en euros",
  amountHint: (least: string, most: string) => `De ${least} à ${most}.`,
  badAmount: (least: string, most: string) => `Écrivez un montant de ${least} à ${most}, comme 20 ou 12,50.`,
  topUp: "Verser en ligne",
  busy: "Ouverture de la page de paiement…",
  hint: `La page de paiement est celle de la trésorerie publique, PayFiP${nbsp}: vous y payez par carte ou par prélèvement, puis revenez ici.`,
  test: `Paiement à l’essai${nbsp}: aucun argent ne bouge.`,
  movements: "Ce qui a bougé",
  noMovement: "Rien encore.",
  kinds: {
    topUp: () => "Versement",
    topUpBack: () => "Versement annulé",
    invoice: (months: string) => `Facture payée${nbsp}: ${months}`,
    invoiceBack: (months: string) => `Paiement annulé${nbsp}: ${months}`,
    givenBack: () => "Rendu par le guichet unique",
    booked: (_: string, day: string) => `Réservé${nbsp}: ${day}`,
    unbooked: (_: string, day: string) => `Réservation annulée${nbsp}: ${day}`,
    leftOver: (months: string) => `Gardé, et non demandé par la facture${nbsp}: ${months}`,
  },
  signed: (amount: string, more: boolean) => `${more ? "+" : "−"}${nbsp}${amount}`,
  holds: (amount: string) => `Votre porte-monnaie contient ${amount}.`,
  holdsNothing: "Votre porte-monnaie est vide.",
  open: "Mon porte-monnaie",
  rest: "Le reste se paiera ensuite.",
  payWith: (amount: string) => `Payer ${amount} avec mon porte-monnaie`,
  paying: "Paiement…",
  paid: (amount: string) => `${amount} payés avec votre porte-monnaie.`,
} as const;

export const deskWallet = {
  title: "Porte-monnaie",
  holds: (amount: string) => `${amount} d’avance`,
  topUp: "Verser",
  topUpOf: (account: string) => `Verser sur le porte-monnaie${nbsp}: ${account}`,
  topUpTitle: "Verser sur le porte-monnaie",
  topUpHint: (room: string) => `Jusqu’à ${room}.`,
  toppedUp: (amount: string) => `${amount} versés sur le porte-monnaie.`,
  giveBack: "Rendre",
  giveBackOf: (account: string) => `Rendre le contenu du porte-monnaie${nbsp}: ${account}`,
  giveBackTitle: "Rendre le contenu du porte-monnaie",
  giveBackHint: (balance: string) => `Il contient ${balance}. Une partie suffit.`,
  giveBackReason: `Par exemple «${nbsp}la famille déménage${nbsp}».`,
  givenBack: (amount: string) => `${amount} rendus à la famille.`,
  online: "Versement sur le porte-monnaie",
} as const;
