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

/** What an entry puts into the till; what is written off is no money. */
export const intoTill = ({ kind, amount }: Pick<Entry, "kind" | "amount">): number =>
  kind === "payment" ? amount : kind === "writeOff" ? 0 : 0 - amount;

export function tillSums(entries: readonly Entry[]): readonly TillSum[] {
  const money = entries.filter(({ means }) => means !== undefined);
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
