/** Six digits: from a mail or an authenticator app. Phones and password managers offer them by themselves. */
import { Field } from "./Field.tsx";
import type { Form } from "./useForm.ts";

/** The digits of a code as typed: apps and mails print them in two groups. */
export const digitsOf = (typed: string): string => typed.replace(/\s/gu, "");
/** Enough to be worth sending. */
export const isCode = (typed: string): boolean => /^\d{6}$/u.test(digitsOf(typed));

interface Props<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
  readonly label: string;
  readonly hint: string;
}

export function CodeField<F extends string>({ form, field, label, hint }: Props<F>) {
  return (
    <div class="code-input">
      <Field form={form} field={field} label={label} hint={hint} input={{ autocomplete: "one-time-code", inputMode: "numeric", maxLength: 7, spellcheck: false }} />
    </div>
  );
}
