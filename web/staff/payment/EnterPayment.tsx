/** Money that has come to the desk: for which invoices of an account, by which means, how much, when. */
import { useState } from "preact/hooks";
import type { DeskWallet, OpenInvoice } from "../../../functions/payment/contract/desk.ts";
import { deskMeans, enteredMeans } from "../../../functions/payment/rules/payment.ts";
import { readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { decimal, readEuros } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { desk as strings, payments } from "../../strings/fr/payment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import type { DeskDialog } from "./dialogs.ts";

interface Props extends DeskDialog {
  readonly invoices: readonly OpenInvoice[];
  readonly wallets: readonly DeskWallet[];
  readonly today: PlainDate;
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, one) => sum + one, 0);

export function EnterPayment({ code, invoices, wallets, today, onDone, onClose }: Props) {
  const accounts = [...new Map(invoices.map(({ accountId, accountName }) => [accountId, accountName]))];
  const [account, setAccount] = useState(accounts[0]?.[0]);
  const own = invoices.filter(({ accountId }) => accountId === account);
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = own.filter(({ number }) => !left.includes(number));
  const due = sumOf(chosen.map((one) => one.due));
  const cesu = sumOf(chosen.map((one) => one.cesu));
  const { balance = 0 } = wallets.find(({ accountId }) => accountId === account) ?? {};
  const form = useForm({
    name: "encaisser",
    initial: { means: "cash", amount: decimal(sumOf(own.map((one) => one.due))), on: today, reference: "" },
    check: ({ amount, on }) => ({
      ...((readEuros(amount) ?? 0) > 0 ? {} : { amount: strings.badAmount }),
      ...(readId("PlainDate", on) ? {} : { on: strings.badDate }),
      ...(chosen.length > 0 ? {} : { means: strings.choose }),
    }),
    submit: async (values) => {
      const [amount, on] = [readEuros(values.amount), readId("PlainDate", values.on)];
      const means = enteredMeans.find((one) => one === values.means);
      if (amount === null || !on || !means || account === undefined) return;
      const reference = values.reference.trim();
      const body = {
        accountId: account,
        periods: chosen.map(({ period }) => period),
        means,
        amount,
        on,
        ...(reference === "" ? {} : { reference }),
      };
      await sendOnce(["encaisser", code, body], (idempotencyKey) =>
        call("payment.enter", { params: { familyCode: code }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.saved(price(amount)));
      await onDone();
    },
  });
  const hints: Readonly<Record<string, string>> = {
    cesu: strings.cesuHint(price(cesu)),
    wallet: strings.walletHint(price(balance)),
  };
  return (
    <FormDialog
      form={form}
      order={["means", "amount", "on", "reference"]}
      title={strings.enterTitle}
      action={strings.save}
      onClose={onClose}
    >
      {accounts.length > 1 && (
        <div class="field">
          <label for="encaisser-compte">{strings.account}</label>
          <select
            id="encaisser-compte"
            value={account}
            onChange={({ currentTarget }) => {
              setAccount(accounts.find(([id]) => id === currentTarget.value)?.[0]);
            }}
          >
            {accounts.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <fieldset>
        <legend class="field-label">{strings.invoices}</legend>
        {own.map(({ number, period, due: rest }) => (
          <label class="tick" key={number}>
            <input
              type="checkbox"
              checked={!left.includes(number)}
              onChange={({ currentTarget }) => {
                setLeft(currentTarget.checked ? left.filter((one) => one !== number) : [...left, number]);
              }}
            />
            <span>{strings.invoice(capitalised(monthWords(period)), price(rest))}</span>
          </label>
        ))}
      </fieldset>
      <Select
        form={form}
        field="means"
        label={strings.means}
        options={(balance > 0 ? enteredMeans : deskMeans).map((value) => ({ value, label: payments.means[value] }))}
      />
      <Field
        form={form}
        field="amount"
        label={strings.amount}
        hint={hints[form.values.means] ?? strings.amountHint(price(due))}
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
