/** « Première demande »: told, confirmed by a mailed code, then waiting at the office with its documents. */
import { useState } from "preact/hooks";
import { dropDraft } from "../../shared/drafts.ts";
import { turnPage } from "../../shared/router.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { useTown } from "../../shared/town.ts";
import { firstRequest as strings } from "../../strings/fr/first-request.ts";
import { noLogin } from "../../strings/fr/sign-in/no-login.ts";
import { ConfirmStep } from "./ConfirmStep.tsx";
import { RequestForm, requestDraft } from "./RequestForm.tsx";
import { forgetRequest, keepRequest, keptRequest, takeMailedCode, type SentRequest } from "./sent.ts";
import { WaitingStep } from "./WaitingStep.tsx";

type Step =
  | { readonly name: "form" }
  | { readonly name: "confirm"; readonly sent: SentRequest; readonly code: string }
  | { readonly name: "waiting"; readonly sent: SentRequest };

/** By the mail's link the code is here; after a reload the tab knows what it has sent. */
function firstStep(): Step {
  const mailed = takeMailedCode();
  const kept = keptRequest();
  if (mailed) {
    const own = kept?.sent.requestId === mailed.requestId ? kept.sent : null;
    return { name: "confirm", sent: own ?? { requestId: mailed.requestId, proof: "", email: "" }, code: mailed.code };
  }
  if (!kept) return { name: "form" };
  return kept.confirmed ? { name: "waiting", sent: kept.sent } : { name: "confirm", sent: kept.sent, code: "" };
}

export function FirstRequestPage() {
  const { firstRequests } = useTown();
  const [step, setStep] = useState<Step>(firstStep);
  const go = (next: Step): void => {
    turnPage();
    setStep(next);
  };
  const restart = (): void => {
    forgetRequest();
    go({ name: "form" });
  };
  const title = step.name === "confirm" ? strings.confirmTitle : strings.title;
  return (
    <div class="narrow stack">
      <PageHead title={title} trail={[{ label: noLogin.title }]} key={step.name} />
      {!firstRequests && <p class="card muted">{strings.closed}</p>}
      {firstRequests && step.name === "form" && (
        <RequestForm
          onSent={(sent) => {
            keepRequest(sent, false);
            go({ name: "confirm", sent, code: "" });
          }}
        />
      )}
      {step.name === "confirm" && (
        <ConfirmStep
          sent={step.sent}
          code={step.code}
          onDone={() => {
            dropDraft(requestDraft);
            keepRequest(step.sent, true);
            go({ name: "waiting", sent: step.sent });
          }}
          onRestart={restart}
        />
      )}
      {step.name === "waiting" && (
        <WaitingStep
          sent={step.sent}
          onRestart={() => {
            dropDraft(requestDraft);
            restart();
          }}
        />
      )}
    </div>
  );
}
