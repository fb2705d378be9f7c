/** A box to tick. The whole sentence is its label. */
import type { ComponentChildren } from "preact";
import { describedBy, FieldError } from "./Field.tsx";
import type { Form } from "./useForm.ts";

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
  readonly children: ComponentChildren;
  readonly required?: boolean;
  /** Value of the field when the box is ticked; empty otherwise. */
  readonly ticked?: string;
}

export function CheckboxField<F extends string>({
  form,
  field,
  children,
  required = false,
  ticked = "true",
}: Props<F>) {
  const id = form.idOf(field);
  const error = form.errors[field];
  return (
    <div class={error === undefined ? "field" : "field wrong"}>
      <FieldError id={id} text={error} />
      <label class="tick" for={id}>
        <input
          type="checkbox"
          id={id}
          name={field}
          checked={form.values[field] !== ""}
          required={required}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(id, false, error !== undefined)}
          onChange={(event) => {
            form.set(field, event.currentTarget.checked ? ticked : "");
          }}
        />
        <span>{children}</span>
      </label>
    </div>
  );
}
