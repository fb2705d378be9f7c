/** The town gives up a sum of an invoice, with the reason. */
import type { OpenInvoice } from "../../../functions/payment/contract/desk.ts";
import { readEuros } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { desk as strings } from "../../strings/fr/payment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { DeskDialog } from "./dialogs.ts";

export function WriteOffDialog({ code, invoice, onDone, onClose }: DeskDialog & { readonly invoice: OpenInvoice }) {
  const { period, accountId, due } = invoice;
  const form = useForm({
    name: "remise",
    initial: { amount: "", reason: "" },
    check: ({ amount, reason }) => ({
      ...((readEuros(amount) ?? 0) > 0 ? {} : { amount: strings.badAmount }),
      ...missingReason(reason),
    }),
    submit: async (values) => {
      const amount = readEuros(values.amount);
      if (amount === null) return;
      const body = { amount, reason: values.reason.trim() };
      await sendOnce(["remise", code, period, accountId, body], (idempotencyKey) =>
        call("payment.writeOff", {
          params: { familyCode: code, period, accountId },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(strings.writtenOff(price(amount)));
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["amount", "reason"]}
      title={strings.writeOffTitle(monthWords(period))}
      action={strings.writeOff}
      danger
      onClose={onClose}
    >
      <Field
        form={form}
        field="amount"
        label={strings.amount}
        hint={strings.amountHint(price(due))}
        input={{ autocomplete: "off" }}
      />
      <ReasonField form={form} field="reason" hint={strings.writeOffHint} />
    </FormDialog>
  );
}
