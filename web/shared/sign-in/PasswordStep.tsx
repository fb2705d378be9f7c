/** First step of « Identification »: who, and the password. */
import { useState } from "preact/hooks";
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import { remember, signIn as strings } from "../../strings/fr/sign-in/sign-in.ts";
import { call } from "../api/index.ts";
import { Problem } from "../api/problem.ts";
import { CheckboxField } from "../forms/CheckboxField.tsx";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { Notice } from "../ui/Notice.tsx";
import { openSession } from "./openSession.ts";

/** Why someone is back at the password. */
export interface Word {
  readonly tone: "ok" | "wait";
  readonly text: string;
}

interface Props {
  /** Typed before, for who comes back from the second step. */
  readonly login: string;
  readonly loginHint: string | undefined;
  readonly role: SessionView["role"];
  readonly word: Word | null;
  readonly onOpened: (view: SessionView) => void;
  readonly onSecondStep: (login: string) => void;
}

const second = () =>
  new Promise<void>((done) => {
    setTimeout(done, 1000);
  });

export function PasswordStep({ login: typed, loginHint, role, word, onOpened, onSecondStep }: Props) {
  const [wait, setWait] = useState<number | null>(null);
  const form = useForm({
    name: "connexion",
    initial: { login: typed, password: "", remember: "" },
    kept: ["login"],
    check: ({ login, password }) => ({
      ...(login.trim() === "" && { login: strings.missingLogin }),
      ...(password === "" && { password: strings.missingPassword }),
    }),
    submit: async ({ login, password, remember: stay }) => {
      try {
        onOpened(
          await openSession(
            { call, onWait: setWait, second, random: Math.random },
            { login, password, remember: stay !== "" },
          ),
        );
      } catch (error) {
        if (!(error instanceof Problem) || !error.is("secondFactor.needed")) throw error;
        onSecondStep(login);
      }
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      {word && (
        <Notice tone={word.tone} live>
          <p>{word.text}</p>
        </Notice>
      )}
      <ErrorSummary form={form} order={["login", "password"]} instead={strings.instead} />
      <Field
        form={form}
        field="login"
        label={strings.login}
        hint={loginHint}
        input={{ autocomplete: "username", autocapitalize: "characters", spellcheck: false, maxLength: 64 }}
      />
      <PasswordField form={form} field="password" label={strings.password} kind="current" />
      {role === "guardian" && (
        <CheckboxField form={form} field="remember">
          {remember.label} <span class="muted small">{remember.hint}</span>
        </CheckboxField>
      )}
      <SubmitButton
        busy={form.busy}
        label={strings.submit}
        busyLabel={wait === null ? strings.busy : strings.waiting(wait)}
      />
    </form>
  );
}
