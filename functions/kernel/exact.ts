/**
 * Amounts between two roundings: fractions of whole numbers, in cents. A price goes through rates, shares and surcharges
 * and is rounded once, where its tariff says so; no binary fraction is ever made on the way (0.36 % of 987.50 is 3.555, and
 * rounds to 3.56).
 */
import { cents, dividedCents, type Cents } from "./money.ts";

declare const brand: unique symbol;

/** A rate or a share, in millionths: a percentage with four decimals. 0.36 % is 3,600. */
export type Rate = number & { readonly [brand]: "Rate" };

const million = 1_000_000;
const isRate = (value: number): value is Rate =>
  Number.isSafeInteger(value) && value >= 0 && value <= 100 * million && !Object.is(value, -0);

/** For numbers that the code itself made or that a schema has checked: from 0 to 10,000 %. */
export function rate(millionths: number): Rate {
  if (isRate(millionths)) return millionths;
  throw new RangeError(`Not a rate in millionths: ${millionths}`);
}

/** A rate as people type it: `0,36 %`, `80%`, `0.3625 %`. Null for anything else, and for more than four decimals. */
export function readRate(typed: string): Rate | null {
  const text = typed.normalize("NFKC").replace(/\s/gu, "");
  const found = /^(\d{1,5})(?:[.,](\d{1,4}))?%$/u.exec(text);
  if (!found) return null;
  const [, whole = "", decimals = ""] = found;
  const value = Number(whole) * 10_000 + Number(decimals.padEnd(4, "0"));
  return isRate(value) ? value : null;
}

/** `0,36 %`, `80 %`. */
export function rateInWords(value: Rate): string {
  const decimals = String(value % 10_000)
    .padStart(4, "0")
    .replace(/0+$/u, "");
  return `${Math.floor(value / 10_000)}${decimals === "" ? "" : `,${decimals}`}\u00a0%`;
}

/** A number of cents that may not be whole. The denominator is positive. */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const exactly = (amount: Cents): Exact => ({ numerator: BigInt(amount), denominator: 1n });

export const timesRate = ({ numerator, denominator }: Exact, by: Rate): Exact => ({
  numerator: numerator * BigInt(by),
  denominator: denominator * BigInt(million),
});

export const plus = (one: Exact, other: Exact): Exact => ({
  numerator: one.numerator * other.denominator + other.numerator * one.denominator,
  denominator: one.denominator * other.denominator,
});

/** Negative, zero or positive: as `one` is less than, equal to or more than `other`. */
export function compareExact(one: Exact, other: Exact): number {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * How an amount becomes one that can be paid: to the nearest cent, half away from zero; or up to the next five cents, as
 * towns do whose tills take no smaller coin.
 */
export const roundings = ["nearestCent", "upToFiveCents"] as const;
export type Rounding = (typeof roundings)[number];

/** Rounds an amount that is not negative. */
export function rounded({ numerator, denominator }: Exact, rounding: Rounding): Cents {
  if (rounding === "nearestCent") return dividedCents(numerator, denominator);
  const five = 5n * denominator;
  return cents(Number(((numerator + five - 1n) / five) * 5n));
}
