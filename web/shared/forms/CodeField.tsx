/** Six digits: from a mail or an authenticator app. Phones and password managers offer them by themselves. */
import { Field } from "./Field.tsx";
import type { Form } from "./useForm.ts";

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
  readonly label: string;
  readonly hint?: string;
}

export function CodeField<F extends string>({ form, field, label, hint }: Props<F>) {
  return (
    <div class="code-input">
      <Field
        form={form}
        field={field}
        label={label}
        hint={hint}
        input={{ autocomplete: "one-time-code", inputMode: "numeric", maxLength: 16, spellcheck: false }}
      />
    </div>
  );
}
