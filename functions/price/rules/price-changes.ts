/**
 * What an edition of a tariff changes beside what held before it: by unit and by kind of family, the least and the most that
 * a price moves, over every quotient where either of them turns. Pure.
 */
import { amountsOf, bracketsOf, type Tariff } from "../../catalogue/rules/tariffs.ts";
import type { UnitId } from "../../kernel/ids.ts";
import { cents, dividedCents, type Cents } from "../../kernel/money.ts";
import { usualAge } from "./situation.ts";
import { priceOf, type PriceFacts } from "./price-of.ts";

export interface PriceChange {
  readonly unit: UnitId;
  readonly resident: boolean;
  /** The least and the most that it moves: below zero, it goes down. */
  readonly least: Cents;
  readonly most: Cents;
}

/** Quotients at which a price turns, and no quotient. */
function quotientsOf(tariffs: readonly Tariff[]): readonly (Cents | null)[] {
  const lines = tariffs.flatMap(({ lines: own }) => own);
  const bounds = lines.flatMap(bracketsOf).flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const amounts = lines.flatMap(amountsOf);
  // Where an effort rate meets its floor and its ceiling.
  const turns = amounts.flatMap((amount) =>
    amount.kind === "rate" && amount.rate > 0
      ? [amount.floor, amount.ceiling].map((bound) => dividedCents(BigInt(bound) * 1_000_000n, BigInt(amount.rate)))
      : [],
  );
  return [null, ...new Set([cents(0), ...bounds, ...turns])];
}

const child = {
  worksHere: false,
  regime: null,
  age: usualAge,
  grade: null,
  ownMeal: false,
  rank: 1,
  children: 1,
  late: false,
} as const;

/** Of the units that both know; empty when no price moves. */
export function priceChanges(before: Tariff, after: Tariff): readonly PriceChange[] {
  const units = [...new Set(after.lines.flatMap((line) => line.units))];
  const quotients = quotientsOf([before, after]);
  return units.flatMap((unit) =>
    [true, false].flatMap((resident) => {
      const moves = quotients.flatMap((quotient) => {
        const facts: PriceFacts = { ...child, resident, quotient };
        const [was, is] = [priceOf(before, unit, facts), priceOf(after, unit, facts)];
        return was && is ? [is.amount - was.amount] : [];
      });
      const [least, most] = [Math.min(...moves), Math.max(...moves)];
      return moves.length > 0 && (least !== 0 || most !== 0)
        ? [{ unit, resident, least: cents(least), most: cents(most) }]
        : [];
    }),
  );
}
