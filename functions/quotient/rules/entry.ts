/**
 * What may be entered of a month, whoever enters it and in whatever number: from when to when it may count, and what an
 * entry that comes from elsewhere (a file, another administration) would undo.
 */
import type { PlainDate, PlainMonth } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import { addMonths } from "../../kernel/time.ts";
import type { QuotientValidity } from "../../kernel/town-for-functions.ts";
import type { QuotientOrigin } from "../../catalogue/rules/quotient-origins.ts";
import { firstDayOf, monthOf, usualUntil } from "./quotient.ts";

/** Months back for which a quotient may still be entered: what may still be billed again. */
const monthsBack = 36;
/** Months for which one value may count. */
const longest = 24;
/** Acts kept in one month's record. */
export const mostActs = 100;

interface Span {
  readonly from: PlainDate;
  readonly until: PlainDate;
}
export type SpanFault = "toCome" | "tooOld" | "startsBefore" | "startsLate" | "endsFirst" | "tooLong";
/** The field that each fault is about. */
export const faultyField: Readonly<Record<SpanFault, "month" | "from" | "until">> = {
  toCome: "month",
  tooOld: "month",
  startsBefore: "from",
  startsLate: "from",
  endsFirst: "until",
  tooLong: "until",
};

/** From when to when a month's quotient counts, as it was asked or as the town has it. */
export function spanOf(
  asked: { readonly month: PlainMonth; readonly from?: PlainDate | undefined; readonly until?: PlainDate | undefined },
  today: PlainDate,
  validity: QuotientValidity,
): Span | { readonly fault: SpanFault } {
  const [first, current] = [firstDayOf(asked.month), firstDayOf(monthOf(today))];
  if (first > current) return { fault: "toCome" };
  if (first < addMonths(current, -monthsBack)) return { fault: "tooOld" };
  const from = asked.from ?? first;
  if (from < first) return { fault: "startsBefore" };
  if (from > addMonths(first, 12)) return { fault: "startsLate" };
  const until = asked.until ?? usualUntil(from, validity);
  if (until < from) return { fault: "endsFirst" };
  return until >= addMonths(from, longest) ? { fault: "tooLong" } : { from, until };
}

/** What one act entered. */
export interface Entered extends Span {
  readonly value: Cents;
  readonly origin: QuotientOrigin;
}
/** One act about a month, as far as others must know it; null: it was withdrawn. */
interface Act {
  readonly entered: Entered | null;
}

export const sameEntry = (one: Entered, other: Entered): boolean =>
  one.value === other.value && one.from === other.from && one.until === other.until && one.origin === other.origin;

/**
 * What an entry from elsewhere would be to a month, of which all acts are known, latest last. `kept`: the very same was
 * entered before, and somebody has corrected or withdrawn it since; what came after is better known than what a file
 * repeats.
 */
export function judgeEntry(acts: readonly Act[], entered: Entered): "new" | "same" | "change" | "kept" | "full" {
  const last = acts.at(-1);
  if (!last) return "new";
  if (last.entered && sameEntry(last.entered, entered)) return "same";
  if (acts.some((act) => act.entered && sameEntry(act.entered, entered))) return "kept";
  return acts.length >= mostActs ? "full" : "change";
}

/**
 * What the State's answer is to a month. A value that somebody entered, or withdrew, is a person's word: the answer is
 * told, and does not replace it.
 */
export function judgeAnswer(acts: readonly Act[], answer: Entered): "new" | "same" | "change" | "kept" | "full" {
  const last = acts.at(-1);
  if (!last) return "new";
  if (last.entered?.value === answer.value && (last.entered.origin !== "api" || sameEntry(last.entered, answer)))
    return "same";
  if (last.entered?.origin !== "api") return "kept";
  return acts.length >= mostActs ? "full" : "change";
}
