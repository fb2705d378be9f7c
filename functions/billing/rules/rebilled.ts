/** What an act on days that were billed changes of what is due: pure. */
import { cents, type Cents } from "../../kernel/money.ts";
import { subjectOf, type Charge } from "./statement.ts";

/** One thing that is due, before and after; absent: nothing is. */
export interface Rebilled {
  readonly was: Charge | undefined;
  readonly is: Charge | undefined;
}

const amountOf = (charge: Charge | undefined): number => charge?.unitPrice ?? 0;

/** What would be asked or taken back, by day. Of what has no price before or after, nobody can say anything: `unknown`. */
export function rebilled(
  before: readonly Charge[],
  after: readonly Charge[],
  unknown: ReadonlySet<string>,
): readonly Rebilled[] {
  const [old, now] = [before, after].map(
    (charges) => new Map(charges.map((charge) => [subjectOf(charge), charge] as const)),
  );
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .sort()
    .filter((subject) => !unknown.has(subject))
    .map((subject) => ({ was: old?.get(subject), is: now?.get(subject) }))
    .filter(({ was, is }) => amountOf(was) !== amountOf(is));
}

/** What the family owes more; below zero, less. */
export const difference = (all: readonly Rebilled[]): Cents =>
  cents(all.reduce((sum, { was, is }) => sum + amountOf(is) - amountOf(was), 0));
