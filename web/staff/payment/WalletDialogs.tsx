/** Money put into a family's wallet at the desk, and given back from it. */
import type { DeskWallet } from "../../../functions/payment/contract/desk.ts";
import { walletMeans } from "../../../functions/payment/rules/payment.ts";
import { readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { decimal, readEuros } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { price } from "../../shared/format/euros.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { desk as strings, payments } from "../../strings/fr/payment.ts";
import { deskWallet as words } from "../../strings/fr/wallet.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { DeskDialog } from "./dialogs.ts";

interface Props extends DeskDialog {
  readonly wallet: DeskWallet;
}

const means = walletMeans.map((value) => ({ value, label: payments.means[value] }));
const meansOf = (typed: string) => walletMeans.find((one) => one === typed);
const badAmount = (amount: string) => ((readEuros(amount) ?? 0) > 0 ? {} : { amount: strings.badAmount });

export function TopUpDialog({
  code,
  wallet: { accountId, room },
  today,
  onDone,
  onClose,
}: Props & { readonly today: PlainDate }) {
  const form = useForm({
    name: "verser",
    initial: { means: "cash", amount: "", on: today, reference: "" },
    check: ({ amount, on }) => ({
      ...badAmount(amount),
      ...(readId("PlainDate", on) ? {} : { on: strings.badDate }),
    }),
    submit: async (values) => {
      const [amount, on, by] = [readEuros(values.amount), readId("PlainDate", values.on), meansOf(values.means)];
      if (amount === null || !on || !by) return;
      const reference = values.reference.trim();
      const body = { means: by, amount, on, ...(reference === "" ? {} : { reference }) };
      await sendOnce(["verser", code, accountId, body], (idempotencyKey) =>
        call("payment.topUp", {
          params: { familyCode: code, accountId },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(words.toppedUp(price(amount)));
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["means", "amount", "on", "reference"]}
      title={words.topUpTitle}
      action={words.topUp}
      onClose={onClose}
    >
      <Select form={form} field="means" label={strings.means} options={means} />
      <Field
        form={form}
        field="amount"
        label={strings.amount}
        hint={words.topUpHint(price(room ?? 0))}
        input={{ autocomplete: "off" }}
      />
      <Field form={form} field="on" label={strings.on} input={{ type: "date" }} />
      <Field
        form={form}
        field="reference"
        label={strings.reference}
        optional
        input={{ autocomplete: "off", maxLength: 60 }}
      />
    </FormDialog>
  );
}

export function GiveBackDialog({ code, wallet: { accountId, balance }, onDone, onClose }: Props) {
  const form = useForm({
    name: "rendre",
    initial: { means: "transfer", amount: decimal(balance), reason: "" },
    check: ({ amount, reason }) => ({ ...badAmount(amount), ...missingReason(reason) }),
    submit: async (values) => {
      const [amount, by] = [readEuros(values.amount), meansOf(values.means)];
      if (amount === null || !by) return;
      const body = { means: by, amount, reason: values.reason.trim() };
      await sendOnce(["rendre", code, accountId, body], (idempotencyKey) =>
        call("payment.giveBack", {
          params: { familyCode: code, accountId },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(words.givenBack(price(amount)));
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["means", "amount", "reason"]}
      title={words.giveBackTitle}
      action={words.giveBack}
      onClose={onClose}
    >
      <Select form={form} field="means" label={strings.means} options={means} />
      <Field
        form={form}
        field="amount"
        label={strings.amount}
        hint={words.giveBackHint(price(balance))}
        input={{ autocomplete: "off" }}
      />
      <ReasonField form={form} field="reason" hint={words.giveBackReason} />
    </FormDialog>
  );
}
