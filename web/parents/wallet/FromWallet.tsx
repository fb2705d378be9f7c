/** Paying the chosen invoices with what is in the wallet: all of it that is needed, or all that is there. */
import { useState } from "preact/hooks";
import type { PayableAccount } from "../../../functions/payment/contract/own.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { price } from "../../shared/format/euros.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { wallet as strings } from "../../strings/fr/wallet.ts";

interface Props {
  readonly accountId: PayableAccount["accountId"];
  readonly periods: readonly PayableAccount["invoices"][number]["period"][];
  readonly due: number;
  readonly balance: number;
  readonly onPaid: () => Promise<void>;
}

export function FromWallet({ accountId, periods, due, balance, onPaid }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const amount = Math.min(due, balance);
  const pay = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const body = { accountId, periods: [...periods], amount };
    try {
      await sendOnce(["porte-monnaie", body], (idempotencyKey) =>
        call("payment.payFromWallet", { body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.paid(price(amount)));
      await onPaid();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack tight">
      <p class="small">
        {strings.holds(price(balance))}
        {balance < due && ` ${strings.rest}`}
      </p>
      {problem && <Failure problem={problem} />}
      <div>
        <button
          type="button"
          class="button ghost"
          aria-disabled={busy || amount === 0 || undefined}
          onClick={() => {
            if (!busy && amount > 0) void pay();
          }}
        >
          {busy ? strings.paying : strings.payWith(price(amount))}
        </button>
      </div>
    </div>
  );
}
