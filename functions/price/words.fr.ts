/** Why a price is what it is, in French: one short sentence a reason. */
import { rateInWords } from "../kernel/exact.ts";
import { cents, eurosInWords, priceInWords, type Cents } from "../kernel/money.ts";
import type { PriceReason } from "./rules/price-of.ts";

export function bracketWords(from: Cents, to: Cents | null): string {
  if (to === null) return from === 0 ? "quelconque" : `au-dessus de ${eurosInWords(cents(from - 1))}`;
  return from === 0 ? `jusqu’à ${eurosInWords(to)}` : `de ${eurosInWords(from)} à ${eurosInWords(to)}`;
}

const ordinal = (rank: number): string => (rank === 1 ? "1er" : `${rank}e`);

export function reasonWords(reason: PriceReason): string {
  switch (reason.kind) {
    case "flat":
      return "prix qui ne dépend pas du quotient";
    case "bracket":
      return reason.below === null
        ? `quotient ${bracketWords(reason.from, reason.to)}`
        : `quotient ${bracketWords(reason.from, reason.to)} : la tranche inférieure à la vôtre, pour ${reason.below} enfants`;
    case "effortRate": {
      const { rate, quotient, held } = reason;
      const counted = `${rateInWords(rate)} du quotient (${eurosInWords(quotient)})`;
      if (held === null) return counted;
      return `${counted}, ${held.bound === "floor" ? "porté au minimum" : "ramené au maximum"} de ${priceInWords(held.amount)}`;
    }
    case "withoutQuotient":
      return "sans quotient connu, le prix le plus élevé : donnez le vôtre pour payer selon vos revenus";
    case "resident":
      return reason.resident ? "prix des résidents" : "prix des familles extérieures";
    case "ownMeal":
      return "l’enfant apporte son repas (PAI)";
    case "sibling": {
      const among = reason.counted === "sameDay" ? "présent le même jour" : "inscrit";
      const child = `${ordinal(reason.rank)} enfant ${among}`;
      return reason.share === null
        ? `${child} : prix de la fratrie`
        : `${child} : ${rateInWords(reason.share)} du prix`;
    }
    case "late":
      return `réservation tardive : + ${"share" in reason.surcharge ? rateInWords(reason.surcharge.share) : priceInWords(reason.surcharge.amount)}`;
  }
}
