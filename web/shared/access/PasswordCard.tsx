/** A new password, against the old one. */
import { access } from "../../strings/fr/access/own-access.ts";
import { firstConnection } from "../../strings/fr/sign-in/first-connection.ts";
import { call } from "../api/index.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { PasswordField } from "../forms/PasswordField.tsx";
import { Strength } from "../sign-in/Strength.tsx";
import { passwordFault } from "../sign-in/strength.ts";
import { useFirstField } from "../forms/useFirstField.ts";
import { useForm } from "../forms/useForm.ts";
import { EditActions, EditCard, type Editing } from "../ui/EditCard.tsx";
import type { CardProps } from "./useAccess.ts";

const strings = access.password;

export function PasswordCard({ access: { login, email }, onChanged }: CardProps) {
  return (
    <EditCard title={strings.title} value={<span class="muted">{strings.value}</span>} action={strings.change}>
      {(editing) => <PasswordForm login={login} email={email ?? ""} editing={editing} onChanged={onChanged} />}
    </EditCard>
  );
}

interface FormProps {
  readonly login: string;
  readonly email: string;
  readonly editing: Editing;
  readonly onChanged: () => Promise<void>;
}

function PasswordForm({ login, email, editing, onChanged }: FormProps) {
  const form = useForm({
    name: "mot-de-passe",
    initial: { current: "", password: "", passwordAgain: "" },
    check: ({ current, password, passwordAgain }) => ({
      ...(current === "" && { current: strings.missing }),
      ...passwordFault(password, [login, email.split("@")[0] ?? ""], firstConnection.missing.password),
      ...(passwordAgain === ""
        ? { passwordAgain: firstConnection.missing.passwordAgain }
        : passwordAgain !== password && { passwordAgain: firstConnection.differentPasswords }),
    }),
    submit: async (body) => {
      await call("access.changePassword", { body });
      editing.finish(strings.done);
      await onChanged();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate ref={useFirstField()}>
      <ErrorSummary form={form} order={["current", "password", "passwordAgain"]} />
      {/* Tells password managers whose password changes. */}
      <input type="text" autocomplete="username" value={login} readOnly hidden />
      <PasswordField form={form} field="current" label={strings.current} kind="current" />
      <PasswordField
        form={form}
        field="password"
        label={strings.fresh}
        hint={firstConnection.passwordHint}
        kind="new"
        below={<Strength password={form.values.password} identity={[login, email.split("@")[0] ?? ""]} />}
      />
      <PasswordField form={form} field="passwordAgain" label={strings.again} kind="new" />
      <p class="small muted">{strings.warning}</p>
      <EditActions busy={form.busy} label={strings.change} busyLabel={access.saving} onCancel={editing.cancel} />
    </form>
  );
}
