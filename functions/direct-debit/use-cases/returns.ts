/**
 * A bank sends a debit back: before the money came, which then never counted, or after it, which is taken back in the ledger. One
 * transaction: the debit, as it was read; each invoice, the same, due again; the entry that takes the money back, and the note of
 * that in the one it takes back; the mandate, where the code says that its account will send all back.
 */
import { settlementWrite } from "../../billing/store/settlements.ts";
import type { Statement } from "../../billing/store/statements.ts";
import { Problem } from "../../http/problem.ts";
import type { DebitBatchId, FamilyCode, Instant, PlainDate } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import { addMonths, localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import type { Payment } from "../../payment/rules/payment.ts";
import { paymentWrite, readPayment, undoneWrite } from "../../payment/store/payments.ts";
import { debitName, returnName, type Debit } from "../rules/batch.ts";
import { suspends, type ReturnCode } from "../rules/returns.ts";
import { debitWrite, readBatch, readDebit } from "../store/batches.ts";
import { mandateWrite, readMandates } from "../store/mandates.ts";
import { batchWords as words, returnWords } from "../words.fr.ts";
import { statementsOf, without, type BatchDependencies } from "./go-on.ts";

export interface Returning {
  readonly batch: DebitBatchId;
  readonly familyCode: FamilyCode;
  readonly code: ReturnCode;
  /** The day on which the bank took the money back. */
  readonly on: PlainDate;
  readonly by: NonNullable<Payment["by"]>;
}

/** A payer may contest an unauthorised debit for thirteen months. */
const mostMonths = 13;

/** The money is taken back: what it had settled is due again, and what was too much is not to be given back any more. */
function takenBack(debit: Debit, entry: Payment, { code, on, by }: Returning, at: Instant): Writes {
  const { name, familyCode, accountId, means, amount, parts, over, undoneBy } = entry;
  const made = returnName(debit);
  return [
    paymentWrite({
      name: made,
      kind: "reversal",
      familyCode,
      accountId,
      means,
      amount,
      parts,
      over,
      on,
      at,
      by,
      reason: `${code} : ${returnWords[code]}`,
      of: name,
    }),
    // What was too much may have been given back already: that note stays.
    ...(undoneBy === undefined ? [undoneWrite(entry, made)] : []),
  ];
}

const dueAgain = (debit: Debit, entry: Payment | null, statements: readonly Statement[], at: Instant): Writes =>
  statements.map((one) => {
    const rest = without(one, debit.batch);
    const back = entry?.parts.find(({ period }) => period === one.period)?.amount ?? 0;
    return settlementWrite(one, { ...rest, paid: cents(rest.paid - back), failed: { how: "returned", at } });
  });

async function suspension(table: Table, debit: Debit, code: ReturnCode, at: Instant): Promise<Writes> {
  if (!suspends(code)) return [];
  const last = (await readMandates(table, debit.familyCode, debit.accountId)).at(-1);
  // Another one has been signed since, or it has ended.
  if (last?.rank !== debit.rank || last.state !== "active") return [];
  return [mandateWrite(last, { state: "suspended", ended: { at, reason: `${code} : ${returnWords[code]}` } })];
}

/** Records it, once. */
export async function recordReturn({ table, clock }: BatchDependencies, returning: Returning): Promise<void> {
  const { batch, familyCode, code, on } = returning;
  await decideAndWrite<null, null>("The debit of a family", null, async () => {
    const [debit, stands] = await Promise.all([readDebit(table, batch, familyCode), readBatch(table, batch)]);
    if (!debit || !stands) throw new Problem("notFound", words.unknownDebit);
    if (debit.state === "returned" && debit.returned?.code === code && debit.returned.on === on) return { done: null };
    if (debit.state === "returned" || debit.state === "cancelled") throw new Problem("notPossible", words.alreadyBack);
    if (stands.state === "taking" || stands.state === "cancelling") throw new Problem("notPossible", words.underWay);
    const at = clock();
    if (on > localDate(at) || on > addMonths(debit.dueOn, mostMonths))
      throw new Problem("notPossible", words.backEarly);
    const settled = debit.state === "settled";
    const [entry, statements, suspended] = await Promise.all([
      settled ? readPayment(table, familyCode, debitName(debit)) : null,
      statementsOf(table, debit),
      suspension(table, debit, code, at),
    ]);
    if (settled && !entry) throw new Error("A settled debit has no entry");
    const written = await transact(table, [
      debitWrite({ ...debit, state: "returned", returned: { code, on, settled } }, debit.revision),
      ...dueAgain(debit, entry, statements, at),
      ...(entry ? takenBack(debit, entry, returning, at) : []),
      ...suspended,
    ]);
    return written === "done" ? { done: null } : { again: null };
  });
}
