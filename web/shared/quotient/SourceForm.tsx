/** The number at the CAF or the MSA, the identity that is asked by, and the consent without which nothing is kept. */
import type { ComponentChildren } from "preact";
import type { ReadSource } from "../../../functions/quotient/contract/source.ts";
import { funds, type Fund } from "../../../functions/quotient/rules/source.ts";
import { readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { CheckboxField } from "../forms/CheckboxField.tsx";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { Select } from "../forms/Select.tsx";
import { useForm, type Errors, type Form } from "../forms/useForm.ts";
import { EditActions } from "../ui/EditCard.tsx";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";

const identityFields = ["birthName", "firstNames", "birthDate", "sex", "birthPlace"] as const;
type IdentityField = (typeof identityFields)[number];
export type SourceField = "fund" | "number" | IdentityField | "consent" | "reason";
const order: readonly SourceField[] = ["fund", "number", ...identityFields, "consent", "reason"];
const sexes = ["F", "M"] as const;

type Values = Readonly<Record<SourceField, string>>;
const empty: Values = {
  fund: "",
  number: "",
  birthName: "",
  firstNames: "",
  birthDate: "",
  sex: "",
  birthPlace: "",
  consent: "",
  reason: "",
};

/** Whoever writes something of an identity writes all of it. */
const saysIdentity = (values: Values): boolean => identityFields.some((field) => values[field].trim() !== "");

function check(values: Values, canAsk: boolean): Errors<SourceField> {
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

/** What is given, as the API takes it. */
export interface GivenSource {
  readonly seen: number;
  readonly consent: string;
  readonly fund: Fund;
  readonly number?: string;
  readonly identity?: {
    readonly birthName: string;
    readonly firstNames: string;
    readonly birthDate: PlainDate;
    readonly sex: "F" | "M";
    readonly birthPlace: string;
  };
}

interface Props {
  readonly source: ReadSource;
  /** Names the draft. */
  readonly draft: string;
  readonly give: (given: GivenSource, reason: string) => Promise<unknown>;
  /** Whose word the box is: the family's own, or what staff says that it said. */
  readonly agree: string;
  /** Draws what staff says beside it; absent: the family's own form. */
  readonly reason?: {
    readonly check: (typed: string) => Errors<"reason">;
    readonly draw: (form: Form<SourceField>) => ComponentChildren;
  };
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

export function SourceForm({ source: { text, version, fund, canAsk }, draft, give, agree, reason, ...on }: Props) {
  const { onDone, onCancel } = on;
  const form = useForm<SourceField>({
    name: draft,
    initial: { ...empty, fund: fund ?? "" },
    kept: ["fund", "number", ...identityFields, "reason"],
    check: (values) => ({ ...check(values, canAsk), ...reason?.check(values.reason) }),
    serverFields: Object.fromEntries(identityFields.map((field) => [`identity.${field}`, field])),
    submit: async (values) => {
      const chosen = funds.find((one) => one === values.fund);
      const sex = sexes.find((one) => one === values.sex);
      const birthDate = readId("PlainDate", values.birthDate);
      // What is missing has been refused by `check`.
      if (!chosen) return;
      const { birthName, firstNames, birthPlace } = values;
      const given = {
        seen: version,
        consent: text.version,
        fund: chosen,
        ...(values.number.trim() === "" ? {} : { number: values.number }),
        ...(canAsk && saysIdentity(values) && sex && birthDate
          ? { identity: { birthName, firstNames, birthDate, sex, birthPlace } }
          : {}),
      };
      await give(given, values.reason.trim());
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
          {agree}
        </CheckboxField>
      </fieldset>
      {reason?.draw(form)}
      <EditActions busy={form.busy} label={strings.save} busyLabel={strings.saving} onCancel={onCancel} />
    </form>
  );
}
