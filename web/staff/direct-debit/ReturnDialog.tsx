/** A bank has sent one debit back: by which code, on which day. */
import type { DebitView } from "../../../functions/direct-debit/contract/office.ts";
import { returnCodes } from "../../../functions/direct-debit/rules/returns.ts";
import { readId, type DebitBatchId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { price } from "../../shared/format/euros.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { debits as strings } from "../../strings/fr/direct-debit.ts";
import { FormDialog } from "../ui/FormDialog.tsx";

interface Props {
  readonly batch: DebitBatchId;
  readonly debit: DebitView;
  readonly today: PlainDate;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function ReturnDialog({ batch, debit: { familyCode, debtor, amount }, today, onDone, onClose }: Props) {
  const form = useForm({
    name: "rejet",
    initial: { code: "", on: today },
    check: ({ code, on }) => ({
      ...(code === "" && { code: strings.missingCode }),
      ...(readId("PlainDate", on) ? {} : { on: strings.missingOn }),
    }),
    submit: async (values) => {
      const [code, on] = [returnCodes.find((one) => one === values.code), readId("PlainDate", values.on)];
      if (!code || !on) return;
      await call("direct-debit.return", { params: { batch }, body: { familyCode, code, on }, repeatable: true });
      toast(strings.returned);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["code", "on"]}
      title={strings.returnTitle}
      action={strings.return}
      onClose={onClose}
    >
      <p>{strings.returnText(debtor, price(amount))}</p>
      <Select
        form={form}
        field="code"
        label={strings.code}
        options={[
          { value: "", label: strings.choose },
          ...returnCodes.map((value) => ({ value, label: strings.codes[value] })),
        ]}
      />
      <p class="small muted">{strings.lasting}</p>
      <Field form={form} field="on" label={strings.on} input={{ type: "date" }} />
    </FormDialog>
  );
}
