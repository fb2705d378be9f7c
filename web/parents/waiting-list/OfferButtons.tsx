/**
 * « Accepter » in one tap, « Refuser » in two, since it gives the place and the position in the list away. What is held until it is
 * paid leads to the wallet instead.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { BookingLine, LineAnswer } from "../../../functions/booking/contract/basket.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { offerButtons as strings } from "../../strings/fr/waiting-list/buttons.ts";
import { walletPath } from "../shell/paths.ts";
import { acceptOffer, declineOffer } from "./answerOffer.ts";

interface Props {
  readonly line: BookingLine;
  /** Of a place that is held until it is paid: what that is. */
  readonly toPay?: string | undefined;
  /** Whose place and when, for screen readers: several may stand side by side. */
  readonly about: string;
  /** It is done, in these words. */
  readonly onAnswered: (result: { readonly done: string }) => Promise<void>;
  /** The page was wrong about it. */
  readonly onRefused: () => Promise<void>;
}

type Step = "shown" | "accepting" | "asking" | "declining";

export function OfferButtons({ line, toPay, about, onAnswered, onRefused }: Props) {
  const [step, setStep] = useState<Step>("shown");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const question = useRef<HTMLParagraphElement>(null);
  const decline = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  // The question takes the place of the button that asked it, and gives it back.
  useEffect(() => {
    if (step === "asking" && !asked.current) question.current?.focus();
    if (step === "shown" && asked.current) decline.current?.focus();
    asked.current = step === "asking" || step === "declining";
  }, [step]);
  const busy = step === "accepting" || step === "declining";

  const settle = async (
    during: Step,
    send: (line: BookingLine) => Promise<LineAnswer>,
    word: string,
  ): Promise<void> => {
    if (busy) return;
    setStep(during);
    setProblem(null);
    setRefusal(null);
    try {
      const answer = await send(line);
      setStep("shown");
      if (answer.outcome === "refused") {
        setRefusal(answer.refusal?.sentence ?? strings.failed);
        await onRefused();
      } else await onAnswered({ done: answer.outcome === "toApprove" ? strings.toApprove : word });
    } catch (error) {
      setProblem(asProblem(error));
      setStep("shown");
    }
  };

  const words = toPay === undefined ? strings : { ...strings, ...strings.held };
  const hidden = <span class="visually-hidden"> : {about}</span>;
  return (
    <div class="stack tight offer-acts">
      {problem && (
        <Notice tone="no" title={problem.title} live>
          <p>
            {problem.detail} {problem.answerLost && strings.again}
          </p>
        </Notice>
      )}
      {refusal !== null && (
        <Notice tone="no" live>
          <p>{refusal}</p>
        </Notice>
      )}
      {step === "asking" || step === "declining" ? (
        <div class="ask" role="group" aria-label={words.decline}>
          <p ref={question} tabIndex={-1}>
            <b>{words.askDecline}</b>
          </p>
          <p class="row">
            <button
              type="button"
              class="button ghost"
              disabled={busy}
              onClick={() => {
                setStep("shown");
              }}
            >
              {strings.keep}
            </button>
            <button
              type="button"
              class="button danger"
              aria-disabled={busy || undefined}
              onClick={() => {
                void settle("declining", declineOffer, strings.declined);
              }}
            >
              {step === "declining" ? strings.declining : words.confirmDecline}
            </button>
          </p>
        </div>
      ) : (
        <p class="row no-print">
          {toPay === undefined ? (
            <button
              type="button"
              class="button"
              aria-disabled={busy || undefined}
              onClick={() => {
                void settle("accepting", acceptOffer, strings.accepted);
              }}
            >
              <Icon name="check" size={18} /> {step === "accepting" ? strings.accepting : strings.accept}
              {hidden}
            </button>
          ) : (
            <a class="button" href={walletPath}>
              {strings.pay}
              {hidden}
            </a>
          )}
          <button
            type="button"
            class="button ghost"
            ref={decline}
            disabled={busy}
            onClick={() => {
              setStep("asking");
            }}
          >
            {words.decline}
            {hidden}
          </button>
        </p>
      )}
    </div>
  );
}
