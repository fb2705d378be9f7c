/** The mailed code: only then does the office see the request. */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { CodeField } from "../../shared/forms/CodeField.tsx";
import { digitsOf, isCode } from "../../shared/forms/codes.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { CallTheOffice, NothingCame } from "../../shared/sign-in/NothingCame.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { firstRequest as strings } from "../../strings/fr/first-request.ts";
import type { SentRequest } from "./sent.ts";

interface Props {
  readonly sent: SentRequest;
  /** From the mail's link; empty otherwise. */
  readonly code: string;
  readonly onDone: () => void;
  readonly onRestart: () => void;
}

export function ConfirmStep({ sent, code, onDone, onRestart }: Props) {
  const { requestId, proof, email } = sent;
  const form = useForm({
    name: "premiere-demande-code",
    initial: { code },
    check: (values) => (isCode(values.code) ? {} : { code: strings.missingCode }),
    submit: async (values) => {
      await call("first-request.confirm", { params: { requestId }, body: { code: digitsOf(values.code) } });
      onDone();
    },
  });
  return (
    <section class="card stack">
      <form onSubmit={form.onSubmit} noValidate>
        <Notice tone="info">
          <p>{code === "" ? strings.sentTo(email) : strings.filled}</p>
        </Notice>
        <ErrorSummary form={form} order={["code"]} />
        <CodeField form={form} field="code" label={strings.code} hint={strings.codeHint} />
        <SubmitButton busy={form.busy} label={strings.confirm} busyLabel={strings.confirming} />
      </form>
      <hr />
      <NothingCame checks={strings.checks}>
        {proof !== "" && <Resend sent={sent} />}
        <p>
          <button type="button" class="button ghost" onClick={onRestart}>
            {strings.restart}
          </button>
        </p>
      </NothingCame>
      <CallTheOffice />
    </section>
  );
}

function Resend({ sent: { requestId, proof } }: Pick<Props, "sent">) {
  const [busy, setBusy] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const resend = async (): Promise<void> => {
    setBusy(true);
    setWord(null);
    setProblem(null);
    try {
      const { detail } = await call("first-request.resendCode", { params: { requestId }, body: { proof } });
      setWord(detail);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        <button
          type="button"
          class="button ghost"
          aria-disabled={busy || undefined}
          onClick={() => {
            if (!busy) void resend();
          }}
        >
          {busy ? strings.resending : strings.resend}
        </button>
      </p>
      {word !== null && (
        <Notice tone="ok" live>
          <p>{word}</p>
        </Notice>
      )}
      {problem && <Failure problem={problem} />}
    </>
  );
}
