/**
 * What the town asks for what it offers. Data: `price/rules/price-of.ts` counts by it, the catalogue's file brings it in.
 *
 * An activity names its tariff. A tariff changes on a day, bounds and prices alike: each edition holds for the days from
 * its `effectiveFrom` on, until the next of the same id. Within an edition the first line that fits the case holds.
 */
import type { Rate, Rounding } from "../../kernel/exact.ts";
import type { PlainDate, TariffId, UnitId } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { QuotientOrigin } from "./quotient-origins.ts";

/**
 * An amount for one unit. `amounts`: by rank among brothers and sisters, the last for all further ones. `rate`: an effort
 * rate, so much of the quotient, never below the floor nor above the ceiling.
 */
export type TariffAmount = {
  /** Nothing is taken off for brothers and sisters: a meal at one euro stays so. */
  readonly firm?: true | undefined;
} & (
  | { readonly kind: "amounts"; readonly amounts: readonly Cents[] }
  | { readonly kind: "rate"; readonly rate: Rate; readonly floor: Cents; readonly ceiling: Cents }
);

/** Tranche: quotients from one to another, both included; without a last one, all above. */
export interface Bracket {
  readonly from: Cents;
  readonly to: Cents | null;
  readonly amount: TariffAmount;
}

/** Under which scheme of social security a household's family benefits are. */
export const regimes = ["general", "msa", "other"] as const;
export type Regime = (typeof regimes)[number];

/** Whom a line is for: all that is said must hold. */
export interface TariffCase {
  readonly residents?: boolean | undefined;
  /** A parent works in the town, wherever the household lives; said of a line for residents: they, or who works there. */
  readonly worksHere?: true | undefined;
  /** A household of which none is recorded is of none of them. */
  readonly regimes?: readonly Regime[] | undefined;
  /** Age in whole years on the day, both included. */
  readonly ages?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  /** Grades as the children's records write them. */
  readonly grades?: readonly string[] | undefined;
  /** The child brings its own meal, under its PAI. */
  readonly ownMeal?: true | undefined;
}

/** By quotient, brackets in order; or one amount for every quotient. */
export type LinePrice =
  | { readonly kind: "brackets"; readonly brackets: readonly Bracket[] }
  | { readonly kind: "amount"; readonly amount: TariffAmount };

/** A part of a price: so much of it, an amount of it at most, or what the other part leaves. */
export type PricePart = { readonly share: Rate } | { readonly amount: Cents } | { readonly rest: true };

/**
 * What of a price is for minding the child, and what for its meal; what neither takes is for something else. Tax certificates
 * count the minding alone: a line that says nothing certifies nothing.
 */
export interface PriceSplit {
  readonly care?: PricePart | undefined;
  readonly food?: PricePart | undefined;
}

/** Forfait: a price is asked once for each of them in which a child has a day (flat-spans.ts). */
export const flatSpans = ["week", "month", "period"] as const;
export type FlatSpan = (typeof flatSpans)[number];

/**
 * What a price is of. `span`: of all the days that a child has in one, however many. `time`: of each begun block of the
 * time that it is there, what is no more than the tolerance not counted; from its own arrival on (`stay`), or by the
 * blocks of the clock that it was there in.
 */
export type PricePer =
  | { readonly kind: "span"; readonly span: FlatSpan }
  | {
      readonly kind: "time";
      readonly block: 15 | 30 | 60;
      readonly tolerance: number;
      readonly counted: "stay" | "clock";
    };

export interface TariffLine {
  readonly units: readonly UnitId[];
  readonly case: TariffCase;
  readonly price: LinePrice;
  /** Absent: it is the price of a day. */
  readonly per?: PricePer | undefined;
  readonly split?: PriceSplit | undefined;
}

/** The brackets of a line: none where one amount holds for every quotient. */
export const bracketsOf = ({ price }: TariffLine): readonly Bracket[] =>
  price.kind === "brackets" ? price.brackets : [];

/** Every amount that a line may come to. */
export const amountsOf = ({ price }: TariffLine): readonly TariffAmount[] =>
  price.kind === "brackets" ? price.brackets.map(({ amount }) => amount) : [price.amount];

/**
 * Fratrie. `counted`: whose rank it is, among the children who come the same day or among those who are enrolled. `shares`:
 * of the price, from the second child on; the last for all further ones. `bracketBelow`: families of so many children
 * pay by the bracket below theirs.
 */
export interface SiblingRule {
  readonly counted: "sameDay" | "enrolled";
  readonly shares: readonly Rate[];
  readonly bracketBelow: number | null;
}

/** What a booking made after its deadline costs more: a share of the price, or an amount. */
export type LateSurcharge = { readonly share: Rate } | { readonly amount: Cents };

/** What a child that nobody had booked costs: its price and more, or one price whoever it is. */
export type UnbookedPrice = LateSurcharge | { readonly instead: Cents };

/**
 * What it costs to collect a child after the end. `block`: minutes of which each begun one is asked; null: one amount,
 * however late. Within the tolerance nothing is. `of`: asked of each child, or once a day of the household. `again`: from
 * that time of the school year on, it is another amount.
 */
export interface LatePickUp {
  readonly amount: Cents;
  readonly block: 15 | 30 | 60 | null;
  readonly tolerance: number;
  readonly of: "child" | "household";
  readonly again: { readonly time: number; readonly amount: Cents } | null;
}

/** One edition of a tariff. */
export interface Tariff {
  readonly id: TariffId;
  readonly effectiveFrom: PlainDate;
  readonly name: string;
  readonly lines: readonly TariffLine[];
  readonly siblings: SiblingRule | null;
  readonly late: LateSurcharge | null;
  /** Absent: such a child costs what it would have cost. */
  readonly unbooked?: UnbookedPrice | undefined;
  /** Absent: nothing is asked for it. */
  readonly latePickUp?: LatePickUp | undefined;
  readonly rounding: Rounding;
  /** Whose quotient it takes, by where it comes from; absent: any. One that it does not take counts for it as none. */
  readonly quotients?: readonly QuotientOrigin[] | undefined;
  /** What was booked before this edition began keeps its price on the days of this one; otherwise it takes the new one. */
  readonly keepsBooked?: true | undefined;
}

/** The edition that holds on a day: null before the first. */
export const tariffOn = (tariffs: readonly Tariff[], tariffId: TariffId, date: PlainDate): Tariff | null =>
  tariffs
    .filter((one) => one.id === tariffId && one.effectiveFrom <= date)
    .reduce<Tariff | null>((last, one) => (last && last.effectiveFrom > one.effectiveFrom ? last : one), null);

/**
 * The edition by which something is priced that is for a day and was booked on, or priced by the edition of, another:
 * each edition that began in between says whether it keeps what it had.
 */
export function tariffFor(
  tariffs: readonly Tariff[],
  tariffId: TariffId,
  { date, since }: { readonly date: PlainDate; readonly since?: PlainDate | undefined },
): Tariff | null {
  const had = since !== undefined && since < date ? tariffOn(tariffs, tariffId, since) : null;
  if (!had) return tariffOn(tariffs, tariffId, date);
  return tariffs
    .filter((one) => one.id === tariffId && one.effectiveFrom > had.effectiveFrom && one.effectiveFrom <= date)
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1))
    .reduce((edition, next) => (next.keepsBooked ? edition : next), had);
}

/** What of a child and its household chooses the line. */
export interface LineFacts {
  readonly resident: boolean;
  /** A parent works in the town. */
  readonly worksHere: boolean;
  /** Null: none is recorded. */
  readonly regime: Regime | null;
  readonly age: number;
  readonly grade: string | null;
  readonly ownMeal: boolean;
}

function residenceFits({ residents, worksHere }: TariffCase, facts: LineFacts): boolean {
  if (residents === undefined) return worksHere === undefined || facts.worksHere;
  return residents === facts.resident || (residents && worksHere === true && facts.worksHere);
}

export const fits = ({ ages, grades, ownMeal, regimes: of, ...home }: TariffCase, facts: LineFacts): boolean =>
  residenceFits(home, facts) &&
  (of === undefined || (facts.regime !== null && of.includes(facts.regime))) &&
  (ages?.from === undefined || facts.age >= ages.from) &&
  (ages?.to === undefined || facts.age <= ages.to) &&
  (grades === undefined || (facts.grade !== null && grades.includes(facts.grade))) &&
  (ownMeal === undefined || facts.ownMeal);

export const lineFor = ({ lines }: Tariff, unit: UnitId, facts: LineFacts): TariffLine | null =>
  lines.find((line) => line.units.includes(unit) && fits(line.case, facts)) ?? null;
