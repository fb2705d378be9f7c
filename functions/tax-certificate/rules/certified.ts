/**
 * What of the money that a family paid in a year was for minding its children: what a tax certificate says. Pure.
 *
 * A payment is shared among all that its invoice asked, in proportion, to the cent; meals, absences and fines have their part and
 * are left out. It counts in the year in which it was paid, in Paris, whatever the days that it is for; what is taken back counts
 * against the year in which it is. Years are told apart by what had been paid at the end of each, so that over the years of an
 * invoice paid in several times no cent is counted twice nor lost.
 */
import type { StatedLine } from "../../billing/rules/statement.ts";
import type { ActivityId, ChildId, PlainDate } from "../../kernel/ids.ts";
import { cents, dividedCents, type Cents } from "../../kernel/money.ts";

/** A child counts in the years on whose first day it was not yet so old. */
export const countedBefore = 6;

/** Money that came for an invoice; below zero, what was taken back. */
export interface PaidPart {
  readonly on: PlainDate;
  readonly amount: Cents;
  /** Paid by universal service vouchers: the taxpayer takes off what an employer gave of them. */
  readonly cesu: boolean;
}

export interface PaidInvoice {
  readonly total: Cents;
  /** Its own and those that it carries: their amounts are the total. */
  readonly lines: readonly Pick<
    StatedLine,
    "childId" | "activityId" | "activityName" | "quantity" | "amount" | "split"
  >[];
  readonly paid: readonly PaidPart[];
}

/** Of one child and activity. */
export interface CertifiedSum {
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly activityName: string;
  readonly care: Cents;
  /** Of that, what was paid by vouchers. */
  readonly cesu: Cents;
}

export interface CertifiedYear {
  /** Those that are not nothing. */
  readonly sums: readonly CertifiedSum[];
  /** Everything that was paid in the year, whatever for. */
  readonly paid: Cents;
}

interface Care {
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly activityName: string;
  readonly care: Cents;
}

/** What an invoice asks for minding, by child and activity. */
function careOf({ lines }: PaidInvoice): readonly Care[] {
  return [...Map.groupBy(lines, ({ childId, activityId }) => `${childId} ${activityId}`).values()].flatMap((own) => {
    const last = own.at(-1);
    const care = own.reduce((sum, { quantity, split }) => sum + quantity * (split?.care ?? 0), 0);
    return last && care !== 0 ? [{ ...last, care: cents(care) }] : [];
  });
}

/**
 * Shares an amount in proportion to weights, which are `total` together: to the cent, the cents that are left to the largest
 * fractions, the first of equal ones. The shares are the amount together.
 */
export function shared(amount: Cents, weights: readonly Cents[], total: Cents): readonly Cents[] {
  if (total <= 0) return weights.map(() => cents(0));
  const by = BigInt(total);
  const exact = weights.map((weight, rank) => {
    const product = BigInt(amount) * BigInt(weight);
    const rest = ((product % by) + by) % by;
    return { rank, whole: Number((product - rest) / by), rest };
  });
  const left = amount - exact.reduce((sum, { whole }) => sum + whole, 0);
  const more = new Set(
    [...exact]
      .sort((one, other) => (one.rest === other.rest ? one.rank - other.rank : one.rest > other.rest ? -1 : 1))
      .slice(0, left)
      .map(({ rank }) => rank),
  );
  return exact.map(({ rank, whole }) => cents(whole + (more.has(rank) ? 1 : 0)));
}

const sum = (parts: readonly PaidPart[]): Cents => cents(parts.reduce((all, { amount }) => all + amount, 0));

/** What had been paid of each by the end of a year. */
function paidBy(invoice: PaidInvoice, care: readonly Care[], year: number): readonly Cents[] {
  const until = sum(invoice.paid.filter(({ on }) => on <= `${year}-12-31`));
  const minding = care.map((one) => one.care);
  const others = cents(invoice.total - minding.reduce<number>((all, one) => all + one, 0));
  return shared(until, [...minding, others], invoice.total);
}

/** `counts`: whether a child is young enough in that year. */
export function certifiedIn(
  year: number,
  invoices: readonly PaidInvoice[],
  counts: (child: ChildId) => boolean,
): CertifiedYear {
  const sums = new Map<string, CertifiedSum>();
  let paid = 0;
  for (const invoice of invoices) {
    const ofYear = invoice.paid.filter(({ on }) => on.startsWith(`${year}-`));
    if (ofYear.length === 0) continue;
    const came = sum(ofYear);
    paid += came;
    const vouchers = sum(ofYear.filter(({ cesu }) => cesu));
    const care = careOf(invoice);
    const [before, after] = [paidBy(invoice, care, year - 1), paidBy(invoice, care, year)];
    for (const [rank, { childId, activityId, activityName }] of care.entries()) {
      if (!counts(childId)) continue;
      const amount = (after[rank] ?? 0) - (before[rank] ?? 0);
      const cesu = came > 0 ? dividedCents(BigInt(amount) * BigInt(vouchers), BigInt(came)) : 0;
      const name = `${childId} ${activityId}`;
      const known = sums.get(name);
      sums.set(name, {
        childId,
        activityId,
        activityName,
        care: cents((known?.care ?? 0) + amount),
        cesu: cents((known?.cesu ?? 0) + cesu),
      });
    }
  }
  return { sums: [...sums.values()].filter(({ care }) => care !== 0), paid: cents(paid) };
}

/** The years in which something was paid, latest first. */
export const yearsOf = (invoices: readonly PaidInvoice[]): readonly number[] =>
  [...new Set(invoices.flatMap(({ paid }) => paid.map(({ on }) => Number(on.slice(0, 4)))))].sort(
    (one, other) => other - one,
  );

/** What a certificate is called: its year, the family, and which of theirs it is. */
export const certificateNumber = ({
  year,
  familyCode,
  rank,
}: {
  readonly year: number;
  readonly familyCode: string;
  readonly rank: number;
}): string => `AF-${year}-${familyCode}-${rank}`;
