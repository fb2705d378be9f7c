/**
 * What one unit of one day costs, and why. The only place where a price is made: what families read before they book, what
 * staff try and what is billed are this.
 */
import {
  lineFor,
  type Bracket,
  type FlatSpan,
  type LateSurcharge,
  type LineFacts,
  type LinePrice,
  type Regime,
  type SiblingRule,
  type Tariff,
  type TariffAmount,
  type TariffLine,
  type UnbookedPrice,
} from "../../catalogue/rules/tariffs.ts";
import type { QuotientOrigin } from "../../catalogue/rules/quotient-origins.ts";
import { compareExact, exactly, plus, rounded, timesRate, type Exact, type Rate } from "../../kernel/exact.ts";
import type { PlainDate, TariffId, UnitId } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { Help } from "./circumstances.ts";
import { blocksOf, type Stay } from "./blocks.ts";
import { lessened, splitPrice, type SplitAmounts } from "./split.ts";

/** Whose price it is. */
export interface PriceFacts extends LineFacts {
  /** Of the town's kind, on the day; null: none is known, which is not zero. */
  readonly quotient: Cents | null;
  /** From 1: by birth, among the children that the tariff counts. */
  readonly rank: number;
  /** Where a quotient comes from that is known, and that the tariff does not take: it counts by none. */
  readonly refusedOrigin?: QuotientOrigin | undefined;
  /** How many children the household has. */
  readonly children: number;
  /** Booked after the deadline. */
  readonly late: boolean;
  /** Nobody had booked it, and the child came. */
  readonly unbooked?: boolean | undefined;
  /** Of a price by week, month or period: another day of the same bears it. */
  readonly included?: true | undefined;
  /** Of a price by time: from when to when; absent: it is the price of one block. */
  readonly stay?: Stay | undefined;
  /** Who else pays a part of it, in order. */
  readonly helps?: readonly Help[] | undefined;
}

/** Why a price is what it is, in the order in which it was made. */
export type PriceReason =
  /** One price for all, by `rank` where there are several. */
  | { readonly kind: "flat"; readonly amount: Cents }
  /** `below`: it is the bracket below the family's own, since it has so many children. */
  | { readonly kind: "bracket"; readonly from: Cents; readonly to: Cents | null; readonly below: number | null }
  | {
      readonly kind: "effortRate";
      readonly rate: Rate;
      readonly quotient: Cents;
      /** The bound that the result was brought back to. */
      readonly held: { readonly bound: "floor" | "ceiling"; readonly amount: Cents } | null;
    }
  /** No quotient is known, or none that the tariff takes: the highest price of the grid. */
  | { readonly kind: "withoutQuotient"; readonly refused: QuotientOrigin | null }
  | { readonly kind: "resident"; readonly resident: boolean }
  /** A parent works in the town. */
  | { readonly kind: "worksHere" }
  | { readonly kind: "regime"; readonly regime: Regime }
  | { readonly kind: "ownMeal" }
  /** One price for all the days of a span. `bears`: this day does; else it is comprised. */
  | { readonly kind: "span"; readonly span: FlatSpan; readonly bears: boolean }
  /** So many begun blocks at `each`; null: it is the price of one. `noted`: by the times of the roll-call. */
  | {
      readonly kind: "time";
      readonly block: 15 | 30 | 60;
      readonly count: number | null;
      readonly each: Cents;
      readonly noted: boolean;
    }
  /** `share`: what is due of the price; null: the grid has a price of its own for that rank. */
  | {
      readonly kind: "sibling";
      readonly rank: number;
      readonly share: Rate | null;
      readonly counted: SiblingRule["counted"];
    }
  | { readonly kind: "late"; readonly surcharge: LateSurcharge }
  /** What of it is for minding the child, and what for its meal; surcharges are neither. */
  | ({ readonly kind: "split" } & SplitAmounts)
  | { readonly kind: "unbooked"; readonly price: UnbookedPrice | null }
  /** What somebody else pays: `amount`, of a price that would have been `of`; the family owes the rest. */
  | ({ readonly kind: "payer"; readonly amount: Cents; readonly of: Cents } & Help);

export interface Price {
  /** What is asked of the family. */
  readonly amount: Cents;
  readonly reasons: readonly PriceReason[];
  /** That it was counted by; null: it depends on none, or none is known. */
  readonly quotient: Cents | null;
  /** The edition that it was counted by. */
  readonly tariff: { readonly id: TariffId; readonly effectiveFrom: PlainDate };
}

const lastOr = <T>(values: readonly T[], rank: number): T | undefined => values[Math.min(rank, values.length) - 1];

interface Counted {
  readonly value: Exact;
  readonly reasons: readonly PriceReason[];
}

const sibling = ({ siblings }: Tariff, rank: number, share: Rate | null): readonly PriceReason[] =>
  rank > 1 ? [{ kind: "sibling", rank, share, counted: siblings?.counted ?? "enrolled" }] : [];

/** An amount of the grid for a quotient; without one, the most that it can be. */
function amountFor(tariff: Tariff, amount: TariffAmount, { quotient, rank }: PriceFacts): Counted {
  if (amount.kind === "amounts") {
    const value = lastOr(amount.amounts, amount.firm ? 1 : rank);
    if (value === undefined) throw new Error("A tariff has an amount without a number");
    const ofRank = value === amount.amounts[0] ? [] : sibling(tariff, rank, null);
    return { value: exactly(value), reasons: ofRank };
  }
  const { rate, floor, ceiling } = amount;
  if (quotient === null) return { value: exactly(ceiling), reasons: [] };
  const value = timesRate(exactly(quotient), rate);
  const [low, high] = [exactly(floor), exactly(ceiling)];
  const held =
    compareExact(value, low) < 0
      ? ({ bound: "floor", amount: floor } as const)
      : compareExact(value, high) > 0
        ? ({ bound: "ceiling", amount: ceiling } as const)
        : null;
  return { value: held ? exactly(held.amount) : value, reasons: [{ kind: "effortRate", rate, quotient, held }] };
}

/** The bracket of a quotient, or the one below it for large families. */
function bracketFor(
  brackets: readonly Bracket[],
  quotient: Cents,
  siblings: SiblingRule | null,
  children: number,
): { readonly bracket: Bracket; readonly below: number | null } {
  const own = brackets.findIndex(({ to }) => to === null || quotient <= to);
  const lower = siblings?.bracketBelow ?? null;
  const below = lower !== null && children >= lower && own > 0;
  const bracket = brackets[below ? own - 1 : own];
  if (!bracket) throw new Error("A tariff has a quotient without a price");
  return { bracket, below: below ? children : null };
}

const without = ({ refusedOrigin }: PriceFacts): PriceReason => ({
  kind: "withoutQuotient",
  refused: refusedOrigin ?? null,
});

function gridPrice(tariff: Tariff, price: LinePrice, facts: PriceFacts): Counted & { readonly firm: boolean } {
  if (price.kind === "brackets") {
    const { brackets } = price;
    if (facts.quotient === null) {
      const all = brackets.map((bracket) => ({
        ...amountFor(tariff, bracket.amount, facts),
        firm: bracket.amount.firm === true,
      }));
      const highest = all.reduce((most, one) => (compareExact(one.value, most.value) > 0 ? one : most));
      return { ...highest, reasons: [without(facts), ...highest.reasons] };
    }
    const { bracket, below } = bracketFor(brackets, facts.quotient, tariff.siblings, facts.children);
    const { value, reasons } = amountFor(tariff, bracket.amount, facts);
    const of: PriceReason = { kind: "bracket", from: bracket.from, to: bracket.to, below };
    return { value, reasons: [of, ...reasons], firm: bracket.amount.firm === true };
  }
  const { amount } = price;
  const counted = amountFor(tariff, amount, facts);
  const why: readonly PriceReason[] =
    amount.kind === "rate" && facts.quotient === null
      ? [without(facts)]
      : amount.kind === "amounts"
        ? [{ kind: "flat", amount: amount.amounts[0] ?? rounded(counted.value, tariff.rounding) }]
        : [];
  return { ...counted, reasons: [...why, ...counted.reasons], firm: amount.firm === true };
}

const surcharged = (price: Exact, more: LateSurcharge): Exact =>
  "share" in more ? timesRate(price, more.share) : exactly(more.amount);

/** What others pay of a price, one after the other, and never more than is left of it. */
function helped(helps: readonly Help[], price: Cents): readonly Extract<PriceReason, { readonly kind: "payer" }>[] {
  let left = price;
  return helps.flatMap(({ payer, name, part }) => {
    const asked = "share" in part ? rounded(timesRate(exactly(price), part.share), "nearestCent") : part.amount;
    const amount = cents(Math.min(left, asked));
    left = cents(left - amount);
    return amount > 0 ? [{ kind: "payer", payer, name, part, amount, of: price }] : [];
  });
}

/** Why a line is the one that holds, of what the household is. */
const caseReasons = ({ case: whom }: TariffLine, { resident, regime }: PriceFacts): readonly PriceReason[] => [
  ...(whom.worksHere && !(whom.residents && resident)
    ? [{ kind: "worksHere" as const }]
    : whom.residents === undefined
      ? []
      : [{ kind: "resident" as const, resident: whom.residents }]),
  ...(whom.regimes && regime !== null ? [{ kind: "regime" as const, regime }] : []),
  ...(whom.ownMeal ? [{ kind: "ownMeal" as const }] : []),
];

/** The price of a line for what it is of: a day, all the days of a span, or the time that the child is there. */
function perUnit(
  { per }: TariffLine,
  price: Exact,
  { included, stay }: PriceFacts,
  { rounding }: Tariff,
): { readonly value: Exact; readonly reasons: readonly PriceReason[] } {
  if (!per) return { value: price, reasons: [] };
  if (per.kind === "span")
    return {
      value: included ? exactly(cents(0)) : price,
      reasons: [{ kind: "span", span: per.span, bears: !included }],
    };
  // A block has a price that can be paid, so that so many times what is said is what is asked.
  const each = rounded(price, rounding);
  const count = stay ? blocksOf(per, stay) : null;
  return {
    value: exactly(cents((count ?? 1) * each)),
    reasons: [{ kind: "time", block: per.block, count, each, noted: stay?.noted ?? false }],
  };
}

/** Whether the quotient moves a line's price. */
export const asksQuotient = ({ price }: TariffLine): boolean =>
  price.kind === "brackets" || price.amount.kind === "rate";

/**
 * The price of one unit for one child on a day that the tariff's edition holds on. Null: the tariff has no line for the
 * case, which `catalogue/rules/check-tariffs.ts` keeps out of every unit that an activity offers.
 */
export function priceOf(tariff: Tariff, unit: UnitId, facts: PriceFacts): Price | null {
  const line = lineFor(tariff, unit, facts);
  if (!line) return null;
  const grid = gridPrice(tariff, line.price, facts);
  const share = grid.firm || facts.rank < 2 ? undefined : lastOr(tariff.siblings?.shares ?? [], facts.rank - 1);
  const of = perUnit(line, share === undefined ? grid.value : timesRate(grid.value, share), facts, tariff);
  const shared = of.value;
  const comprised = line.per?.kind === "span" && facts.included === true;
  const late = facts.late ? tariff.late : null;
  const unbooked = facts.unbooked ? (tariff.unbooked ?? null) : null;
  const made = { tariff: { id: tariff.id, effectiveFrom: tariff.effectiveFrom } };
  if (unbooked && "instead" in unbooked)
    return {
      amount: rounded(exactly(unbooked.instead), tariff.rounding),
      reasons: [{ kind: "unbooked", price: unbooked }],
      quotient: null,
      ...made,
    };
  const amount = rounded(
    [late, unbooked].reduce((sum, more) => (more ? plus(sum, surcharged(shared, more)) : sum), shared),
    tariff.rounding,
  );
  const bare = cents(Math.min(amount, rounded(shared, tariff.rounding)));
  const paid = helped(facts.helps ?? [], bare);
  const others = paid.reduce<number>((sum, one) => sum + one.amount, 0);
  return {
    amount: cents(amount - others),
    reasons: [
      ...of.reasons,
      // What makes the price is told of the day that bears it.
      ...(comprised
        ? []
        : [
            ...caseReasons(line, facts),
            ...grid.reasons,
            ...(share === undefined ? [] : sibling(tariff, facts.rank, share)),
          ]),
      ...(late ? [{ kind: "late" as const, surcharge: late }] : []),
      ...(facts.unbooked ? [{ kind: "unbooked" as const, price: unbooked }] : []),
      ...paid,
      ...(line.split && !comprised
        ? [{ kind: "split" as const, ...lessened(splitPrice(line.split, bare), bare, cents(bare - others)) }]
        : []),
    ],
    quotient: asksQuotient(line) ? facts.quotient : null,
    ...made,
  };
}

/** What of a price is for what, where its tariff says so. */
export function splitOf({ reasons }: Pick<Price, "reasons">): SplitAmounts | null {
  const found = reasons.find((one): one is Extract<PriceReason, { readonly kind: "split" }> => one.kind === "split");
  return found ? { care: found.care, food: found.food } : null;
}
