/**
 * The one way in which an attempt to pay comes to its end, whoever asks: the page that the payer returns to, a notification,
 * the schedule, somebody who wants to pay the same invoice. Each looks the result up at the treasury's; what it says is judged
 * (rules/attempt.ts) and written, in one transaction:
 *
 *     the attempt, expected at the revision that was read
 *     the payment, if money has moved, expected not to be there
 *     the settlement of each of its invoices, expected as it was read; or the wallet that it goes into (settle-top-up.ts)
 *
 * So it is settled once, in any order and at the same instant: who comes second finds the attempt ended. Cut before the write,
 * nothing has changed and the schedule looks again; cut after it, all has.
 */
import { dueOf, failures, paidMore, type Settlement, unsettled } from "../../billing/rules/settlement.ts";
import { settlementWrite } from "../../billing/store/settlements.ts";
import { readStatement, type Statement } from "../../billing/store/statements.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Instant, PayfipOperationId } from "../../kernel/ids.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { put } from "../../table/write.ts";
import { readWallet } from "../../wallet/store/wallets.ts";
import type { PayFip } from "../payfip.ts";
import { judge, type Judged, type Looked } from "../rules/attempt.ts";
import { divide } from "../rules/ledger.ts";
import type { PaymentDetail } from "../rules/payfip.ts";
import { dayOfResult } from "../rules/payment.ts";
import { attemptWrite, readAttempt, type Attempt } from "../store/attempts.ts";
import { paymentWrite } from "../store/payments.ts";
import { notToppedUp, toppedUp, type Ending } from "./settle-top-up.ts";

export interface Settling {
  readonly table: Table;
  readonly clock: Clock;
  readonly payfip: Pick<PayFip, "lookUp">;
}

export interface Settled {
  readonly attempt: Attempt;
  /** The treasury did not answer: nothing is known that was not known before. */
  readonly away: boolean;
}

const invoicesOf = async (
  table: Table,
  { familyCode, accountId, invoices }: Attempt,
): Promise<readonly Statement[]> => {
  const found = await Promise.all(
    invoices.map(({ period }) => readStatement(table, { familyCode, period, accountId })),
  );
  return found.flatMap((one) => one ?? []);
};

/** What an invoice's settlement keeps when this attempt is over: one begun since goes on being awaited. */
const without = ({ settlement = unsettled }: Statement, operation: PayfipOperationId): Settlement => {
  const { awaited, ...rest } = settlement;
  return { ...rest, ...(awaited && awaited.operation !== operation ? { awaited } : {}) };
};

const ended = (state: Attempt["state"], at: Instant): Settlement["failed"] => {
  const how = failures.find((one) => one === state);
  return how && { how, at };
};

/** The writes of an attempt that ended without money. What is unclear may be a payment: its invoices go on awaiting it. */
function closing(attempt: Attempt, next: Attempt, statements: readonly Statement[], now: Instant): Ending {
  const failed = ended(next.state, now);
  const freed = statements.filter(({ settlement }) => settlement?.awaited?.operation === attempt.operation);
  return {
    next,
    writes: [
      attemptWrite(next, attempt.revision),
      ...(failed ? freed.map((one) => settlementWrite(one, { ...without(one, attempt.operation), failed })) : []),
    ],
  };
}

/** The writes of money that has moved: shared among its invoices, oldest first, by what is due of each now. */
function paying(attempt: Attempt, detail: PaymentDetail, statements: readonly Statement[], now: Instant): Ending {
  const { parts, over } = divide(
    detail.amount,
    statements.map((one) => ({ key: one, due: dueOf(one) })),
  );
  const next: Attempt = { ...attempt, state: "paid", lookedAt: now, over };
  const { familyCode, accountId, operation, reference, invoices } = attempt;
  const numberOf = (one: Statement): string => invoices.find(({ period }) => period === one.period)?.number ?? "";
  const writes: Writes = [
    attemptWrite(next, attempt.revision),
    paymentWrite({
      name: operation,
      kind: "payment",
      familyCode,
      accountId,
      means: detail.outcome.kind === "paid" ? detail.outcome.means : "card",
      amount: detail.amount,
      parts: parts.map(({ key, amount }) => ({ period: key.period, number: numberOf(key), amount })),
      over,
      on: dayOfResult(detail, now),
      at: now,
      reference,
      authorisation: detail.authorisation,
    }),
    ...statements.map((one) => {
      const part = parts.find(({ key }) => key === one)?.amount ?? 0;
      return settlementWrite(one, paidMore(without(one, operation), part));
    }),
  ];
  return { next, writes };
}

async function endingOf(
  table: Table,
  attempt: Attempt,
  judged: Exclude<Judged, { readonly kind: "nothing" }>,
  now: Instant,
): Promise<Ending> {
  const wallet = attempt.wallet ? await readWallet(table, attempt) : null;
  const statements = await invoicesOf(table, attempt);
  if (judged.kind === "settle")
    return wallet ? toppedUp(attempt, judged.detail, wallet, now) : paying(attempt, judged.detail, statements, now);
  const next = { ...attempt, state: judged.state, lookedAt: now };
  return wallet ? notToppedUp(attempt, next, wallet) : closing(attempt, next, statements, now);
}

/** Looks an operation up and writes what came of it; null for one that is not the portal's. */
export async function settle(
  { table, clock, payfip }: Settling,
  operation: PayfipOperationId,
): Promise<Settled | null> {
  const first = await readAttempt(table, operation);
  if (!first) return null;
  if (first.state === "paid" || first.state === "unmatched") return { attempt: first, away: false };
  const looked: Looked = await payfip.lookUp(operation);
  const away = looked.kind === "away";
  return decideAndWrite<Attempt, Settled>("An attempt to pay", first, async (attempt) => {
    const now = clock();
    const judged = judge(attempt, looked, Date.parse(now));
    if (judged.kind === "nothing") {
      if (away) return { done: { attempt, away } };
      const next = { ...attempt, lookedAt: now };
      // Refused when somebody else has written: they have looked, too.
      await put(table, attemptWrite(next, attempt.revision).Put);
      return { done: { attempt: next, away } };
    }
    const { next, writes } = await endingOf(table, attempt, judged, now);
    if ((await transact(table, writes)) === "done") return { done: { attempt: next, away } };
    const again = await readAttempt(table, operation);
    if (!again) throw new Error("An attempt to pay has disappeared");
    return { again };
  });
}
