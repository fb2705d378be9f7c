/** « Confirmez votre adresse »: the mailed code, another one, or another address. */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { keepDraft } from "../../shared/drafts.ts";
import { leaveWord } from "../../shared/flash.ts";
import { CodeField } from "../../shared/forms/CodeField.tsx";
import { digitsOf, isCode } from "../../shared/forms/codes.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm, type Form } from "../../shared/forms/useForm.ts";
import { navigate } from "../../shared/router.ts";
import { CallTheOffice, NothingCame } from "../../shared/sign-in/NothingCame.tsx";
import { Robot } from "../../shared/sign-in/Robot.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { nothingCame } from "../../strings/fr/sign-in/nothing-came.ts";
import { confirmAddress as strings, firstConnection } from "../../strings/fr/sign-in/first-connection.ts";

/** A code is on its way to this address. */
export interface AwaitedCode {
  readonly familyCode: string;
  readonly email: string;
  readonly code: string;
  /** The server's own word, right after the form was sent. */
  readonly detail: string | null;
}

interface Props {
  readonly awaited: AwaitedCode;
  readonly onDone: () => void;
  readonly onRestart: () => void;
}

export function ConfirmAddress({ awaited, onDone, onRestart }: Props) {
  const form = useForm({
    name: "confirmation",
    initial: { familyCode: awaited.familyCode, code: awaited.code },
    check: ({ familyCode, code }) => ({
      ...(familyCode.trim() === "" && { familyCode: firstConnection.missing.familyCode }),
      ...(!isCode(code) && { code: strings.missingCode }),
    }),
    submit: async ({ familyCode, code }) => {
      await call("sign-in.confirmActivation", { body: { familyCode, code: digitsOf(code) } });
      onDone();
      keepDraft("connexion", { login: familyCode });
      leaveWord(strings.done);
      navigate("/");
    },
  });
  // By the mail's link, the code is here: nothing more is on its way.
  const filled = awaited.code !== "";
  const said = filled
    ? strings.filled
    : (awaited.detail ?? (awaited.email === "" ? strings.sent : strings.sentTo(awaited.email)));
  return (
    <section class="card stack">
      <form onSubmit={form.onSubmit} noValidate>
        <Notice tone="info">
          <p>{said}</p>
        </Notice>
        <ErrorSummary form={form} order={["familyCode", "code"]} instead={strings.instead} />
        {awaited.familyCode === "" && (
          <Field
            form={form}
            field="familyCode"
            label={firstConnection.familyCode}
            input={{ autocomplete: "username", autocapitalize: "characters", spellcheck: false, maxLength: 64 }}
          />
        )}
        <CodeField form={form} field="code" label={strings.code} hint={strings.codeHint} />
        <SubmitButton busy={form.busy} label={strings.submit} busyLabel={strings.busy} />
      </form>
      <hr />
      <NothingCame checks={nothingCame.activation}>
        <p>
          <button type="button" class="button ghost" onClick={onRestart}>
            <Icon name="left" size={18} /> {nothingCame.correct}
          </button>
        </p>
        <p class="small muted">{nothingCame.correctHint}</p>
        <Resend familyCode={form.values.familyCode} />
      </NothingCame>
      <CallTheOffice />
    </section>
  );
}

/** Another code: it is mailed, so the same is asked as for the first. */
function Resend({ familyCode }: { readonly familyCode: string }) {
  const [sent, setSent] = useState<{ readonly said: string; readonly times: number }>({ said: "", times: 0 });
  const form: Form<"robot"> = useForm({
    name: "nouveau-code",
    initial: { robot: "" },
    check: ({ robot }) => ({ ...(robot === "" && { robot: firstConnection.missing.robot }) }),
    submit: async ({ robot }) => {
      const { detail } = await call("sign-in.resendCode", { body: { familyCode, robot } });
      // A proof serves once: the box is there to be ticked again, and the button keeps the focus.
      form.set("robot", "");
      setSent({ said: detail, times: sent.times + 1 });
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["robot"]} />
      <Robot key={sent.times} form={form} field="robot" />
      <p>
        <button type="submit" class="button ghost" aria-disabled={form.busy || undefined}>
          {form.busy ? strings.resending : strings.resend}
        </button>
      </p>
      {sent.times > 0 && (
        <Notice tone="ok" live>
          <p>{sent.said}</p>
        </Notice>
      )}
    </form>
  );
}
