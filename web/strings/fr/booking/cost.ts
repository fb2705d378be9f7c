/** Words of what days cost, before they are confirmed and after. */
import { count, nbsp } from "../../../shared/format/text.ts";

export const cost = {
  title: "Ce que cela coûte",
  /** Of days of which nothing is given up and nothing else moves. */
  total: "Total",
  more: "Vous paierez en plus",
  less: "Vous paierez en moins",
  same: "Rien de plus à payer",
  /** Of what waits: `5,46 € si une place se libère`. */
  ifFreed: (price: string) => `${price} si une place se libère`,
  givenUp: (price: string) => `−${nbsp}${price}`,
  movedTitle: "Cela change aussi",
  /** `Léa, mercredi 4 décembre (Journée) : 5,46 € au lieu de 6,83 €` */
  moved: (name: string, day: string, unit: string, is: string, was: string) =>
    `${name}, ${day} (${unit})${nbsp}: ${is} au lieu de ${was}`,
  /** A price that could not be asked for keeps nobody from acting. */
  unknown: "Ce que cela change à payer n’a pas pu être calculé maintenant.",
  why: `Pourquoi ces prix${nbsp}?`,
  /** `5,46 € : 2e enfant présent le même jour : 80 % du prix` */
  because: (price: string, reasons: string) => `${price}${nbsp}: ${reasons}`,
  /** Of days that are paid when they are booked. */
  prepaid: {
    taken: (amount: string, balance: string) => `${amount} seront pris dans le porte-monnaie, qui contient ${balance}.`,
    back: (amount: string) => `${amount} reviendront dans le porte-monnaie.`,
    short: (missing: string) => `Il manque ${missing} dans le porte-monnaie`,
    shortText: (balance: string) => `Ces jours se paient en les réservant, et il contient ${balance}.`,
    refused: "Ceux qu’il ne peut pas payer seront refusés.",
    held: (minutes: number, most: number) =>
      `Ceux qu’il ne peut pas payer seront gardés ${minutes}${nbsp}minutes, ${most}${nbsp}au plus, le temps de verser.`,
    href: "/mon-porte-monnaie",
    link: "Verser d’abord",
  },
  withoutQuotient: {
    title: "Prix le plus élevé",
    text: "Aucun quotient familial valable à ces dates n’est connu. Avec le vôtre, vous pourriez payer moins.",
    officeText: "Aucun quotient familial valable à ces dates n’est connu pour cette famille.",
    href: "/mon-quotient-familial",
    link: "Donner mon quotient familial",
  },
  /** Above a grid. */
  grid: {
    /** `Prix : Journée avec repas` */
    title: (unit: string) => `Prix${nbsp}: ${unit}`,
    close: "Fermer",
    note: `Un jour choisi pour un frère ou une sœur peut changer ces prix${nbsp}: ils sont recalculés avant de confirmer.`,
    onDays: (days: number) => count(days, "jour"),
  },
} as const;
