/** The first family that one signs in as has a wallet: topped up at the desk, then online. Made by the wallet's own store. */
import { minusSeconds } from "../../functions/kernel/clock.ts";
import { id, type CollectionAccountId, type FamilyCode, type Instant } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";
import { localDate } from "../../functions/kernel/time.ts";
import type { Payment } from "../../functions/payment/rules/payment.ts";
import { paymentWrite } from "../../functions/payment/store/payments.ts";
import type { Table } from "../../functions/table/table.ts";
import { transact } from "../../functions/table/transact.ts";
import { movementWrites } from "../../functions/wallet/store/wallets.ts";

const day = 86_400;

const topUps = (now: Instant) =>
  [
    {
      name: "porte-monnaie-demo-1",
      means: "cash",
      amount: cents(4000),
      at: minusSeconds(now, 40 * day),
      by: { login: id("Login", "AGENT.DEMO"), name: "Guichet unique" },
    },
    { name: "porte-monnaie-demo-2", means: "card", amount: cents(2500), at: minusSeconds(now, 9 * day) },
  ] as const satisfies readonly Pick<Payment, "name" | "means" | "amount" | "at" | "by">[];

/** Written once, however often the town is loaded: an entry that is there is left. */
export async function fillWallet(
  table: Table,
  familyCode: FamilyCode,
  accountId: CollectionAccountId,
  now: Instant,
): Promise<void> {
  for (const one of topUps(now)) {
    const { name, amount, at } = one;
    await transact(table, [
      paymentWrite({
        ...one,
        kind: "topUp",
        familyCode,
        accountId,
        parts: [],
        over: cents(0),
        on: localDate(at),
      }),
      ...movementWrites({ name, familyCode, accountId, kind: "topUp", amount, at }),
    ]);
  }
}
