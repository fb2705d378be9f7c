/** The app's first code proves that it holds the secret. */
import { call } from "../../shared/api/index.ts";
import { CodeField } from "../../shared/forms/CodeField.tsx";
import { isCode } from "../../shared/forms/codes.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { sessionOpened } from "../../shared/session/session.ts";
import { enrol as strings } from "../../strings/fr/access/second-factor.ts";
import { recoveryCodes } from "./recoveryCodes.ts";

export function ConfirmApp() {
  const form = useForm({
    name: "activation-application",
    initial: { code: "" },
    check: ({ code }) => (isCode(code) ? {} : { code: strings.missingCode }),
    submit: async (body) => {
      const { recoveryCodes: codes, session } = await call("access.confirmSecondFactor", { body });
      recoveryCodes.set(codes);
      sessionOpened(session);
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["code"]} />
      <CodeField form={form} field="code" label={strings.code} hint={strings.codeHint} />
      <SubmitButton busy={form.busy} label={strings.submit} busyLabel={strings.busy} />
    </form>
  );
}
