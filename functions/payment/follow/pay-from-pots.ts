/**
 * What was paid when it was booked pays the month's invoice as soon as it is there: in one transaction the pots of that month and
 * of any before it are emptied, the invoice has what is due of it, the ledger says so, and what is left goes back to the
 * wallet. A month of which nothing is collected gives all of it back: whatever it turns out to owe, a later invoice asks.
 */
import { randomUUID } from "node:crypto";
import { printedNumber } from "../../billing/rules/number.ts";
import { dueOf, paidMore, unsettled } from "../../billing/rules/settlement.ts";
import { settlementWrite } from "../../billing/store/settlements.ts";
import { readStatement } from "../../billing/store/statements.ts";
import type { Clock } from "../../kernel/clock.ts";
import { readId } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { emptiedWrite, readPotsUntil } from "../../wallet/store/pots.ts";
import { movementWrites } from "../../wallet/store/wallets.ts";
import { paymentWrite } from "../store/payments.ts";

export interface PotDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** A statement that has just been made; credit notes ask nothing. */
export async function followStatement(
  { table, clock }: PotDependencies,
  { before, after }: StreamRecord,
): Promise<void> {
  if (before || !after || after["note"] !== undefined) return;
  const familyCode = readId("FamilyCode", String(after["familyCode"]));
  const accountId = readId("CollectionAccountId", String(after["accountId"]));
  const period = readId("PlainMonth", String(after["period"]));
  if (!familyCode || !accountId || !period) throw new Error("A statement that names no family, account or month");
  const name = { familyCode, accountId, period };
  await decideAndWrite<null, undefined>("What was paid when it was booked", null, async () => {
    const pots = await readPotsUntil(table, name, period);
    const statement = pots.length > 0 ? await readStatement(table, name) : null;
    if (!statement) return { done: undefined };
    const { issue, settlement = unsettled } = statement;
    const kept = pots.reduce((sum, { amount }) => sum + amount, 0);
    const paid = issue ? Math.min(kept, dueOf(statement)) : 0;
    const at = clock();
    const writes: Writes = [
      ...pots.map(emptiedWrite),
      ...(issue && paid > 0
        ? [
            paymentWrite({
              name: randomUUID(),
              kind: "payment",
              familyCode,
              accountId,
              means: "wallet",
              amount: cents(paid),
              parts: [{ period, number: printedNumber(issue.number), amount: cents(paid) }],
              over: cents(0),
              on: localDate(at),
              at,
            }),
            settlementWrite(statement, paidMore(settlement, paid)),
          ]
        : []),
      ...(kept > paid
        ? movementWrites({
            name: randomUUID(),
            familyCode,
            accountId,
            kind: "leftOver",
            amount: cents(kept - paid),
            at,
            months: [period],
          })
        : []),
    ];
    return (await transact(table, writes)) === "done" ? { done: undefined } : { again: null };
  });
}
