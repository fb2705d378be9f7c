/** A mandate that a family has signed on paper. */
import { readId, type CollectionAccountId, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { familyMandates as strings, mandate as words } from "../../strings/fr/direct-debit.ts";
import { FormDialog } from "../ui/FormDialog.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly accountId: CollectionAccountId;
  readonly today: PlainDate;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function EnterMandate({ code, accountId, today, onDone, onClose }: Props) {
  const form = useForm({
    name: "mandat-papier",
    initial: { debtor: "", iban: "", bic: "", signedOn: today },
    check: (values) => ({
      ...(values.debtor.trim() === "" && { debtor: words.missing.debtor }),
      ...(values.iban.trim() === "" && { iban: words.missing.iban }),
      ...(readId("PlainDate", values.signedOn) ? {} : { signedOn: words.missing.signedOn }),
    }),
    submit: async ({ debtor, iban, bic, signedOn }) => {
      const on = readId("PlainDate", signedOn);
      if (!on) return;
      const body = { debtor: debtor.trim(), iban, ...(bic.trim() === "" ? {} : { bic }), signedOn: on };
      await sendOnce(["mandat", code, accountId, body], (idempotencyKey) =>
        call("direct-debit.enter", {
          params: { familyCode: code, accountId },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(strings.saved);
      await onDone();
    },
  });
  const plain = { autocomplete: "off", spellcheck: false } as const;
  return (
    <FormDialog
      form={form}
      order={["debtor", "iban", "bic", "signedOn"]}
      title={strings.enterTitle}
      action={strings.save}
      onClose={onClose}
    >
      <p>{strings.enterText}</p>
      <Field form={form} field="debtor" label={words.debtor} input={{ ...plain, maxLength: 70 }} />
      <Field
        form={form}
        field="iban"
        label={words.iban}
        input={{ ...plain, autocapitalize: "characters", maxLength: 45 }}
      />
      <Field
        form={form}
        field="bic"
        label={words.bic}
        optional
        input={{ ...plain, autocapitalize: "characters", maxLength: 14 }}
      />
      <Field form={form} field="signedOn" label={strings.signedOn} input={{ type: "date" }} />
    </FormDialog>
  );
}
