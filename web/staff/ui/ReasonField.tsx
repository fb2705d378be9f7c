/** Why: kept with what was done, in the words of who did it. */
import { Field } from "../../shared/forms/Field.tsx";
import type { Form } from "../../shared/forms/useForm.ts";
import { reason as strings } from "../../strings/fr/ui.ts";

/** As the contract has it. */
const shortest = 3;
export const longest = 300;

export const missingReason = (reason: string): { readonly reason?: string } =>
  reason.trim().length >= shortest ? {} : { reason: strings.missing };

export const ReasonField = <F extends string>({
  form,
  field,
  hint,
}: {
  readonly form: Form<F>;
  readonly field: F;
  readonly hint: string;
}) => (
  <Field
    form={form}
    field={field}
    label={strings.label}
    hint={hint}
    input={{ autocomplete: "off", maxLength: longest }}
  />
);
