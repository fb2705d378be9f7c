/** « Identification »: the same form on both sites. */
import { useState } from "preact/hooks";
import type { SessionView } from "../../../functions/contract/session.ts";
import { remember, signIn as strings } from "../../strings/fr/account.ts";
import { call } from "../api/index.ts";
import { CheckboxField } from "../forms/CheckboxField.tsx";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { sessionOpened } from "../session.ts";
import { openSession } from "./openSession.ts";

interface Props {
  readonly loginHint?: string;
  readonly role: SessionView["role"];
  /** Signed in with the other site's role: where that person belongs. */
  readonly onElsewhere: (view: SessionView) => void;
}

const second = () => new Promise<void>((done) => { setTimeout(done, 1000); });

export function SignInForm({ loginHint, role, onElsewhere }: Props) {
  const [wait, setWait] = useState<number | null>(null);
  const form = useForm({
    name: "connexion",
    initial: { login: "", password: "", remember: "" },
    kept: ["login"],
    check: ({ login, password }) => ({
      ...(login.trim() === "" && { login: strings.missingLogin }),
      ...(password === "" && { password: strings.missingPassword }),
    }),
    submit: async ({ login, password, remember: stay }) => {
      const view = await openSession({ call, onWait: setWait, second, random: Math.random }, { login, password, remember: stay !== "" });
      if (view.role === role) sessionOpened(view);
      else onElsewhere(view);
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["login", "password"]} />
      <Field form={form} field="login" label={strings.login} hint={loginHint}
        input={{ autocomplete: "username", autocapitalize: "characters", spellcheck: false, maxLength: 64 }} />
      <PasswordField form={form} field="password" label={strings.password} kind="current" />
      {role === "guardian" && (
        <CheckboxField form={form} field="remember">{remember.label} <span class="muted small">{remember.hint}</span></CheckboxField>
      )}
      <SubmitButton busy={form.busy} label={strings.submit} busyLabel={wait === null ? strings.busy : strings.waiting(wait)} />
    </form>
  );
}
