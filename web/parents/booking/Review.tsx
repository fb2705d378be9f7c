/** One summary, one confirmation, then the answers line by line. */
import { useRef, useState } from "preact/hooks";
import { monthOf } from "../../shared/format/calendar.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { review as strings } from "../../strings/fr/booking.ts";
import { Answers } from "./Answers.tsx";
import type { GridIndex } from "./grid.ts";
import { cellsOf, type Wish } from "./selection.ts";
import type { Outcome } from "./submit.ts";
import { Summary } from "./Summary.tsx";
import type { Basket } from "./useBasket.ts";

interface Props {
  readonly index: GridIndex;
  readonly basket: Basket;
  /** `answered`: the server changed something, so the grid must be read again. */
  readonly onClose: (answered: boolean) => void;
}

export function Review({ index, basket, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  // Two presses can come before a drawing: a state would still say « not busy » to the second.
  const running = useRef(false);

  const confirm = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const next = await basket.confirm();
    // A second sending answers what the first could not: earlier answers stay on the list.
    setOutcome((before) => ({ lines: [...(before?.lines ?? []), ...next.lines], problem: next.problem }));
    running.current = false;
    setBusy(false);
  };
  const close = (): void => { onClose(outcome !== null); };
  const send = (label: string) => (
    <button type="button" class="button" aria-disabled={busy || undefined} onClick={() => { void confirm(); }}>
      {busy && <span class="working" aria-hidden="true" />}<span aria-live="polite">{busy ? strings.busy : label}</span>
    </button>
  );

  if (!outcome) {
    return (
      <Dialog title={strings.title} onClose={close} busy={busy} footer={<>
        <button type="button" class="button ghost" onClick={close} disabled={busy}>{strings.back}</button>
        {send(strings.confirm)}
      </>}>
        <div class="stack">
          {(["book", "cancel"] as const satisfies readonly Wish[]).map((wish) => {
            const cells = cellsOf(basket.selection, wish);
            return cells.length > 0 && <Summary key={wish} title={wish === "book" ? strings.toBook(cells.length) : strings.toCancel(cells.length)} cells={cells} index={index} />;
          })}
          <p class="small muted">{strings.note}</p>
        </div>
      </Dialog>
    );
  }
  const { problem } = outcome;
  const firstMonth = outcome.lines.filter((line) => line.outcome === "booked").map(({ date }) => monthOf(date)).sort()[0];
  return (
    <Dialog title={problem ? strings.unansweredTitle : strings.doneTitle} onClose={close} busy={busy} footer={problem ? <>
      <button type="button" class="button ghost" onClick={close} disabled={busy}>{strings.back}</button>
      {send(strings.again)}
    </> : <>
      <a class="button ghost" href={`/mes-reservations${firstMonth === undefined ? "" : `?mois=${firstMonth}`}`}>{strings.see}</a>
      <button type="button" class="button" onClick={close}>{strings.continue}</button>
    </>}>
      <div class="stack">
        {problem && (
          <Notice tone="no" title={problem.title} live>
            <p>{problem.detail}</p>
            <p>{problem.answerLost ? strings.unanswered : strings.remaining}</p>
          </Notice>
        )}
        <Answers lines={outcome.lines} index={index} />
        {!problem && basket.selection.size > 0 && <p class="small muted">{strings.remaining}</p>}
      </div>
    </Dialog>
  );
}
