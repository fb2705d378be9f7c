/** The phone of the adult who is signed in, as their file has it. */
import { access } from "../../strings/fr/access/own-access.ts";
import { call } from "../api/index.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { useFirstField } from "../forms/useFirstField.ts";
import { useForm } from "../forms/useForm.ts";
import { phoneNumber } from "../format/text.ts";
import { EditActions, EditCard, type Editing } from "../ui/EditCard.tsx";
import type { CardProps } from "./useAccess.ts";

const strings = access.phone;

export function PhoneCard({ access: { login, phone }, onChanged }: CardProps) {
  return (
    <EditCard
      title={strings.title}
      value={phone === null ? <span class="muted">{strings.none}</span> : phoneNumber(phone)}
      hint={strings.hint}
      action={strings.change}
    >
      {(editing) => <PhoneForm login={login} phone={phone ?? ""} editing={editing} onChanged={onChanged} />}
    </EditCard>
  );
}

interface FormProps {
  readonly login: string;
  readonly phone: string;
  readonly editing: Editing;
  readonly onChanged: () => Promise<void>;
}

function PhoneForm({ login, phone, editing, onChanged }: FormProps) {
  const form = useForm({
    name: `telephone-${login}`,
    initial: { phone: phoneNumber(phone).replaceAll("\u00a0", " ") },
    kept: ["phone"],
    check: () => ({}),
    submit: async (body) => {
      await call("access.changePhone", { body });
      editing.finish(strings.done);
      await onChanged();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate ref={useFirstField()}>
      <ErrorSummary form={form} order={["phone"]} />
      <Field
        form={form}
        field="phone"
        label={strings.label}
        hint={strings.labelHint}
        optional
        input={{ type: "tel", autocomplete: "tel", inputMode: "tel", maxLength: 24 }}
      />
      <EditActions busy={form.busy} label={access.save} busyLabel={access.saving} onCancel={editing.cancel} />
    </form>
  );
}
