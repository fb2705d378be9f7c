/** The whole basket, whatever its activities: what will and will not pass, one confirmation, then the answers. */
import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../api/problem.ts";
import { monthOf } from "../../format/calendar.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Failure } from "../../ui/Failure.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { CardsSkeleton } from "../../ui/Skeleton.tsx";
import { review as strings } from "../../../strings/fr/booking/review.ts";
import { CostView } from "../CostView.tsx";
import { useDesk } from "../desk.ts";
import { keyOf, type Selection } from "../basket/selection.ts";
import type { Outcome } from "../basket/submit.ts";
import { Answers } from "./Answers.tsx";
import { forecast, outlookOf, sumUp, toSend, type Forecasts, type Outlook } from "./outlook.ts";
import { OutlookView } from "./OutlookView.tsx";

/** What would become of the selection: asked again whenever it changes, the last answer staying in sight meanwhile. */
function useForecast(selection: Selection, paused: boolean) {
  const { preview } = useDesk();
  const [found, setFound] = useState<Forecasts | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(0);
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    if (paused) return;
    const controller = new AbortController();
    setProblem(null);
    setLoading(true);
    forecast(preview, selection, controller.signal).then(
      (forecasts) => {
        setFound(forecasts);
        setLoading(false);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setProblem(asProblem(error));
        setLoading(false);
      },
    );
    return () => {
      controller.abort();
    };
  }, [selection, asked, paused]);
  return {
    found,
    problem,
    loading,
    again: () => {
      setAsked(asked + 1);
    },
  };
}

/** `answered`: the server changed something, so the page must be read again. */
export function Review({ onClose }: { readonly onClose: (answered: boolean) => void }) {
  const { useBasket, useNames, booked, before, ifFull } = useDesk();
  const { selection, act, confirm } = useBasket();
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { names, together, problem: unnamed, reload } = useNames();
  const { found, problem: unknown, loading, again } = useForecast(selection, busy || outcome !== null);
  // Two presses can come before a drawing: a state would still say « not busy » to the second.
  const running = useRef(false);

  const outlook = found && names ? outlookOf(selection, found.lines) : null;
  const problem = unknown ?? unnamed;

  const send = async (plan: Outlook): Promise<void> => {
    if (running.current) return;
    const unsaid = before?.fault() ?? null;
    setFault(unsaid);
    if (unsaid !== null) return;
    running.current = true;
    setBusy(true);
    // A second sending repeats what has no answer yet: what of it is left in the basket.
    const next = await confirm(
      toSend(plan, wait ? "wait" : "refuse").filter(({ cell }) => selection.has(keyOf(cell))),
      together,
    );
    // What does not pass has been shown, and would be refused again next time.
    if (!next.problem)
      act({ kind: "forget", keys: plan.refused.flatMap((one) => one.lines.map(({ cell }) => keyOf(cell))) });
    setOutcome((before) => ({ lines: [...(before?.lines ?? []), ...next.lines], problem: next.problem }));
    running.current = false;
    setBusy(false);
  };
  const [sent, setSent] = useState<Outlook | null>(null);
  const close = (): void => {
    onClose(outcome !== null);
  };
  /** `waits`: not yet, and the focus may stay on it meanwhile. */
  const button = (label: string, plan: Outlook | null, { disabled = false, waits = false } = {}) => (
    <button
      type="button"
      class="button"
      disabled={disabled}
      aria-disabled={busy || waits || undefined}
      data-waits={waits || undefined}
      onClick={() => {
        if (!plan || waits) return;
        setSent(plan);
        void send(plan);
      }}
    >
      {busy && <span class="working" aria-hidden="true" />}
      <span aria-live="polite">{busy ? strings.busy : label}</span>
    </button>
  );

  if (!outcome || !names) {
    const nothing = outlook !== null && toSend(outlook, "refuse").length === 0;
    return (
      <Dialog
        title={strings.title}
        onClose={close}
        busy={busy}
        kind="wide"
        footer={
          <>
            <button type="button" class="button ghost" onClick={close} disabled={busy}>
              {strings.back}
            </button>
            {button(nothing ? strings.nothingPasses : strings.confirm, outlook, {
              disabled: nothing,
              waits: loading || !outlook,
            })}
          </>
        }
      >
        <div class="stack" aria-busy={loading}>
          {problem && (
            <Failure
              problem={problem}
              onRetry={() => {
                again();
                reload();
              }}
            />
          )}
          {!outlook && !problem && (
            <>
              <p class="muted">{strings.checking}</p>
              <CardsSkeleton cards={1} />
            </>
          )}
          {outlook && names && <OutlookView outlook={outlook} names={names} act={act} />}
          {outlook && names && found?.cost && (
            <CostView cost={found.cost} names={names} givesUp={outlook.givenUp.length > 0} isFamily={before === null} />
          )}
          {outlook && outlook.passing.booked.length > 0 && (
            <label class="tick">
              <input
                type="checkbox"
                checked={wait}
                onChange={(event) => {
                  setWait(event.currentTarget.checked);
                }}
              />
              <span>{ifFull}</span>
            </label>
          )}
          {before && <before.Field error={fault} />}
          <p class="small muted">{strings.note}</p>
        </div>
      </Dialog>
    );
  }
  const { problem: failed } = outcome;
  const firstMonth = outcome.lines
    .filter(({ outcome: what }) => what !== "refused" && what !== "cancelled")
    .map(({ date }) => monthOf(date))
    .sort()[0];
  // What is held does not wait: the family pays first, and goes on after.
  const held = before === null && outcome.lines.some(({ outcome: what }) => what === "held");
  const seen = held ? strings.pay : booked(firstMonth);
  return (
    <Dialog
      title={failed ? strings.unansweredTitle : strings.done[sumUp(outcome.lines.map((line) => line.outcome))]}
      onClose={close}
      busy={busy}
      kind="wide"
      footer={
        failed ? (
          <>
            <button type="button" class="button ghost" onClick={close} disabled={busy}>
              {strings.back}
            </button>
            {button(strings.again, sent)}
          </>
        ) : (
          <>
            <a class={held ? "button" : "button ghost"} href={seen.href}>
              {seen.label}
            </a>
            <button type="button" class={held ? "button ghost" : "button"} onClick={close}>
              {strings.continue}
            </button>
          </>
        )
      }
    >
      <div class="stack">
        {failed && (
          <Notice tone="no" title={failed.title} live>
            <p>{failed.detail}</p>
            <p>{failed.answerLost ? strings.unanswered : strings.remaining}</p>
          </Notice>
        )}
        <Answers lines={outcome.lines} names={names} />
        {!failed && selection.size > 0 && <p class="small muted">{strings.remaining}</p>}
      </div>
    </Dialog>
  );
}
