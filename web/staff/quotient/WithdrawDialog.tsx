/** Withdraws a month's quotient that was entered by mistake, with the reason. */
import type { QuotientMonthView } from "../../../functions/quotient/contract/months.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { familyQuotient as strings } from "../../strings/fr/quotient/quotient.ts";
import { rebilling } from "../../strings/fr/staff.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Rebilled } from "../ui/Rebilled.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { useRebilled } from "../ui/useRebilled.ts";
import type { DialogProps } from "./EnterDialog.tsx";

export function WithdrawDialog({
  code,
  month: { month, version },
  onDone,
  onClose,
}: DialogProps & { readonly month: QuotientMonthView }) {
  const rebilled = useRebilled();
  const form = useForm({
    name: "retirer-quotient",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const ask = () =>
        call("billing.rebillPrices", {
          params: { familyCode: code },
          body: { what: "quotient", month, entered: null },
        });
      if (!(await rebilled.isMeant(month, ask))) return;
      const body = { seen: version, reason: reason.trim() };
      await sendOnce(["quotient-retire", code, month, body], (idempotencyKey) =>
        call("quotient.withdraw", {
          params: { familyCode: code, month },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(strings.withdrawn);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.withdrawOf(monthWords(month))}
      action={rebilled.view ? rebilling.confirm : strings.withdraw}
      danger
      onClose={onClose}
    >
      <p>{strings.withdrawText}</p>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      {rebilled.view && <Rebilled view={rebilled.view} />}
    </FormDialog>
  );
}
