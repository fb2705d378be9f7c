/** The number at the CAF or the MSA, the identity that is asked by, and the consent without which nothing is kept. */
import type { OwnSource } from "../../../functions/quotient/contract/source.ts";
import { funds } from "../../../functions/quotient/rules/source.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm, type Errors } from "../../shared/forms/useForm.ts";
import { EditActions } from "../../shared/ui/EditCard.tsx";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";

const identityFields = ["birthName", "firstNames", "birthDate", "sex", "birthPlace"] as const;
type IdentityField = (typeof identityFields)[number];
type FieldName = "fund" | "number" | IdentityField | "consent";
const order: readonly FieldName[] = ["fund", "number", ...identityFields, "consent"];
const sexes = ["F", "M"] as const;

type Values = Readonly<Record<FieldName, string>>;
const empty: Values = {
  fund: "",
  number: "",
  birthName: "",
  firstNames: "",
  birthDate: "",
  sex: "",
  birthPlace: "",
  consent: "",
};

/** Whoever writes something of an identity writes all of it. */
const saysIdentity = (values: Values): boolean => identityFields.some((field) => values[field].trim() !== "");

function check(values: Values, canAsk: boolean): Errors<FieldName> {
  const identity = canAsk && saysIdentity(values);
  const missing = identity ? identityFields.filter((field) => values[field].trim() === "") : [];
  return {
    ...(values.fund === "" && { fund: strings.missing.fund }),
    ...(values.number.trim() === "" &&
      !identity && { number: canAsk ? strings.missing.either : strings.missing.number }),
    ...Object.fromEntries(missing.map((field) => [field, strings.missing[field]])),
    ...(values.consent === "" && { consent: strings.missing.consent }),
  };
}

/** Names the draft. */
export const sourceDraft = "caisse";

interface Props {
  readonly source: OwnSource;
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

export function SourceForm({ source: { text, version, fund, canAsk }, onDone, onCancel }: Props) {
  const form = useForm<FieldName>({
    name: sourceDraft,
    initial: { ...empty, fund: fund ?? "" },
    kept: ["fund", "number", ...identityFields],
    check: (values) => check(values, canAsk),
    serverFields: Object.fromEntries(identityFields.map((field) => [`identity.${field}`, field])),
    submit: async (values) => {
      const chosen = funds.find((one) => one === values.fund);
      const sex = sexes.find((one) => one === values.sex);
      const birthDate = readId("PlainDate", values.birthDate);
      // What is missing has been refused by `check`.
      if (!chosen) return;
      const { birthName, firstNames, birthPlace } = values;
      await call("quotient.giveSource", {
        body: {
          seen: version,
          consent: text.version,
          fund: chosen,
          ...(values.number.trim() === "" ? {} : { number: values.number }),
          ...(canAsk && saysIdentity(values) && sex && birthDate
            ? { identity: { birthName, firstNames, birthDate, sex, birthPlace } }
            : {}),
        },
      });
      await onDone();
    },
  });
  const name = { autocomplete: "off", autocapitalize: "words", spellcheck: false, maxLength: 80 } as const;
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={order} />
      <Select
        form={form}
        field="fund"
        label={strings.fund}
        options={[
          { value: "", label: strings.choose },
          ...funds.map((one) => ({ value: one, label: strings.funds[one] })),
        ]}
      />
      <Field
        form={form}
        field="number"
        label={strings.number}
        hint={strings.numberHint}
        optional={canAsk}
        input={{ inputMode: "numeric", autocomplete: "off", maxLength: 16 }}
      />
      {canAsk && (
        <fieldset class="form-section">
          <legend>
            <h3>{strings.identity}</h3>
          </legend>
          <p class="hint">{strings.identityHint}</p>
          <Field form={form} field="birthName" label={strings.birthName} optional input={name} />
          <Field
            form={form}
            field="firstNames"
            label={strings.firstNames}
            hint={strings.firstNamesHint}
            optional
            input={name}
          />
          <Field form={form} field="birthDate" label={strings.birthDate} optional input={{ type: "date" }} />
          <Select
            form={form}
            field="sex"
            label={strings.sex}
            options={[
              { value: "", label: strings.choose },
              ...sexes.map((one) => ({ value: one, label: strings.sexes[one] })),
            ]}
          />
          <Field
            form={form}
            field="birthPlace"
            label={strings.birthPlace}
            hint={strings.birthPlaceHint}
            optional
            input={{ autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 5 }}
          />
        </fieldset>
      )}
      <fieldset class="form-section">
        <legend>
          <h3>{strings.consentTitle}</h3>
        </legend>
        {text.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <CheckboxField form={form} field="consent" required>
          {strings.consent}
        </CheckboxField>
      </fieldset>
      <EditActions busy={form.busy} label={strings.save} busyLabel={strings.saving} onCancel={onCancel} />
    </form>
  );
}
