/** The mandate itself: what is signed, for whom, on which account. Nothing of a bank account is kept as a draft. */
import type { OwnMandates } from "../../../functions/direct-debit/contract/own.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { EditActions } from "../../shared/ui/EditCard.tsx";
import { mandate as words, ownDebit as strings } from "../../strings/fr/direct-debit.ts";

interface Props {
  readonly account: OwnMandates["accounts"][number];
  readonly debtor: string;
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

export function SignForm({ account, debtor, onDone, onCancel }: Props) {
  const { accountId, creditor, noticeDays, mandate } = account;
  const form = useForm({
    name: `mandat-${accountId}`,
    initial: { debtor, iban: "", bic: "", agreed: "" },
    check: (values) => ({
      ...(values.debtor.trim() === "" && { debtor: words.missing.debtor }),
      ...(values.iban.trim() === "" && { iban: words.missing.iban }),
      ...(values.agreed === "" && { agreed: words.missing.agreed }),
    }),
    submit: async ({ debtor: holder, iban, bic }) => {
      const body = {
        debtor: holder.trim(),
        iban,
        ...(bic.trim() === "" ? {} : { bic }),
        agreed: true as const,
      };
      await sendOnce(["mandat", accountId, body], (idempotencyKey) =>
        call("direct-debit.sign", { params: { accountId }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      await onDone();
    },
  });
  return (
    <form class="form-section" onSubmit={form.onSubmit} noValidate>
      <h3>{strings.formTitle}</h3>
      <ErrorSummary form={form} order={["debtor", "iban", "bic", "agreed"]} />
      <Field
        form={form}
        field="debtor"
        label={words.debtor}
        input={{ autocomplete: "name", autocapitalize: "words", spellcheck: false, maxLength: 70 }}
      />
      <Field
        form={form}
        field="iban"
        label={words.iban}
        hint={words.ibanHint}
        input={{ autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 45 }}
      />
      <Field
        form={form}
        field="bic"
        label={words.bic}
        hint={words.bicHint}
        optional
        input={{ autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 14 }}
      />
      {strings.text(creditor.name, creditor.id).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>{strings.notice(noticeDays)}</p>
      {mandate && mandate.standing !== "revoked" && <p>{strings.replaces(mandate.rum)}</p>}
      <CheckboxField form={form} field="agreed" required>
        {strings.agree}
      </CheckboxField>
      <EditActions busy={form.busy} label={strings.submit} busyLabel={strings.busy} onCancel={onCancel} />
    </form>
  );
}
