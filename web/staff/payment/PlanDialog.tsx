/** An invoice is let be paid in several times, month by month. */
import type { OpenInvoice } from "../../../functions/payment/contract/desk.ts";
import { readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { desk as strings } from "../../strings/fr/payment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import type { DeskDialog } from "./dialogs.ts";

interface Props extends DeskDialog {
  readonly invoice: OpenInvoice;
  readonly today: PlainDate;
}

/** As the contract has it. */
const mostTimes = 12;

export function PlanDialog({ code, invoice, today, onDone, onClose }: Props) {
  const { period, accountId, plan } = invoice;
  const form = useForm({
    name: "echeancier",
    initial: { count: String(Math.max(plan.length, 3)), first: today },
    check: ({ first }) => (readId("PlainDate", first) ? {} : { first: strings.badDate }),
    submit: async (values) => {
      const first = readId("PlainDate", values.first);
      if (!first) return;
      await call("payment.plan", {
        params: { familyCode: code, period, accountId },
        body: { count: Number(values.count), first },
        repeatable: true,
      });
      toast(strings.planSaved);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["count", "first"]}
      title={strings.planTitle(monthWords(period))}
      action={strings.plan}
      onClose={onClose}
    >
      <Select
        form={form}
        field="count"
        label={strings.planCount}
        options={Array.from({ length: mostTimes }, (_, index) => ({
          value: String(index + 1),
          label: index === 0 ? strings.planOnce : strings.planTimes(index + 1),
        }))}
      />
      <Field form={form} field="first" label={strings.planFirst} hint={strings.planHint} input={{ type: "date" }} />
    </FormDialog>
  );
}
