/**
 * How an attempt to top up a wallet ends: what settle.ts does for invoices. Money that has moved is in the wallet, however late
 * it comes and whatever was begun since; what ended without money leaves the wallet free to be topped up anew.
 */
import { failures } from "../../billing/rules/settlement.ts";
import type { Instant } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import type { Writes } from "../../table/transact.ts";
import { awaitedWrite, movementWrites, type Wallet } from "../../wallet/store/wallets.ts";
import type { PaymentDetail } from "../rules/payfip.ts";
import { dayOfResult } from "../rules/payment.ts";
import { attemptWrite, type Attempt } from "../store/attempts.ts";
import { paymentWrite } from "../store/payments.ts";

/** What becomes of an attempt, and the writes that make it so. */
export interface Ending {
  readonly next: Attempt;
  readonly writes: Writes;
}

const awaits = ({ awaited }: Wallet, { operation }: Attempt): boolean => awaited?.operation === operation;

/** Ended without money. What is unclear may be a payment: the wallet goes on awaiting it. */
export function notToppedUp(attempt: Attempt, next: Attempt, wallet: Wallet): Ending {
  const over = failures.some((one) => one === next.state) && awaits(wallet, attempt);
  return { next, writes: [attemptWrite(next, attempt.revision), ...(over ? [awaitedWrite(wallet, null)] : [])] };
}

/** Money has moved: into the wallet, whole. */
export function toppedUp(attempt: Attempt, detail: PaymentDetail, wallet: Wallet, now: Instant): Ending {
  const { familyCode, accountId, operation, reference } = attempt;
  const { amount, authorisation } = detail;
  const means = detail.outcome.kind === "paid" ? detail.outcome.means : "card";
  const next: Attempt = { ...attempt, state: "paid", lookedAt: now };
  return {
    next,
    writes: [
      attemptWrite(next, attempt.revision),
      paymentWrite({
        name: operation,
        kind: "topUp",
        familyCode,
        accountId,
        means,
        amount,
        parts: [],
        over: cents(0),
        on: dayOfResult(detail, now),
        at: now,
        reference,
        authorisation,
      }),
      ...movementWrites(
        { name: operation, familyCode, accountId, kind: "topUp", amount, at: now },
        awaits(wallet, attempt) ? { ends: operation } : {},
      ),
    ],
  };
}
