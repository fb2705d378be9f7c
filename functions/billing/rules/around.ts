/** Days beside those that are billed which are looked at as well: what they say changes what is due of the others. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { spansOf } from "../../catalogue/rules/flat-spans.ts";
import type { FlatSpan } from "../../catalogue/rules/tariffs.ts";

/** A school year and its last day. */
const schoolYear = 366;
/** Longer than days that are due first are counted. */
const longAbsence = 60;
/** Days that share a price beside those of a whole month: the first of them bears it, and all of them were absent or not. */
const longest: Readonly<Record<FlatSpan, number>> = { week: 6, month: 0, period: 100 };

/** Before and after, in days. Nothing is looked at without a reason: it is read for every family. */
export interface Around {
  readonly bookedBefore: number;
  readonly bookedAfter: number;
  readonly attendedBefore: number;
  readonly attendedAfter: number;
}

export function aroundOf({ absences = [], tariffs = [] }: Pick<Catalogue, "absences" | "tariffs">): Around {
  const rules = absences.flatMap(({ kinds }) => Object.values(kinds));
  const yearly = rules.some(({ free }) => free?.per === "schoolYear");
  const before = yearly ? schoolYear : rules.length > 0 ? longAbsence : 0;
  const after = rules.length > 0 ? longAbsence : 0;
  const flat = Math.max(0, ...[...spansOf(tariffs)].map((span) => longest[span]));
  const counted = tariffs.some(({ latePickUp }) => latePickUp?.again);
  return {
    bookedBefore: Math.max(before, flat),
    bookedAfter: Math.max(after, flat),
    attendedBefore: Math.max(before, flat, counted ? schoolYear : 0),
    attendedAfter: Math.max(after, flat),
  };
}
