/**
 * What a family is still to pay and by when, as its household's record holds it (family/rules/owes.ts). By its instalments where staff
 * lets it pay so; less what a direct debit collects, which nothing else may pay meanwhile, and what the town owes it in turn, a credit that
 * waits for the next invoice; nothing that staff asks no more. What waits for the treasury is not paid until it says so.
 */
import type { Owed } from "../../family/rules/owes.ts";
import type { CollectionAccountId, PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { Exemption } from "./dunning.ts";
import { dueOf, settledOf, unsettled, type Settled } from "./settlement.ts";

/** A statement, of which this looks at little. */
export interface Stated extends Settled {
  readonly accountId: CollectionAccountId;
  readonly own: Cents;
  /** Of an invoice. */
  readonly issue?: { readonly dueOn: PlainDate } | undefined;
  readonly carriedBy?: unknown;
  readonly exempt?: Pick<Exemption, "until"> | undefined;
}

type Part = Pick<Owed, "on" | "due">;

/** The same without so much of what is to be paid first. */
function less(parts: readonly Part[], amount: number): readonly Part[] {
  let left = amount;
  return parts.flatMap(({ on, due }) => {
    const taken = Math.min(due, left);
    left -= taken;
    return due > taken ? [{ on, due: cents(due - taken) }] : [];
  });
}

/** Never more than so much of it in all. */
function atMost(parts: readonly Part[], amount: number): readonly Part[] {
  let left = amount;
  return parts.flatMap(({ on, due }) => {
    const kept = Math.min(due, left);
    left -= kept;
    return kept > 0 ? [{ on, due: cents(kept) }] : [];
  });
}

function partsOf(invoice: Settled, dueOn: PlainDate): readonly Part[] {
  const { plan, debited } = invoice.settlement ?? unsettled;
  const due = dueOf(invoice);
  const planned = plan
    ? less(
        plan.instalments.map(({ on, amount }) => ({ on, due: amount })),
        settledOf(invoice.settlement ?? unsettled) - plan.settled,
      )
    : [{ on: dueOn, due }];
  return less(atMost(planned, due), debited?.amount ?? 0);
}

/** The last day on which staff lets it wait; null: it asks no more. Undefined: it asks. */
function sparedUntil(
  exemptions: readonly (Pick<Exemption, "until"> | null | undefined)[],
): PlainDate | null | undefined {
  const held = exemptions.filter((one) => one !== null && one !== undefined);
  if (held.some(({ until }) => until === undefined)) return null;
  return held
    .flatMap(({ until }) => until ?? [])
    .sort()
    .at(-1);
}

/** Earliest first. `family`: staff asks nothing of it for a while, or for good. */
export function owedOf(statements: readonly Stated[], family: Pick<Exemption, "until"> | null): readonly Owed[] {
  const accounts = [...new Set(statements.map(({ accountId }) => accountId))];
  const owed = accounts.flatMap((accountId) => {
    const own = statements.filter((one) => one.accountId === accountId);
    const waiting = own
      .filter(({ issue, carriedBy }) => issue === undefined && carriedBy === undefined)
      .reduce((sum, one) => sum + one.own, 0);
    const parts = own
      .flatMap((one) => {
        const spared = sparedUntil([one.exempt, family]);
        if (!one.issue || spared === null) return [];
        return partsOf(one, one.issue.dueOn).map((part) => ({ ...part, spared }));
      })
      .sort((one, other) => (one.on < other.on ? -1 : 1));
    let credit = Math.max(0, -waiting);
    return parts.flatMap(({ on, due, spared }): readonly Owed[] => {
      const taken = Math.min(due, credit);
      credit -= taken;
      if (due === taken) return [];
      return [{ on, due: cents(due - taken), ...(spared === undefined ? {} : { sparedUntil: spared }) }];
    });
  });
  return owed.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}
