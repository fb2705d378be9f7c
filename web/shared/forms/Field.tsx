/** A text field: label above, hint before it, error with it, all tied together for screen readers. */
import type { ComponentChildren } from "preact";
import { forms as strings } from "../../strings/fr/forms.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Form } from "./useForm.ts";

/** What a field may ask of its input. */
interface InputSettings {
  readonly type?: "text" | "password" | "email" | "tel" | "date";
  readonly autocomplete?: string;
  readonly autocapitalize?: "none" | "words" | "characters";
  readonly inputMode?: "text" | "numeric" | "decimal" | "email" | "tel";
  readonly spellcheck?: boolean;
  readonly maxLength?: number;
}

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
  readonly label: string;
  readonly hint?: ComponentChildren | undefined;
  readonly optional?: boolean;
  readonly input?: InputSettings;
  /** Beside the input, inside its frame. */
  readonly after?: ComponentChildren;
  /** Under the input. */
  readonly below?: ComponentChildren | undefined;
}

/** Preact's types tell inputs apart by their `type`: one member of a union each, instead of a union as the type. */
const types = {
  text: { type: "text" },
  password: { type: "password" },
  email: { type: "email" },
  tel: { type: "tel" },
  date: { type: "date" },
} as const;

export const describedBy = (id: string, hint: boolean, error: boolean, more?: string): string | undefined =>
  [hint ? `${id}-hint` : "", error ? `${id}-error` : "", more ?? ""].filter(Boolean).join(" ") || undefined;

export function FieldError({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p class="field-error" id={`${id}-error`}>
      <Icon name="alert" size={18} /> {text}
    </p>
  );
}

export function Field<F extends string>({
  form,
  field,
  label,
  hint,
  optional = false,
  input = {},
  after,
  below,
}: Props<F>) {
  const id = form.idOf(field);
  const error = form.errors[field];
  return (
    <div class={error === undefined ? "field" : "field wrong"}>
      <label for={id}>
        {label}
        {optional && <span class="muted"> {strings.optional}</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={id} text={error} />
      <div class="input-frame">
        <input
          {...input}
          {...types[input.type ?? "text"]}
          id={id}
          name={field}
          value={form.values[field]}
          required={!optional}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(id, hint !== undefined, error !== undefined)}
          onInput={(event) => {
            form.set(field, event.currentTarget.value);
          }}
        />
        {after}
      </div>
      {below}
    </div>
  );
}
