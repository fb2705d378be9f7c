/** Withdraws a month's quotient that was entered by mistake, with the reason. */
import type { QuotientMonthView } from "../../../functions/quotient/contract/months.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { familyQuotient as strings } from "../../strings/fr/quotient/quotient.ts";
import { WithdrawBilled } from "../ui/WithdrawBilled.tsx";
import type { DialogProps } from "./EnterDialog.tsx";

export function WithdrawDialog({
  code,
  month: { month, version },
  onDone,
  onClose,
}: DialogProps & { readonly month: QuotientMonthView }) {
  return (
    <WithdrawBilled
      name="retirer-quotient"
      title={strings.withdrawOf(monthWords(month))}
      words={strings}
      of={month}
      ask={() =>
        call("billing.rebillPrices", {
          params: { familyCode: code },
          body: { what: "quotient", month, entered: null },
        })
      }
      send={(reason) =>
        sendOnce(["quotient-retire", code, month, { seen: version, reason }], (idempotencyKey) =>
          call("quotient.withdraw", {
            params: { familyCode: code, month },
            body: { idempotencyKey, seen: version, reason },
            repeatable: true,
          }),
        )
      }
      onDone={onDone}
      onClose={onClose}
    />
  );
}
