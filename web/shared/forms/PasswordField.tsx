/** A password, which can be shown: what one types on a phone is worth seeing. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { forms as strings } from "../../strings/fr/forms.ts";
import { Icon } from "../ui/Icon.tsx";
import { Field } from "./Field.tsx";
import type { Form } from "./useForm.ts";

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
  readonly label: string;
  readonly hint?: string;
  /** Tells password managers which one it is. */
  readonly kind: "current" | "new";
  readonly below?: ComponentChildren;
}

export function PasswordField<F extends string>({ form, field, label, hint, kind, below }: Props<F>) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      form={form}
      field={field}
      label={label}
      hint={hint}
      below={below}
      input={{
        type: shown ? "text" : "password",
        autocomplete: kind === "current" ? "current-password" : "new-password",
        autocapitalize: "none",
        spellcheck: false,
        maxLength: 256,
      }}
      after={
        <button
          type="button"
          class="icon-button in-field"
          aria-pressed={shown}
          aria-controls={form.idOf(field)}
          onClick={() => {
            setShown(!shown);
          }}
        >
          <Icon name={shown ? "eyeOff" : "eye"} />
          <span class="visually-hidden">{strings.showPassword(label)}</span>
        </button>
      }
    />
  );
}
