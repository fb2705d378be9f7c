/**
 * Money: whole cents, never a fraction of one, so that sums are exact whatever their order. A rate or a share is applied
 * as a division of whole numbers, rounded once, half away from zero, as French public accounts round.
 */
declare const brand: unique symbol;

/** An amount, or a sum of them; negative for a credit. */
export type Cents = number & { readonly [brand]: "Cents" };

const isCents = (value: number): value is Cents => Number.isSafeInteger(value) && !Object.is(value, -0);

/** For numbers that the code itself made or that a schema has checked. What people type goes through `readEuros`. */
export function cents(value: number): Cents {
  if (isCents(value)) return value;
  throw new RangeError(`Not an amount in whole cents: ${value}`);
}

/** `numerator / denominator`, rounded to the cent, half away from zero. Exact: no binary fraction is ever made. */
export function dividedCents(numerator: bigint, denominator: bigint): Cents {
  if (denominator <= 0n) throw new RangeError("An amount is divided by a positive number");
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return cents(Number(numerator < 0n ? -rounded : rounded));
}

/**
 * An amount as people type it: `722`, `1 234,56`, `987.5`, `12 €`. Null for anything else, and for more than two
 * decimals: rounding is a rule's business.
 */
export function readEuros(typed: string): Cents | null {
  const text = typed.normalize("NFKC").replace(/\s|€/gu, "");
  const found = /^(\d{1,9})(?:[.,](\d{1,2}))?$/u.exec(text);
  const [, euros = "", decimals = ""] = found ?? [];
  return found ? cents(Number(euros) * 100 + Number(decimals.padEnd(2, "0"))) : null;
}

/** `1 234,56 €`, `722 €`: with non-breaking spaces, and no decimals when there are none. */
export function eurosInWords(amount: Cents): string {
  const size = Math.abs(amount);
  const euros = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/gu, "\u202f");
  const rest = size % 100;
  return `${amount < 0 ? "−" : ""}${euros}${rest === 0 ? "" : `,${String(rest).padStart(2, "0")}`}\u00a0€`;
}

/** `1234,56`, `-0,50`: as spreadsheets and forms read it; with a point, as other programs do. */
export function decimal(amount: number, mark: "," | "." = ","): string {
  const size = Math.abs(amount);
  return `${amount < 0 ? "-" : ""}${Math.floor(size / 100)}${mark}${String(size % 100).padStart(2, "0")}`;
}

/** `3,00 €`: what is asked always has its two decimals. */
export function priceInWords(amount: Cents): string {
  const words = eurosInWords(amount);
  return words.includes(",") ? words : words.replace("\u00a0€", ",00\u00a0€");
}
