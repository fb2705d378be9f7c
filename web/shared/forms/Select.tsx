/** A choice in a list, bound to a form like `Field`. */
import { forms as strings } from "../../strings/fr/forms.ts";
import { describedBy, FieldError } from "./Field.tsx";
import type { Form } from "./useForm.ts";

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
  readonly label: string;
  readonly optional?: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function Select<F extends string>({ form, field, label, optional = false, options }: Props<F>) {
  const id = form.idOf(field);
  const error = form.errors[field];
  return (
    <div class={error === undefined ? "field" : "field wrong"}>
      <label for={id}>
        {label}
        {optional && <span class="muted"> {strings.optional}</span>}
      </label>
      <FieldError id={id} text={error} />
      <select
        id={id}
        value={form.values[field]}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, false, error !== undefined)}
        onChange={(event) => {
          form.set(field, event.currentTarget.value);
        }}
      >
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
