/** Second step of « Identification »: the code of the authenticator app. */
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import { secondStep as strings } from "../../strings/fr/sign-in/second-step.ts";
import { call } from "../api/index.ts";
import { CodeField } from "../forms/CodeField.tsx";
import { isCode } from "../forms/codes.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useFirstField } from "../forms/useFirstField.ts";
import { useForm } from "../forms/useForm.ts";
import { unlessExpired } from "./unlessExpired.ts";

interface Props {
  readonly onOpened: (view: SessionView) => void;
  readonly onExpired: (detail: string) => void;
  readonly onLost: () => void;
  readonly onRestart: () => void;
}

export function AppCodeStep({ onOpened, onExpired, onLost, onRestart }: Props) {
  const form = useForm({
    name: "code-application",
    initial: { code: "" },
    check: ({ code }) => (isCode(code) ? {} : { code: strings.missingCode }),
    submit: ({ code }) =>
      unlessExpired(async () => {
        onOpened(await call("sign-in.secondFactor", { body: { code } }));
      }, onExpired),
  });
  return (
    <form onSubmit={form.onSubmit} noValidate ref={useFirstField()}>
      <ErrorSummary form={form} order={["code"]} />
      <CodeField form={form} field="code" label={strings.code} hint={strings.codeHint} />
      <SubmitButton busy={form.busy} label={strings.submit} busyLabel={strings.busy} />
      <div class="links">
        <button type="button" class="text-button" onClick={onLost}>
          {strings.lost}
        </button>
        <button type="button" class="text-button" onClick={onRestart}>
          {strings.restart}
        </button>
      </div>
    </form>
  );
}
