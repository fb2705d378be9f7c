/** Name and address of somebody who is invited. */
import { Field } from "../../shared/forms/Field.tsx";
import type { Form } from "../../shared/forms/useForm.ts";
import { staffMembers } from "../../strings/fr/access/staff-members.ts";

const strings = staffMembers.invite;

interface Props<F extends string> {
  readonly form: Form<F | "displayName" | "email">;
}

export const NameField = <F extends string>({ form }: Props<F>) => (
  <Field
    form={form}
    field="displayName"
    label={strings.displayName}
    hint={strings.displayNameHint}
    input={{ autocomplete: "off", autocapitalize: "words", spellcheck: false, maxLength: 80 }}
  />
);

export const AddressField = <F extends string>({ form }: Props<F>) => (
  <Field
    form={form}
    field="email"
    label={strings.email}
    input={{
      type: "email",
      autocomplete: "off",
      autocapitalize: "none",
      inputMode: "email",
      spellcheck: false,
      maxLength: 254,
    }}
  />
);
