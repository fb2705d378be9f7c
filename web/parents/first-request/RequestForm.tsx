/** Who the family is, where it lives, who its children are. Whatever is typed survives a reload. */
import type { ComponentChildren } from "preact";
import { call } from "../../shared/api/index.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm, type Form } from "../../shared/forms/useForm.ts";
import { PrivacyText } from "../../shared/legal/LegalTexts.tsx";
import { Robot } from "../../shared/sign-in/Robot.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { firstRequest as strings } from "../../strings/fr/first-request.ts";
import { legal } from "../../strings/fr/legal.ts";
import {
  adultsIn,
  bodyOf,
  check,
  childRanks,
  childrenIn,
  emptyValues,
  kept,
  order,
  whoseIs,
  type AdultRank,
  type ChildRank,
  type FieldName,
} from "./fields.ts";
import type { SentRequest } from "./sent.ts";

/** Names the draft. */
export const requestDraft = "premiere-demande";

const nameInput = { autocapitalize: "words", spellcheck: false, maxLength: 80 } as const;
const emailInput = {
  type: "email",
  inputMode: "email",
  autocomplete: "email",
  autocapitalize: "none",
  spellcheck: false,
  maxLength: 254,
} as const;

export function RequestForm({ onSent }: { readonly onSent: (sent: SentRequest) => void }) {
  const form = useForm<FieldName>({
    name: requestDraft,
    keptAfterSending: true,
    initial: emptyValues(),
    kept,
    check,
    submit: async (values) => {
      const { requestId, proof } = await call("first-request.send", { body: bodyOf(values) });
      onSent({ requestId, proof, email: values.email.trim() });
    },
  });
  const { values } = form;
  const [children, adults] = [childrenIn(values), adultsIn(values)];
  return (
    <section class="card">
      <form onSubmit={form.onSubmit} noValidate>
        <p class="muted">{strings.intro}</p>
        <ErrorSummary form={form} order={order} whose={whoseIs} />
        {adults.map((rank) => (
          <AdultFields key={rank} form={form} rank={rank} />
        ))}
        <p>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              form.set("adultCount", adults.length === 1 ? "2" : "1");
            }}
          >
            {adults.length === 1 ? strings.addAdult : strings.removeAdult}
          </button>
        </p>
        <Section title={strings.address}>
          <Field
            form={form}
            field="address.lines.0"
            label={strings.line1}
            input={{ autocomplete: "address-line1", maxLength: 80 }}
          />
          <Field
            form={form}
            field="address.lines.1"
            label={strings.line2}
            optional
            input={{ autocomplete: "address-line2", maxLength: 80 }}
          />
          <div class="pair">
            <Field
              form={form}
              field="address.postcode"
              label={strings.postcode}
              input={{ autocomplete: "postal-code", inputMode: "numeric", maxLength: 5 }}
            />
            <Field
              form={form}
              field="address.town"
              label={strings.town}
              input={{ autocomplete: "address-level2", maxLength: 60 }}
            />
          </div>
        </Section>
        {children.map((rank) => (
          <ChildFields key={rank} form={form} rank={rank} />
        ))}
        <p class="row">
          {children.length < childRanks.length && (
            <button
              type="button"
              class="button ghost"
              onClick={() => {
                form.set("childCount", String(children.length + 1));
              }}
            >
              <Icon name="family" /> {strings.addChild}
            </button>
          )}
          {children.length > 1 && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                form.set("childCount", String(children.length - 1));
              }}
            >
              {strings.removeChild(children.length)}
            </button>
          )}
        </p>
        <Section title={strings.last}>
          <Field
            form={form}
            field="message"
            label={strings.message}
            hint={strings.messageHint}
            optional
            input={{ autocomplete: "off", maxLength: 1000 }}
          />
          <Robot form={form} field="robot" />
          <details class="privacy">
            <summary>{legal.privacy.title}</summary>
            <PrivacyText small />
          </details>
        </Section>
        <SubmitButton busy={form.busy} label={strings.submit} busyLabel={strings.busy} />
      </form>
    </section>
  );
}

interface FieldsProps<R> {
  readonly form: Form<FieldName>;
  readonly rank: R;
}

function AdultFields({ form, rank }: FieldsProps<AdultRank>) {
  const first = rank === "0";
  const own = (name: string): string => (first ? name : "off");
  return (
    <Section title={strings.adult(Number(rank) + 1)} {...(first ? { hint: strings.adultHint } : {})}>
      <Select
        form={form}
        field={`adults.${rank}.title`}
        label={strings.civility}
        options={(["", "Mme", "M."] as const).map((value) => ({ value, label: strings.titles[value] }))}
      />
      <div class="pair">
        <Field
          form={form}
          field={`adults.${rank}.lastName`}
          label={strings.lastName}
          input={{ ...nameInput, autocomplete: own("family-name") }}
        />
        <Field
          form={form}
          field={`adults.${rank}.firstName`}
          label={strings.firstName}
          input={{ ...nameInput, autocomplete: own("given-name") }}
        />
      </div>
      <Field
        form={form}
        field={`adults.${rank}.phone`}
        label={strings.phone}
        {...(first ? { hint: strings.phoneHint } : {})}
        optional
        input={{ type: "tel", inputMode: "tel", autocomplete: own("tel"), maxLength: 24 }}
      />
      {first ? (
        <>
          <Field form={form} field="email" label={strings.email} hint={strings.emailHint} input={emailInput} />
          <Field form={form} field="emailAgain" label={strings.emailAgain} input={emailInput} />
        </>
      ) : (
        <Field
          form={form}
          field={`adults.${rank}.email`}
          label={strings.email}
          optional
          input={{ ...emailInput, autocomplete: "off" }}
        />
      )}
    </Section>
  );
}

const ChildFields = ({ form, rank }: FieldsProps<ChildRank>) => (
  <Section title={strings.child(Number(rank) + 1)}>
    <div class="pair">
      <Field
        form={form}
        field={`children.${rank}.lastName`}
        label={strings.lastName}
        input={{ ...nameInput, autocomplete: "off" }}
      />
      <Field
        form={form}
        field={`children.${rank}.firstName`}
        label={strings.firstName}
        input={{ ...nameInput, autocomplete: "off" }}
      />
    </div>
    <Field
      form={form}
      field={`children.${rank}.birthDate`}
      label={strings.birthDate}
      input={{ type: "date", autocomplete: "off" }}
    />
    <div class="pair">
      <Field
        form={form}
        field={`children.${rank}.school`}
        label={strings.school}
        optional
        input={{ autocomplete: "off", maxLength: 80 }}
      />
      <Field
        form={form}
        field={`children.${rank}.grade`}
        label={strings.grade}
        hint={strings.gradeHint}
        optional
        input={{ autocomplete: "off", maxLength: 20 }}
      />
    </div>
  </Section>
);

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

const Section = ({ title, hint, children }: SectionProps) => (
  <fieldset class="form-section">
    <legend>
      <h2>{title}</h2>
    </legend>
    {hint !== undefined && <p class="hint">{hint}</p>}
    {children}
  </fieldset>
);
