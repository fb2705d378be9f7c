/** The guide's own fields, under the guide's own names. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { emailFault } from "../../shared/forms/email.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { PasswordField } from "../../shared/forms/PasswordField.tsx";
import { Robot } from "../../shared/sign-in/Robot.tsx";
import { Strength } from "../../shared/sign-in/Strength.tsx";
import { passwordFault } from "../../shared/sign-in/strength.ts";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm, type Errors } from "../../shared/forms/useForm.ts";
import { PrivacyText } from "../../shared/legal/LegalTexts.tsx";
import { TermsText } from "../../shared/legal/TermsText.tsx";
import { useTown } from "../../shared/town.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { firstConnection as strings } from "../../strings/fr/sign-in/first-connection.ts";
import { forms } from "../../strings/fr/forms.ts";
import { legal } from "../../strings/fr/legal.ts";
import type { AwaitedCode } from "./ConfirmAddress.tsx";

/** Names the draft of this form: kept until the address is confirmed, since a mistyped one leads back here. */
export const profileDraft = "profil";

const order = [
  "familyCode",
  "lastName",
  "firstName",
  "email",
  "emailAgain",
  "password",
  "passwordAgain",
  "robot",
  "termsAccepted",
] as const;
type FieldName = (typeof order)[number];
export type Profile = Readonly<Record<FieldName, string>>;
export const emptyProfile: Profile = {
  familyCode: "",
  lastName: "",
  firstName: "",
  email: "",
  emailAgain: "",
  password: "",
  passwordAgain: "",
  robot: "",
  termsAccepted: "",
};

/** What an acquaintance would try first. */
const identityIn = ({ familyCode, lastName, firstName, email }: Profile): readonly string[] => [
  familyCode,
  lastName,
  firstName,
  email.split("@")[0] ?? "",
];

function check(values: Profile): Errors<FieldName> {
  const missing = Object.fromEntries(
    order.filter((field) => values[field].trim() === "").map((field) => [field, strings.missing[field]]),
  );
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  return {
    ...emailFault(values.email, strings.missing.email),
    ...passwordFault(values.password, identityIn(values), strings.missing.password),
    ...(values.emailAgain !== "" && !same(values.email, values.emailAgain) && { emailAgain: strings.differentEmails }),
    ...(values.passwordAgain !== "" &&
      values.password !== values.passwordAgain && { passwordAgain: strings.differentPasswords }),
    ...missing,
  };
}

interface Props {
  /** As it was sent, for whoever comes back to correct it. Passwords too: this page forgets them when it is left. */
  readonly typed: Profile;
  readonly onSent: (sent: AwaitedCode, typed: Profile) => void;
}

export function ProfileForm({ typed, onSent }: Props) {
  const town = useTown();
  const [reading, setReading] = useState(false);
  const form = useForm<FieldName>({
    name: profileDraft,
    keptAfterSending: true,
    // The robot's proof holds for one sending.
    initial: { ...typed, robot: "" },
    kept: ["familyCode", "lastName", "firstName", "email", "emailAgain"],
    check,
    submit: async (values) => {
      const { familyCode, detail } = await call("sign-in.activate", { body: values });
      onSent({ familyCode, email: values.email.trim(), code: "", detail }, values);
    },
  });
  const { values } = form;
  const name = { autocapitalize: "words", spellcheck: false, maxLength: 80 } as const;
  const email = {
    type: "email",
    inputMode: "email",
    autocomplete: "email",
    autocapitalize: "none",
    spellcheck: false,
    maxLength: 254,
  } as const;
  return (
    <section class="card">
      <form onSubmit={form.onSubmit} noValidate>
        <p class="muted">
          {strings.intro} {forms.allRequired}
        </p>
        <ErrorSummary form={form} order={order} />
        <Section title={strings.identity}>
          <Field
            form={form}
            field="familyCode"
            label={strings.familyCode}
            hint={strings.familyCodeHint}
            input={{ autocomplete: "username", autocapitalize: "characters", spellcheck: false, maxLength: 64 }}
            below={
              <a class="tap small" href="/absence-identifiant">
                {strings.noCode}
              </a>
            }
          />
        </Section>
        <Section title={strings.civil} hint={strings.civilHint}>
          <div class="pair">
            <Field
              form={form}
              field="lastName"
              label={strings.lastName}
              input={{ ...name, autocomplete: "family-name" }}
            />
            <Field
              form={form}
              field="firstName"
              label={strings.firstName}
              input={{ ...name, autocomplete: "given-name" }}
            />
          </div>
        </Section>
        <Section title={strings.emailSection}>
          <Field form={form} field="email" label={strings.email} hint={strings.emailHint} input={email} />
          <Field form={form} field="emailAgain" label={strings.emailAgain} input={email} />
        </Section>
        <Section title={strings.passwordSection}>
          <PasswordField
            form={form}
            field="password"
            label={strings.password}
            hint={strings.passwordHint}
            kind="new"
            below={<Strength password={values.password} identity={identityIn(values)} />}
          />
          <PasswordField form={form} field="passwordAgain" label={strings.passwordAgain} kind="new" />
        </Section>
        <Section title={strings.last}>
          <Robot form={form} field="robot" />
          <div>
            <button
              type="button"
              class="text-button"
              onClick={() => {
                setReading(true);
              }}
            >
              <Icon name="document" /> {strings.readTerms}
            </button>
            <CheckboxField form={form} field="termsAccepted" ticked={town.terms.version} required>
              {strings.terms}
            </CheckboxField>
          </div>
          <details class="privacy">
            <summary>{legal.privacy.title}</summary>
            <PrivacyText small />
          </details>
        </Section>
        <SubmitButton busy={form.busy} label={strings.submit} busyLabel={strings.busy} />
      </form>
      {reading && (
        <Dialog
          title={legal.terms.title}
          kind="wide"
          onClose={() => {
            setReading(false);
          }}
          footer={
            <>
              <button
                type="button"
                class="button ghost"
                onClick={() => {
                  setReading(false);
                }}
              >
                {legal.terms.close}
              </button>
              <button
                type="button"
                class="button"
                onClick={() => {
                  form.set("termsAccepted", town.terms.version);
                  setReading(false);
                }}
              >
                {legal.terms.accept}
              </button>
            </>
          }
        >
          <TermsText level={3} />
        </Dialog>
      )}
    </section>
  );
}

function Section({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <fieldset class="form-section">
      <legend>
        <h2>{title}</h2>
      </legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {children}
    </fieldset>
  );
}
