/** What can be noted of the children chosen, kept in sight under the thumb; and what was done last, to take back. */
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import type { RollCall } from "./useRollCall.ts";

interface Props {
  readonly rollCall: RollCall;
  readonly chosen: number;
  readonly onHere: () => void;
  readonly onGone: () => void;
  readonly onAbsent: () => void;
}

export function RollCallBar({ rollCall, chosen, onHere, onGone, onAbsent }: Props) {
  const { sending, problem, refusals, last, redo } = rollCall;
  // Nothing is chosen and nothing was done: the list has the whole screen.
  if (chosen === 0 && !sending && !problem && refusals.length === 0 && !last && !redo) return null;
  const idle = chosen === 0 || sending;
  const act = (run: () => void) => () => {
    if (!idle) run();
  };
  return (
    <div class="roll-call-bar no-print">
      {problem && <Failure problem={problem} onRetry={rollCall.again} />}
      {refusals.length > 0 && (
        <Notice tone="no" live title={strings.refused(refusals.length)}>
          <ul class="plain">
            {refusals.map(({ name, sentence }) => (
              <li key={name}>{strings.refusedLine(name, sentence)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {(last ?? redo) && (
        <div class="row between">
          <span class="small">{last ? last.words : strings.undone}</span>
          <span class="row">
            {last && (
              <button type="button" class="text-button" aria-disabled={sending || undefined} onClick={rollCall.undo}>
                <Icon name="undo" size={18} /> {strings.undo}
              </button>
            )}
            {redo && (
              <button
                type="button"
                class="text-button"
                aria-disabled={sending || undefined}
                onClick={rollCall.redoLast}
              >
                <Icon name="repeat" size={18} /> {strings.redo}
              </button>
            )}
          </span>
        </div>
      )}
      <div class="row between roll-call-line">
        <b role="status">{sending ? strings.sending : strings.selected(chosen)}</b>
        <span class="row roll-call-acts">
          <button type="button" class="button" aria-disabled={idle || undefined} onClick={act(onHere)}>
            {strings.here}
          </button>
          <button type="button" class="button ghost" aria-disabled={idle || undefined} onClick={act(onGone)}>
            {strings.gone}
          </button>
          <button
            type="button"
            class="button ghost"
            aria-haspopup="dialog"
            aria-disabled={idle || undefined}
            onClick={act(onAbsent)}
          >
            {strings.absent}
          </button>
        </span>
      </div>
    </div>
  );
}
