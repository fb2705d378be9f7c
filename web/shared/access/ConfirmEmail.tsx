/** Second half of a change of address: the code that the new one received. */
import { access } from "../../strings/fr/access/own-access.ts";
import { confirmAddress } from "../../strings/fr/sign-in/first-connection.ts";
import { call } from "../api/index.ts";
import { CodeField } from "../forms/CodeField.tsx";
import { digitsOf, isCode } from "../forms/codes.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { useFirstField } from "../forms/useFirstField.ts";
import { useForm } from "../forms/useForm.ts";
import { EditActions } from "../ui/EditCard.tsx";
import { Notice } from "../ui/Notice.tsx";

const strings = access.email;

interface Props {
  readonly detail: string;
  /** Brought by the mail's link; empty: to be typed. */
  readonly code: string;
  readonly onDone: () => Promise<void>;
  readonly onRestart: () => void;
  readonly onCancel: () => void;
}

export function ConfirmEmail({ detail, code, onDone, onRestart, onCancel }: Props) {
  const form = useForm({
    name: "nouvelle-adresse",
    initial: { code },
    check: (values) => (isCode(values.code) ? {} : { code: confirmAddress.missingCode }),
    submit: async (values) => {
      await call("access.confirmEmail", { body: { code: digitsOf(values.code) } });
      await onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate ref={useFirstField()}>
      <Notice live>
        <p>{detail}</p>
        <p class="small">{confirmAddress.look}</p>
      </Notice>
      <ErrorSummary form={form} order={["code"]} />
      <CodeField form={form} field="code" label={strings.code} hint={confirmAddress.codeHint} />
      <EditActions busy={form.busy} label={strings.confirm} busyLabel={strings.confirming} onCancel={onCancel} />
      <div class="links">
        <button type="button" class="text-button" onClick={onRestart}>
          {strings.restart}
        </button>
      </div>
    </form>
  );
}
