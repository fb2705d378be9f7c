/**
 * What prices turn on and no form of the family's says: whether a parent works in the town, its scheme of social security,
 * who else pays a part, which child brings its own meal under its care plan. Staff says it, from a day to a day, so that a
 * change in the middle of a month prices each day by what held on it. Pure.
 */
import type { Regime } from "../../catalogue/rules/tariffs.ts";
import { readRate, type Rate } from "../../kernel/exact.ts";
import type { ActivityId, ChildId, PlainDate } from "../../kernel/ids.ts";
import { readEuros, type Cents } from "../../kernel/money.ts";
import { addMonths } from "../../kernel/time.ts";

/** Who pays a part for a family; the town's own social service is its CCAS. */
export const payers = ["ccas", "employer", "department", "other"] as const;
export type Payer = (typeof payers)[number];

/** A part of each price: so much of it, or an amount of it at most. */
export type HelpPart = { readonly share: Rate } | { readonly amount: Cents };

/** As people type it: `60 %`, `0,76`. */
export function readHelpPart(typed: string): HelpPart | null {
  const share = readRate(typed);
  if (share !== null) return share > 0 && share <= 1_000_000 ? { share } : null;
  const amount = readEuros(typed);
  return amount !== null && amount > 0 && amount <= 100_000 ? { amount } : null;
}

/** What somebody else pays of a unit's price; surcharges stay the family's. */
export interface Help {
  readonly payer: Payer;
  /** Where the kind of payer does not name it. */
  readonly name: string | null;
  readonly part: HelpPart;
}

export type Said =
  | { readonly kind: "worksHere" }
  | { readonly kind: "regime"; readonly regime: Regime }
  | { readonly kind: "ownMeal"; readonly childId: ChildId }
  /** Without an activity: for whatever the children come to. */
  | ({ readonly kind: "payer"; readonly activityId: ActivityId | null } & Help);

interface Span {
  readonly from: PlainDate;
  /** The last day; null: until somebody ends it. */
  readonly until: PlainDate | null;
}
export type Circumstance = Said & Span;

const holdsOn =
  (date: PlainDate) =>
  ({ from, until }: Span): boolean =>
    from <= date && (until === null || date <= until);

/** A child, by every code that it has had. */
interface CodedChild {
  readonly id: ChildId;
  readonly formerCodes?: readonly ChildId[] | undefined;
}

/** What of a household holds on a day. */
export interface Holding {
  readonly worksHere: boolean;
  readonly regime: Regime | null;
  readonly ownMeal: (child: CodedChild) => boolean;
  /** Who pays a part of an activity, in the order in which it was said. */
  readonly helps: (activity: ActivityId) => readonly Help[];
}

export function holding(all: readonly Circumstance[], date: PlainDate): Holding {
  const now = all.filter(holdsOn(date));
  const regime = now
    .flatMap((one) => (one.kind === "regime" ? [one] : []))
    .reduce<Extract<Circumstance, { readonly kind: "regime" }> | null>(
      (last, one) => (last && last.from > one.from ? last : one),
      null,
    );
  const meals = new Set(now.flatMap((one) => (one.kind === "ownMeal" ? [one.childId] : [])));
  const paid = now.flatMap((one) => (one.kind === "payer" ? [one] : []));
  return {
    worksHere: now.some(({ kind }) => kind === "worksHere"),
    regime: regime?.regime ?? null,
    ownMeal: ({ id, formerCodes = [] }) => [id, ...formerCodes].some((code) => meals.has(code)),
    helps: (activity) =>
      paid
        .filter(({ activityId }) => activityId === null || activityId === activity)
        .map(({ payer, name, part }) => ({ payer, name, part })),
  };
}

/** Whether two things said are about the same: on one day only one of them may hold. */
function alike(one: Said, other: Said): boolean {
  if (one.kind === "ownMeal" && other.kind === "ownMeal") return one.childId === other.childId;
  if (one.kind === "payer" && other.kind === "payer")
    return (
      one.payer === other.payer &&
      one.name === other.name &&
      (one.activityId === null || other.activityId === null || one.activityId === other.activityId)
    );
  return one.kind === other.kind;
}

const overlap = (one: Span, other: Span): boolean =>
  (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);

/** What already says the same of some of those days. */
export const conflictOf = <C extends Circumstance>(standing: readonly C[], said: Circumstance): C | null =>
  standing.find((one) => alike(one, said) && overlap(one, said)) ?? null;

/** Months back for which it may be said: what may still be billed again; and ahead. */
const [monthsBack, monthsAhead] = [36, 12];

export type SpanFault = "endsFirst" | "tooOld" | "tooFar";
export function spanFault({ from, until }: Span, today: PlainDate): SpanFault | null {
  if (from < addMonths(today, -monthsBack)) return "tooOld";
  if (from > addMonths(today, monthsAhead)) return "tooFar";
  return until !== null && until < from ? "endsFirst" : null;
}

/** Acts kept of one household. */
export const mostActs = 200;

/** Where something stands that holds from a day to a day, in the order in which they are read. */
export const spanStates = ["now", "toCome", "over", "withdrawn"] as const;
export type SpanState = (typeof spanStates)[number];

export function stateOn(
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate | null },
  today: PlainDate,
): SpanState {
  if (from > today) return "toCome";
  return until !== null && until < today ? "over" : "now";
}
