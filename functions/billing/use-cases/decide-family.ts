/**
 * What a month's run states of one family: read, and decided by the rules. The dry run says it, the real one writes it; they
 * differ in nothing else.
 */
import type { Household } from "../../family/rules/family.ts";
import type { CollectionAccountId, FamilyCode, Instant, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import { firstDayOf, monthOf } from "../../quotient/rules/quotient.ts";
import type { BillingWorld } from "../dependencies.ts";
import { paymentReference, type InvoiceNumber } from "../rules/number.ts";
import { payersOf } from "../../family/rules/payers.ts";
import { lastDayOf, lookBack, monthsBefore } from "../rules/periods.ts";
import { byChild, linesDue, outcomeOf, type StatedLine } from "../rules/statement.ts";
import type { Addressee, Issue, NewStatement, StatedLines } from "../store/statements.ts";
import type { BillRun } from "../store/runs.ts";
import type { Unpriced } from "./charges.ts";
import { chargesDue, readFacts } from "./family-facts.ts";

/** Which days a run is about. */
export interface Scope {
  readonly period: PlainMonth;
  /** Its own month, and those before it of which every family has been stated. */
  readonly months: ReadonlySet<PlainMonth>;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A month that is being billed at this moment is left to its own run, whichever comes first. */
export function scopeOf(period: PlainMonth, runs: readonly BillRun[]): Scope {
  const first = monthsBefore(period, lookBack);
  const stated = runs.filter((run) => run.state !== "stating" && first <= run.period && run.period < period);
  return {
    period,
    months: new Set([period, ...stated.map((run) => run.period)]),
    from: firstDayOf(first),
    to: lastDayOf(period),
  };
}

export interface Decided {
  readonly household: Household;
  readonly statements: readonly NewStatement[];
  /** Accounts by which it has its statement of the month already. */
  readonly already: readonly { readonly familyCode: FamilyCode; readonly accountId: CollectionAccountId }[];
  readonly unpriced: readonly Unpriced[];
  /** Nothing was ever stated of it before. */
  readonly first: boolean;
}

const addresseeOf = (household: Household): Addressee => ({
  names: payersOf(household).map(({ title, firstName, lastName }) =>
    [title, firstName, lastName].filter((part) => part !== undefined).join(" "),
  ),
  ...household.address,
});

const linesOfAccount = (stated: readonly StatedLines[], accountId: string): readonly StatedLine[] =>
  stated.filter((one) => one.accountId === accountId).flatMap(({ lines }) => lines);

export async function decideFamily(
  world: BillingWorld,
  scope: Scope,
  household: Household,
  at: Instant,
): Promise<Decided> {
  const { period, months } = scope;
  const { code } = household;
  const isAsked = (date: PlainDate): boolean => months.has(monthOf(date));
  const facts = await readFacts(world, scope, household, isAsked);
  if (!facts) return { household, statements: [], already: [], unpriced: [], first: true };
  const { accounts, stated, first } = facts;
  const { charges, unpriced, unknown } = chargesDue(world, facts, isAsked);
  const already = stated
    .filter((one) => one.period === period && one.note === undefined)
    .map(({ accountId }) => ({ familyCode: code, accountId }));
  const statements = (world.catalogue.accounts ?? []).flatMap((account): readonly NewStatement[] => {
    if (already.some(({ accountId }) => accountId === account.id)) return [];
    const before = linesOfAccount(stated, account.id).map(facts.renamed);
    const lines = linesDue(
      {
        charges: charges.filter(({ accountId }) => accountId === account.id).map(({ charge }) => charge),
        unknown,
      },
      before.filter(({ date }) => isAsked(date)),
    );
    const seen = accounts.find(({ accountId }) => accountId === account.id) ?? {
      accountId: account.id,
      waiting: [],
      version: 0,
    };
    const outcome = outcomeOf(lines, seen.waiting, account.threshold);
    if (!outcome) return [];
    const { own, carried, total, issued } = outcome;
    return [
      {
        familyCode: code,
        period,
        accountId: account.id,
        accountName: account.name,
        at,
        own,
        carried,
        total,
        children: byChild(lines),
        account,
        lines,
        issue: issued ? { addressee: addresseeOf(household) } : null,
        seen,
      },
    ];
  });
  return { household, statements, already, unpriced, first };
}

/** What an invoice is told with its number. */
export const issueOf = ({ account, issue, at }: NewStatement, number: InvoiceNumber): Issue => {
  if (!issue) throw new Error("A statement that waits has no number");
  return {
    number,
    reference: paymentReference(account, number),
    dueOn: addDays(localDate(at), account.dueDays),
    ...issue,
  };
};
