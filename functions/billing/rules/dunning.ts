/**
 * When a family is asked again for an invoice: step by step, each once, never for what is paid, awaited from the treasury or by a direct debit, kept to
 * by its instalments or exempted by staff. A step comes no sooner after the one before than the town has put between them, so that
 * an old debt is not asked for twice in two days.
 */
import type { Dunning, DunningChannel, DunningStep } from "../../catalogue/rules/accounts.ts";
import type { Instant, Login, PlainDate } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import { lateOf, lateSince, type Settled } from "./settlement.ts";

/** A step that was taken. */
export interface Dunned {
  readonly at: Instant;
  readonly by: DunningChannel;
}

/** Staff asks no more, for a while or for good. */
export interface Exemption {
  readonly reason: string;
  /** The last day of it; absent: for good. */
  readonly until?: PlainDate | undefined;
  readonly login: Login;
  readonly byName: string;
  readonly at: Instant;
}

export const isExempt = (exemption: Pick<Exemption, "until"> | null | undefined, today: PlainDate): boolean =>
  exemption ? exemption.until === undefined || exemption.until >= today : false;

export interface Dunnable extends Settled {
  readonly dueOn: PlainDate;
  readonly dunned?: readonly Dunned[] | undefined;
  readonly exempt?: Exemption | undefined;
}

export interface NextStep extends DunningStep {
  /** From 1 on. */
  readonly rank: number;
  /** The first day on which it may be taken. */
  readonly on: PlainDate;
  readonly late: Cents;
}

/** The step that an invoice comes to next, as it stands; null: none. */
export function nextStep(
  invoice: Dunnable,
  dunning: Dunning | undefined,
  family: Exemption | null,
  today: PlainDate,
): NextStep | null {
  const { dunned = [], exempt, settlement } = invoice;
  const step = dunning?.steps[dunned.length];
  const late = lateOf(invoice, today);
  if (!dunning || !step || late === 0 || late < dunning.minimum) return null;
  // Money may be on its way.
  if (settlement?.awaited || settlement?.debited) return null;
  if (isExempt(exempt, today) || isExempt(family, today)) return null;
  const last = dunned.at(-1);
  const before = dunning.steps[dunned.length - 1];
  const byDue = addDays(lateSince(invoice), step.after);
  const byLast = last && before ? addDays(localDate(last.at), step.after - before.after) : byDue;
  return { ...step, rank: dunned.length + 1, on: byDue > byLast ? byDue : byLast, late };
}
