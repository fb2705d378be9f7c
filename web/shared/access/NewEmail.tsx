/** First half of a change of address: the new one twice, and the password. */
import { access } from "../../strings/fr/access/own-access.ts";
import { firstConnection } from "../../strings/fr/sign-in/first-connection.ts";
import { call } from "../api/index.ts";
import { emailFault } from "../forms/email.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useFirstField } from "../forms/useFirstField.ts";
import { useForm } from "../forms/useForm.ts";
import { EditActions } from "../ui/EditCard.tsx";

const strings = access.email;
const input = {
  type: "email",
  autocomplete: "email",
  autocapitalize: "none",
  inputMode: "email",
  spellcheck: false,
  maxLength: 254,
} as const;

interface Props {
  readonly login: string;
  readonly onSent: (detail: string) => void;
  readonly onCancel: () => void;
}

export function NewEmail({ login, onSent, onCancel }: Props) {
  const form = useForm({
    name: `adresse-${login}`,
    initial: { email: "", emailAgain: "", password: "" },
    kept: ["email", "emailAgain"],
    check: ({ email, emailAgain, password }) => ({
      ...emailFault(email, strings.missing.email),
      ...(emailAgain.trim() === ""
        ? { emailAgain: strings.missing.emailAgain }
        : emailAgain.trim().toLowerCase() !== email.trim().toLowerCase() && {
            emailAgain: firstConnection.differentEmails,
          }),
      ...(password === "" && { password: strings.missing.password }),
    }),
    submit: async (body) => {
      const { detail } = await call("access.changeEmail", { body });
      onSent(detail);
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate ref={useFirstField()}>
      <ErrorSummary form={form} order={["email", "emailAgain", "password"]} />
      <div class="pair">
        <Field form={form} field="email" label={strings.fresh} hint={strings.freshHint} input={input} />
        <Field form={form} field="emailAgain" label={strings.again} input={input} />
      </div>
      <PasswordField form={form} field="password" label={strings.current} kind="current" />
      <EditActions busy={form.busy} label={strings.send} busyLabel={strings.sending} onCancel={onCancel} />
    </form>
  );
}
