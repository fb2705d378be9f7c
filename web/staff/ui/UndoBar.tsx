/**
 * « Annuler », at the foot of whatever page: each decision of the last ten seconds, before its family is told. By one click,
 * or Z for the latest.
 */
import { useEffect, useState } from "preact/hooks";
import { asProblem } from "../../shared/api/problem.ts";
import { useStore } from "../../shared/store.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { decisions as strings } from "../../strings/fr/staff.ts";
import { forget, undoables, type Undoable } from "./undoable.ts";
import { useSecondsLeft } from "./useSecondsLeft.ts";

export function UndoBar() {
  const all = useStore(undoables);
  if (all.length === 0) return null;
  return (
    <ul class="undo-bar plain no-print" aria-label={strings.undoable}>
      {all.map((one, rank) => (
        <Line key={one.until + one.said} one={one} latest={rank === 0} />
      ))}
    </ul>
  );
}

function Line({ one, latest }: { readonly one: Undoable; readonly latest: boolean }) {
  const [busy, setBusy] = useState(false);
  /** Why it could not be taken back: said until it is put away. */
  const [refusal, setRefusal] = useState<string | null>(null);
  const seconds = useSecondsLeft(one.until);
  const isOver = seconds === 0 && !busy && refusal === null;
  useEffect(() => {
    if (!isOver) return;
    forget(one);
    const { settle } = one;
    if (!settle) return;
    // The server counts whole seconds, and is asked once the last of them is over for it too.
    setTimeout(() => {
      settle().catch(() => {
        toast(strings.settledLater);
      });
    }, 1500);
  }, [isOver]);
  const takeBack = async (): Promise<void> => {
    if (busy || refusal !== null) return;
    setBusy(true);
    try {
      await one.undo();
      forget(one);
      toast(strings.undone);
      await one.onUndone();
    } catch (error) {
      setRefusal(asProblem(error).detail);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (!latest) return undefined;
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
      const typing = target instanceof HTMLElement && target.closest("input, textarea, select, dialog");
      if (key === "z" && !typing && !ctrlKey && !metaKey && !altKey) void takeBack();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  });
  return (
    <li>
      <Icon name={refusal === null ? "check" : "alert"} />
      <span role={refusal === null ? undefined : "alert"}>{refusal ?? one.said}</span>
      {refusal === null ? (
        <button
          data-hint={latest ? "Z" : undefined}
          type="button"
          class="button ghost"
          aria-disabled={busy || undefined}
          onClick={() => void takeBack()}
        >
          <span aria-hidden="true">{strings.undoFor(seconds)}</span>
          <span class="visually-hidden">{strings.undoOf(one.said)}</span>
        </button>
      ) : (
        <button
          type="button"
          class="button ghost"
          onClick={() => {
            forget(one);
          }}
        >
          {strings.understood}
        </button>
      )}
    </li>
  );
}
