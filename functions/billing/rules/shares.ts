/**
 * What of a child's days each of its households pays. Unless staff says otherwise each pays what it booked; said, from a day
 * to a day, for one activity or for all, each pays its part of what any of them booked, at the price of the one that did.
 * Pure.
 *
 * The parts of an amount are the amount, to the cent: each is rounded down, and what cannot be divided stays with the
 * household that booked.
 */
import { rate, rateInWords, type Rate } from "../../kernel/exact.ts";
import type { ActivityId, ChildId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { cents, priceInWords, type Cents } from "../../kernel/money.ts";
import { spanFault, type SpanFault } from "../../price/rules/circumstances.ts";
import { lessened } from "../../price/rules/split.ts";
import type { Charge } from "./statement.ts";

export interface Part {
  readonly familyCode: FamilyCode;
  readonly share: Rate;
}

export interface ChildShare {
  readonly childId: ChildId;
  /** Null: every activity. */
  readonly activityId: ActivityId | null;
  readonly parts: readonly Part[];
  readonly from: PlainDate;
  /** The last day; null: until somebody ends it. */
  readonly until: PlainDate | null;
}

/** All of it, in millionths. */
export const whole = 1_000_000;

export type ShareFault = "notWhole" | "twice" | "stranger" | SpanFault;
/** Why it cannot be said, or null. `households`: those that have the child. */
export function shareFault(
  { parts, ...said }: ChildShare,
  households: readonly FamilyCode[],
  today: PlainDate,
): ShareFault | null {
  if (parts.some(({ familyCode }) => !households.includes(familyCode))) return "stranger";
  if (new Set(parts.map(({ familyCode }) => familyCode)).size < parts.length) return "twice";
  if (parts.reduce((sum, { share }) => sum + share, 0) !== whole) return "notWhole";
  return spanFault(said, today);
}

/** What already says something of the same activity on some of those days: one for all and one for an activity go together. */
export const conflictOf = <S extends ChildShare>(standing: readonly S[], said: ChildShare): S | null =>
  standing.find(
    (one) =>
      one.childId === said.childId &&
      one.activityId === said.activityId &&
      (said.until === null || one.from <= said.until) &&
      (one.until === null || said.from <= one.until),
  ) ?? null;

const holdsOn = ({ from, until }: ChildShare, date: PlainDate): boolean =>
  from <= date && (until === null || date <= until);

/** What holds of a child's day, by any code that it has had: what is said of the very activity before what is said of all. */
export function shareOn(
  shares: readonly ChildShare[],
  codes: readonly ChildId[],
  activityId: ActivityId,
  date: PlainDate,
): ChildShare | null {
  const holding = shares.filter((one) => codes.includes(one.childId) && holdsOn(one, date));
  return holding.find((one) => one.activityId === activityId) ?? holding.find((one) => one.activityId === null) ?? null;
}

export const holdsSome = (shares: readonly ChildShare[], date: PlainDate): boolean =>
  shares.some((one) => holdsOn(one, date));

/** An amount dealt among households: their parts are the amount. `booker`: any code of the household that booked. */
export function dealt(
  amount: Cents,
  parts: readonly Part[],
  booker: readonly FamilyCode[],
): readonly (Part & { readonly amount: Cents })[] {
  const down = parts.map((part) => ({
    ...part,
    amount: Number((BigInt(amount) * BigInt(part.share)) / BigInt(whole)),
  }));
  const left = down.reduce<number>((rest, one) => rest - one.amount, amount);
  const largest = Math.max(...down.map(({ share }) => share));
  const paying = down.filter(({ share }) => share > 0);
  const bearer =
    paying.find(({ familyCode }) => booker.includes(familyCode)) ?? down.find(({ share }) => share === largest);
  return down.map((one) => ({ ...one, amount: cents(one === bearer ? one.amount + left : one.amount) }));
}

const partWords = (share: number, of: Cents): string =>
  `votre part : ${rateInWords(rate(share))} de ${priceInWords(of)}`;

/**
 * What of a charge a household pays. `mine`, `booker`: every code that the household, and the one whose day it is, has had.
 * Of a day that another household booked it reads what it is, its price and its own part: nothing of how that household
 * came to that price, nor of when the child was there. Null: nothing.
 */
export function partOf(
  charge: Charge,
  share: ChildShare | null,
  mine: readonly FamilyCode[],
  booker: readonly FamilyCode[],
): Charge | null {
  const own = booker.some((code) => mine.includes(code));
  // Who collects a child too late pays for that alone.
  if (!share || charge.what === "latePickUp") return own ? charge : null;
  const parts = dealt(charge.unitPrice, share.parts, booker).filter(({ familyCode }) => mine.includes(familyCode));
  const part = parts.reduce((sum, one) => sum + one.share, 0);
  const amount = cents(parts.reduce<number>((sum, one) => sum + one.amount, 0));
  const { split, whole: _, helps, attended, reasons, ...about } = charge;
  // What others pay of it is claimed once, by the line of who booked.
  if (part === 0 && !(own && helps)) return null;
  if (part === whole && own) return charge;
  return {
    ...about,
    unitPrice: amount,
    ...(split ? { split: lessened(split, charge.unitPrice, amount) } : {}),
    ...(own
      ? {
          ...(attended ? { attended } : {}),
          ...(helps ? { helps } : {}),
        }
      : { ofOther: true }),
    reasons: [...(own ? reasons : []), partWords(part, charge.unitPrice)],
  };
}
