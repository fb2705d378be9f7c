/** One field of a file, asked for by its kind. */
import type { FieldView, SectionView } from "../../../functions/request/contract/file.ts";
import { Field } from "../forms/Field.tsx";
import { Select } from "../forms/Select.tsx";
import type { Form } from "../forms/useForm.ts";
import { fileFields as strings } from "../../strings/fr/request.ts";

interface Props {
  readonly form: Form<string>;
  readonly field: FieldView;
  readonly names: SectionView["names"];
}

const blank = { value: "", label: strings.choose };

export function FieldInput({ form, field, names }: Props) {
  const { id, label, hint, kind, required, choices = [] } = field;
  const optional = !required;
  switch (kind) {
    case "choice":
      return <Select form={form} field={id} label={label} optional={optional} options={[blank, ...choices]} />;
    case "yesNo":
      return (
        <Select
          form={form}
          field={id}
          label={label}
          options={[blank, { value: "true", label: strings.yes }, { value: "false", label: strings.no }]}
        />
      );
    case "links":
      return (
        <fieldset class="plain-set">
          <legend>{label}</legend>
          {Object.entries(names).map(([child, name]) => (
            <Select key={child} form={form} field={`${id}.${child}`} label={name} options={[blank, ...choices]} />
          ))}
        </fieldset>
      );
    case "address":
      return (
        <fieldset class="plain-set">
          <legend>{label}</legend>
          <Field
            form={form}
            field={`${id}.line1`}
            label={strings.street}
            input={{ autocomplete: "address-line1", maxLength: 80 }}
          />
          <Field
            form={form}
            field={`${id}.line2`}
            label={strings.more}
            optional
            input={{ autocomplete: "address-line2", maxLength: 80 }}
          />
          <Field
            form={form}
            field={`${id}.postcode`}
            label={strings.postcode}
            input={{ autocomplete: "postal-code", inputMode: "numeric", maxLength: 10 }}
          />
          <Field
            form={form}
            field={`${id}.town`}
            label={strings.town}
            input={{ autocomplete: "address-level2", maxLength: 60 }}
          />
        </fieldset>
      );
    case "phone":
      return (
        <Field
          form={form}
          field={id}
          label={label}
          hint={hint ?? strings.phoneHint}
          optional={optional}
          input={{ type: "tel", autocomplete: "off", inputMode: "tel", maxLength: 30 }}
        />
      );
    case "mail":
      return (
        <Field
          form={form}
          field={id}
          label={label}
          hint={hint}
          optional={optional}
          input={{ type: "email", autocomplete: "off", inputMode: "email", autocapitalize: "none", spellcheck: false }}
        />
      );
    case "amount":
    case "parts":
    case "count":
      return (
        <Field
          form={form}
          field={id}
          label={kind === "amount" ? strings.inEuros(label) : label}
          hint={hint}
          optional={optional}
          input={{ inputMode: kind === "count" ? "numeric" : "decimal", autocomplete: "off", maxLength: 16 }}
        />
      );
    case "date":
      return <Field form={form} field={id} label={label} hint={hint} optional={optional} input={{ type: "date" }} />;
    // A part whose fields are forms of their own is asked for by its subject's page.
    case "own":
      return null;
    case "text":
      return (
        <Field
          form={form}
          field={id}
          label={label}
          hint={hint}
          optional={optional}
          input={{ autocomplete: "off", maxLength: 200 }}
        />
      );
  }
}
