/** « Mot de passe oublié », for families and staff alike: ask for a code, then choose a new password with it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { confirmAddress, firstConnection } from "../../strings/fr/sign-in/first-connection.ts";
import { forgottenPassword as strings } from "../../strings/fr/sign-in/forgotten-password.ts";
import { signIn } from "../../strings/fr/sign-in/sign-in.ts";
import { call } from "../api/index.ts";
import { keepDraft } from "../drafts.ts";
import { leaveWord } from "../flash.ts";
import { CodeField } from "../forms/CodeField.tsx";
import { digitsOf, isCode } from "../forms/codes.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { navigate, turnPage } from "../router.ts";
import { PageHead, type Crumb } from "../shell/PageHead.tsx";
import { Notice } from "../ui/Notice.tsx";
import { takeMailedLink, takeMailedLogin } from "./mailedLink.ts";
import { Robot } from "./Robot.tsx";
import { Strength } from "./Strength.tsx";
import { passwordFault } from "./strength.ts";

interface Props {
  /** The sign-in page, where this ends. */
  readonly home: Crumb & { readonly href: string };
  /** For whoever receives no code. */
  readonly help: ComponentChildren;
}

export function ForgottenPassword({ home, help }: Props) {
  const [link] = useState(takeMailedLink);
  const [login, setLogin] = useState<string | null>(link ? link.login : null);
  const [detail, setDetail] = useState<string | null>(null);
  const [known, setKnown] = useState(takeMailedLogin);
  return (
    <div class="narrow stack">
      <PageHead
        title={link ? strings.linkTitle : strings.title}
        home={home}
        // Each step arrives as a page does: its title takes the focus.
        key={login === null ? "asks" : "chooses"}
      />
      <section class="card">
        {login === null ? (
          <AskForCode
            known={known}
            onAsked={(asked, said) => {
              turnPage();
              setLogin(asked);
              setKnown(asked);
              setDetail(said);
            }}
          />
        ) : (
          <ChooseAgain
            login={login}
            code={link && link.login === login ? link.code : ""}
            detail={detail}
            home={home.href}
            help={help}
            onRestart={() => {
              turnPage();
              setLogin(null);
            }}
          />
        )}
      </section>
    </div>
  );
}

interface AskProps {
  /** Told by the mail's link; empty: to be typed. */
  readonly known: string;
  readonly onAsked: (login: string, detail: string) => void;
}

function AskForCode({ known, onAsked }: AskProps) {
  const form = useForm({
    name: "oubli",
    initial: { login: known, robot: "" },
    kept: known === "" ? ["login"] : [],
    check: ({ login, robot }) => ({
      ...(login.trim() === "" && { login: signIn.missingLogin }),
      ...(robot === "" && { robot: firstConnection.missing.robot }),
    }),
    submit: async ({ login, robot }) => {
      const { detail } = await call("sign-in.forgotPassword", { body: { login, robot } });
      onAsked(login, detail);
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <p>{strings.intro}</p>
      <ErrorSummary form={form} order={["login", "robot"]} />
      <Field
        form={form}
        field="login"
        label={signIn.login}
        input={{ autocomplete: "username", autocapitalize: "characters", spellcheck: false, maxLength: 64 }}
      />
      <Robot form={form} field="robot" />
      <SubmitButton busy={form.busy} label={strings.submit} busyLabel={strings.busy} />
    </form>
  );
}

interface ChooseProps {
  readonly login: string;
  readonly code: string;
  readonly detail: string | null;
  readonly home: string;
  readonly help: ComponentChildren;
  readonly onRestart: () => void;
}

function ChooseAgain({ login, code, detail, home, help, onRestart }: ChooseProps) {
  const form = useForm({
    name: "nouveau-mot-de-passe",
    initial: { login, code, password: "", passwordAgain: "" },
    check: (values) => ({
      ...(values.login.trim() === "" && { login: signIn.missingLogin }),
      ...(!isCode(values.code) && { code: confirmAddress.missingCode }),
      ...passwordFault(values.password, [values.login], firstConnection.missing.password),
      ...(values.passwordAgain === ""
        ? { passwordAgain: firstConnection.missing.passwordAgain }
        : values.passwordAgain !== values.password && { passwordAgain: firstConnection.differentPasswords }),
    }),
    submit: async (values) => {
      await call("sign-in.resetPassword", { body: { ...values, code: digitsOf(values.code) } });
      keepDraft("connexion", { login: values.login });
      leaveWord(strings.done);
      navigate(home);
    },
  });
  const fields = (
    <form onSubmit={form.onSubmit} noValidate>
      <Notice tone="info" title={strings.codeTitle} live>
        <p>{code === "" ? (detail ?? strings.codeIntro) : strings.codeFilled}</p>
      </Notice>
      <ErrorSummary
        form={form}
        order={["login", "code", "password", "passwordAgain"]}
        instead={confirmAddress.instead}
      />
      <Field
        form={form}
        field="login"
        label={signIn.login}
        input={{ autocomplete: "username", autocapitalize: "characters", spellcheck: false, maxLength: 64 }}
      />
      <CodeField form={form} field="code" label={strings.code} hint={confirmAddress.codeHint} />
      <PasswordField
        form={form}
        field="password"
        label={strings.newPassword}
        hint={firstConnection.passwordHint}
        kind="new"
        below={<Strength password={form.values.password} identity={[form.values.login]} />}
      />
      <PasswordField form={form} field="passwordAgain" label={strings.again} kind="new" />
      <SubmitButton busy={form.busy} label={strings.change} busyLabel={strings.changing} />
      <button type="button" class="text-button" onClick={onRestart}>
        {strings.restart}
      </button>
    </form>
  );
  // By the mail's link the code is here: nothing more is on its way.
  return code === "" ? (
    <div class="stack">
      {fields}
      <hr />
      {help}
    </div>
  ) : (
    fields
  );
}
