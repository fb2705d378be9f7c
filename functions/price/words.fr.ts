/** Why a price is what it is, in French: one short sentence a reason. */
import { rateInWords } from "../kernel/exact.ts";
import { cents, eurosInWords, priceInWords, type Cents } from "../kernel/money.ts";
import type { FlatSpan, LateSurcharge, Regime } from "../catalogue/rules/tariffs.ts";
import type { QuotientOrigin } from "../catalogue/rules/quotient-origins.ts";
import type { Help, Payer } from "./rules/circumstances.ts";
import type { PickUpReason } from "./rules/late-pick-up.ts";
import type { MovedBy } from "./rules/promised.ts";
import type { PriceReason } from "./rules/price-of.ts";
import type { SplitAmounts } from "./rules/split.ts";

export function bracketWords(from: Cents, to: Cents | null): string {
  if (to === null) return from === 0 ? "quelconque" : `au-dessus de ${eurosInWords(cents(from - 1))}`;
  return from === 0 ? `jusqu’à ${eurosInWords(to)}` : `de ${eurosInWords(from)} à ${eurosInWords(to)}`;
}

const ordinal = (rank: number): string => (rank === 1 ? "1er" : `${rank}e`);

const surchargeWords = (more: LateSurcharge): string =>
  `+ ${"share" in more ? rateInWords(more.share) : priceInWords(more.amount)}`;

function splitWords({ care, food }: SplitAmounts): string {
  const parts = [
    ...(care > 0 ? [`${priceInWords(care)} de garde`] : []),
    ...(food > 0 ? [`${priceInWords(food)} de repas`] : []),
  ];
  return parts.length > 0 ? `dont ${parts.join(" et ")}` : "ni garde ni repas";
}

const refusedWords: Readonly<Record<QuotientOrigin, string>> = {
  caf: "un quotient de la CAF",
  msa: "un quotient de la MSA",
  papers: "un quotient calculé d’après les justificatifs",
  decision: "un quotient fixé par la collectivité",
  api: "un quotient demandé en ligne à la CAF ou à la MSA",
};

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
      if (reason.refused !== null)
        return `ce tarif n’accepte pas ${refusedWords[reason.refused]}, le prix le plus élevé : apportez une attestation qu’il accepte`;
      return "sans quotient connu, le prix le plus élevé : donnez le vôtre pour payer selon vos revenus";
    case "resident":
      return reason.resident ? "prix des résidents" : "prix des familles extérieures";
    case "worksHere":
      return "un parent travaille sur la commune";
    case "regime":
      return regimeWords[reason.regime];
    case "payer":
      return `${priceInWords(reason.amount)} pris en charge par ${payerName(reason)}${
        "share" in reason.part ? ` (${rateInWords(reason.part.share)})` : ""
      }, sur ${priceInWords(reason.of)}`;
    case "ownMeal":
      return "l’enfant apporte son repas (PAI)";
    case "span":
      return reason.bears ? spanWords[reason.span].bears : spanWords[reason.span].comprised;
    case "time": {
      const { block, count, each, noted } = reason;
      if (count === null) return `par ${blocks[block][0]}`;
      return `${count} ${blocks[block][count > 1 ? 1 : 0]} à ${priceInWords(each)}${
        noted ? ", d’après les heures notées" : " : compté ensuite d’après l’arrivée et le départ notés"
      }`;
    }
    case "sibling": {
      const among = reason.counted === "sameDay" ? "présent le même jour" : "inscrit";
      const child = `${ordinal(reason.rank)} enfant ${among}`;
      return reason.share === null
        ? `${child} : prix de la fratrie`
        : `${child} : ${rateInWords(reason.share)} du prix`;
    }
    case "late":
      return `réservation tardive : ${surchargeWords(reason.surcharge)}`;
    case "split":
      return splitWords(reason);
    case "unbooked":
      return reason.price === null
        ? "présence sans réservation"
        : "instead" in reason.price
          ? `présence sans réservation : ${priceInWords(reason.price.instead)}`
          : `présence sans réservation : ${surchargeWords(reason.price)}`;
  }
}

const spanWords: Readonly<Record<FlatSpan, { readonly bears: string; readonly comprised: string }>> = {
  week: {
    bears: "forfait de la semaine, quel que soit le nombre de jours",
    comprised: "compris dans le forfait de la semaine",
  },
  month: {
    bears: "forfait du mois, quel que soit le nombre de jours",
    comprised: "compris dans le forfait du mois",
  },
  period: {
    bears: "forfait de la période, quel que soit le nombre de jours",
    comprised: "compris dans le forfait de la période",
  },
};

const blocks: Readonly<Record<15 | 30 | 60, readonly [one: string, more: string]>> = {
  15: ["quart d’heure commencé", "quarts d’heure commencés"],
  30: ["demi-heure commencée", "demi-heures commencées"],
  60: ["heure commencée", "heures commencées"],
};

/** Why a late pick-up costs what it costs. */
export function pickUpWords({
  left,
  until,
  minutes,
  blocks: begun,
  block,
  each,
  time,
  again,
  household,
}: PickUpReason): string {
  const clock = (at: string): string => at.replace(":", " h ");
  const counted =
    block === null ? priceInWords(each) : `${begun} ${blocks[block][begun > 1 ? 1 : 0]} à ${priceInWords(each)}`;
  return [
    `départ à ${clock(left)} au lieu de ${clock(until)}, ${minutes} ${minutes > 1 ? "minutes" : "minute"} de retard : ${counted}`,
    ...(again ? [`${ordinal(time)} fois de l’année scolaire`] : []),
    ...(household ? ["compté une fois pour la famille"] : []),
  ].join(" ; ");
}

const payerWords: Readonly<Record<Payer, string>> = {
  ccas: "le CCAS",
  employer: "l’employeur",
  department: "le département",
  other: "un autre organisme",
};
/** `le CCAS`, `l’employeur (Mairie d’Orléans)`, `la Croix-Rouge`. */
export const payerName = ({ payer, name }: Pick<Help, "payer" | "name">): string =>
  name === null ? payerWords[payer] : payer === "other" ? name : `${payerWords[payer]} (${name})`;

export const regimeWords: Readonly<Record<Regime, string>> = {
  general: "régime général",
  msa: "régime agricole (MSA)",
  other: "autre régime",
};

const moves: Readonly<Record<MovedBy, string>> = {
  tariff: "le tarif a changé",
  quotient: "le quotient a changé",
  siblings: "les frères et sœurs ce jour-là ont changé",
  residence: "le domicile a changé",
  circumstances: "la situation du foyer a changé",
  span: "les jours du forfait ont changé",
  presence: "les heures notées à l’appel",
};

/** What had been said when it was booked, and why that is not what is asked. */
export const promisedWords = (promised: Cents, by: readonly MovedBy[]): string =>
  `${priceInWords(promised)} annoncés à la réservation : ${by.map((one) => moves[one]).join(", ")}`;
