/** One thing to be done about a booking: its question, its two buttons, and what the server answers. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { LineAnswer } from "../../../../functions/booking/contract/basket.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { changes as strings } from "../../../strings/fr/booking/actions.ts";

/** What became of an act: said where the act was asked. */
export interface Result {
  readonly done: string;
  /** What happens next, or what can still be done. */
  readonly next?: string;
}

/** What every panel is told. */
export interface PanelProps {
  readonly name: string;
  /** `Léa, mercredi 2 décembre` */
  readonly what: string;
  readonly onBack: () => void;
  /** It is done, in these words; whoever shows the bookings reads them again. */
  readonly onDone: (result: Result) => Promise<void>;
}

interface Props extends Pick<PanelProps, "onBack" | "onDone"> {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly back: string;
  readonly action: string;
  readonly danger?: boolean;
  /** Sends; null when something is missing, which the panel then says itself. */
  readonly onSend: () => Promise<LineAnswer> | null;
  /** The words that say that it is done. */
  readonly result: () => Result;
  /** What is said with a refusal, and what is read again since the page was wrong. */
  readonly onRefused?: () => string;
}

export function Panel({
  title,
  children,
  back,
  action,
  danger = false,
  onBack,
  onSend,
  result,
  onDone,
  onRefused,
}: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const running = useRef(false);
  useEffect(() => {
    heading.current?.focus();
  }, []);

  const send = async (sending: Promise<LineAnswer>): Promise<void> => {
    running.current = true;
    setBusy(true);
    setProblem(null);
    setRefusal(null);
    try {
      const answer = await sending;
      if (answer.outcome === "refused")
        setRefusal([answer.refusal?.sentence ?? strings.refused, onRefused?.()].filter(Boolean).join(" "));
      else await onDone(result());
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return (
    <div class={danger ? "ask" : "ask calm"} role="group" aria-label={title}>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {children}
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
      <p class="row">
        <button type="button" class="button ghost" disabled={busy} onClick={onBack}>
          {back}
        </button>
        <button
          type="button"
          class={danger ? "button danger" : "button"}
          aria-disabled={busy || undefined}
          onClick={() => {
            const sending = running.current ? null : onSend();
            if (sending) void send(sending);
          }}
        >
          {busy ? strings.busy : action}
        </button>
      </p>
    </div>
  );
}
