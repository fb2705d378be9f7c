/** What came in on a day, by account and means: what the drawer must hold, and what the bank is brought. */
import type { CollectionAccountId } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { allMeans, type Payment } from "./payment.ts";

export interface TillSum {
  readonly accountId: CollectionAccountId;
  readonly means: (typeof allMeans)[number];
  readonly entries: number;
  /** Below zero: more was taken back or given back than came in. */
  readonly amount: Cents;
}

type Entry = Pick<Payment, "accountId" | "kind" | "means" | "amount">;

/** What an entry puts into the till. What is written off is no money; what a wallet pays came in when it was topped up. */
export function intoTill({ kind, means, amount }: Omit<Entry, "accountId">): number {
  if (kind === "writeOff" || means === "wallet") return 0;
  return kind === "payment" || kind === "topUp" ? amount : 0 - amount;
}

export function tillSums(entries: readonly Entry[]): readonly TillSum[] {
  const money = entries.filter(({ means }) => means !== undefined && means !== "wallet");
  const accounts = [...new Set(money.map(({ accountId }) => accountId))].sort();
  return accounts.flatMap((accountId) =>
    allMeans.flatMap((means) => {
      const own = money.filter((one) => one.accountId === accountId && one.means === means);
      if (own.length === 0) return [];
      return [
        { accountId, means, entries: own.length, amount: cents(own.reduce((sum, one) => sum + intoTill(one), 0)) },
      ];
    }),
  );
}
