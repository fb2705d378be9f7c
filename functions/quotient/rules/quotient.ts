/**
 * A family's quotient: what it has a month, by one of three ways of counting that are never compared. One value a month
 * and way of counting, valid from a day to a day. Zero is a quotient; having none is not zero.
 */
import type { QuotientOrigin } from "../../catalogue/rules/quotient-origins.ts";
import type { Cents } from "../../kernel/money.ts";
import { id, type PlainDate, type PlainMonth } from "../../kernel/ids.ts";
import { addDays, addMonths } from "../../kernel/time.ts";
import type { QuotientHints, QuotientKind, QuotientValidity } from "../../kernel/town-for-functions.ts";

/** Of those, what a person may state with a value: the others are the portal's own doing. */
export const statedOrigins = ["caf", "msa", "decision"] as const satisfies readonly QuotientOrigin[];
export type StatedOrigin = (typeof statedOrigins)[number];

export interface QuotientValue {
  readonly kind: QuotientKind;
  /** The month that it is the quotient of. */
  readonly month: PlainMonth;
  readonly value: Cents;
  /** First and last day on which it counts. */
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly origin: QuotientOrigin;
}

export const monthOf = (date: PlainDate): PlainMonth => id("PlainMonth", date.slice(0, 7));
export const firstDayOf = (month: PlainMonth): PlainDate => id("PlainDate", `${month}-01`);

/** The last day on which a value counts unless staff says otherwise: as the town has it. */
export function usualUntil(from: PlainDate, validity: QuotientValidity): PlainDate {
  if ("months" in validity) return addDays(addMonths(from, validity.months), -1);
  const thisYear = id("PlainDate", `${from.slice(0, 4)}-${validity.until}`);
  return thisYear >= from ? thisYear : addMonths(thisYear, 12);
}

/**
 * The value that counts on a day: of those that are valid then, that of the latest month; where a tariff takes some origins
 * only, of those that come from them. Null: none is known.
 */
export const quotientOn = (
  values: readonly QuotientValue[],
  kind: QuotientKind,
  day: PlainDate,
  origins?: readonly QuotientOrigin[],
): QuotientValue | null =>
  values
    .filter((one) => one.kind === kind && one.from <= day && day <= one.until)
    .filter(({ origin }) => origins?.includes(origin) ?? true)
    .reduce<QuotientValue | null>((latest, one) => (latest && latest.month >= one.month ? latest : one), null);

/** How a family stands: what counts today, and until when something counts without a break. */
export type Standing =
  | { readonly state: "valid" | "ending"; readonly inForce: QuotientValue; readonly coveredUntil: PlainDate }
  | { readonly state: "ended"; readonly last: QuotientValue }
  /** None counts yet: `next` is the first to come. */
  | { readonly state: "none"; readonly next: QuotientValue | null };

/** Days before the end at which a family is warned: a statement takes a while to be asked for. */
export const warningDays = [28, 14] as const;
const [warnedBefore, warnedLast] = warningDays;

/** What a family's home page says of its quotient. `soon`: it ends within the shorter of the two. */
export type QuotientHint =
  | { readonly state: "missing" }
  | { readonly state: "ended"; readonly until: PlainDate }
  | { readonly state: "ending"; readonly until: PlainDate; readonly soon: boolean };

/** Null: nothing, because it is in order, or because the town wants nothing said. One of zero is in order. */
export function hintOf(standing: Standing, today: PlainDate, hints: QuotientHints = "ending"): QuotientHint | null {
  if (hints === "never" || standing.state === "valid") return null;
  switch (standing.state) {
    case "ending": {
      const until = standing.coveredUntil;
      return { state: "ending", until, soon: until <= addDays(today, warnedLast) };
    }
    case "ended":
      return { state: "ended", until: standing.last.until };
    case "none":
      return hints === "missing" ? { state: "missing" } : null;
  }
}

export function standingOf(values: readonly QuotientValue[], kind: QuotientKind, today: PlainDate): Standing {
  const inForce = quotientOn(values, kind, today);
  if (inForce) {
    let coveredUntil = inForce.until;
    for (;;) {
      const next = quotientOn(values, kind, addDays(coveredUntil, 1));
      if (!next) break;
      coveredUntil = next.until;
    }
    return { state: coveredUntil > addDays(today, warnedBefore) ? "valid" : "ending", inForce, coveredUntil };
  }
  const own = values.filter((one) => one.kind === kind);
  const latest = own
    .filter(({ until }) => until < today)
    .reduce<QuotientValue | null>((last, one) => (last && last.until >= one.until ? last : one), null);
  if (latest) return { state: "ended", last: latest };
  const next = own.reduce<QuotientValue | null>((first, one) => (first && first.from <= one.from ? first : one), null);
  return { state: "none", next };
}
