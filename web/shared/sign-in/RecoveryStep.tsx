/** Second step without the phone: a recovery code, after which the app is to be set up anew. */
import { secondStep as strings } from "../../strings/fr/sign-in/second-step.ts";
import { call } from "../api/index.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useFirstField } from "../forms/useFirstField.ts";
import { useForm } from "../forms/useForm.ts";
import { unlessExpired } from "./unlessExpired.ts";

interface Props {
  readonly onDone: () => void;
  readonly onExpired: (detail: string) => void;
  readonly onBack: () => void;
}

export function RecoveryStep({ onDone, onExpired, onBack }: Props) {
  const form = useForm({
    name: "code-de-secours",
    initial: { recoveryCode: "" },
    check: ({ recoveryCode }) => (recoveryCode.trim() === "" ? { recoveryCode: strings.missingRecovery } : {}),
    submit: (body) =>
      unlessExpired(async () => {
        await call("sign-in.recover", { body });
        onDone();
      }, onExpired),
  });
  return (
    <form onSubmit={form.onSubmit} noValidate ref={useFirstField()}>
      <p>{strings.recoveryIntro}</p>
      <ErrorSummary form={form} order={["recoveryCode"]} />
      <Field
        form={form}
        field="recoveryCode"
        label={strings.recovery}
        hint={strings.recoveryHint}
        input={{ autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 40 }}
      />
      <SubmitButton busy={form.busy} label={strings.recover} busyLabel={strings.busy} />
      <p class="small muted">{strings.noRecovery}</p>
      <div class="links">
        <button type="button" class="text-button" onClick={onBack}>
          {strings.backToCode}
        </button>
      </div>
    </form>
  );
}
