/** What of a price is for minding a child and what for its meal, in cents that make it together with what is for neither. Pure. */
import type { PricePart, PriceSplit } from "../../catalogue/rules/tariffs.ts";
import { exactly, rounded, timesRate } from "../../kernel/exact.ts";
import { cents, dividedCents, type Cents } from "../../kernel/money.ts";

/** Both together are the price at most. */
export interface SplitAmounts {
  readonly care: Cents;
  readonly food: Cents;
}

const least = (one: Cents, other: Cents): Cents => cents(Math.min(one, other));

/** `left`: of the price, once the other part has had its own. */
function partOf(part: PricePart | undefined, price: Cents, left: Cents): Cents {
  if (!part) return cents(0);
  if ("rest" in part) return left;
  return least(left, "share" in part ? rounded(timesRate(exactly(price), part.share), "nearestCent") : part.amount);
}

/** The part that is told first has its own; the rest is of what it leaves. */
export function splitPrice({ care, food }: PriceSplit, price: Cents): SplitAmounts {
  if (care && "rest" in care) {
    const meal = partOf(food, price, price);
    return { food: meal, care: cents(price - meal) };
  }
  const minding = partOf(care, price, price);
  return { care: minding, food: partOf(food, price, cents(price - minding)) };
}

/** The same of a price of which less is asked, each part by its share. */
export function lessened({ care, food }: SplitAmounts, from: Cents, to: Cents): SplitAmounts {
  if (from <= 0) return { care: cents(0), food: cents(0) };
  const scaled = (part: Cents): Cents => dividedCents(BigInt(part) * BigInt(to), BigInt(from));
  const minding = least(scaled(care), to);
  return { care: minding, food: least(scaled(food), cents(to - minding)) };
}
