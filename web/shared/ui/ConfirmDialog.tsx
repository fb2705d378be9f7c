/** Asks before an act that cannot be taken back at once; stays to say what went wrong. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { common } from "../../strings/fr/common.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { Dialog } from "./Dialog.tsx";
import { Failure } from "./Failure.tsx";

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly action: string;
  readonly busyLabel: string;
  readonly danger?: boolean;
  /** Closes by itself what it must once done. */
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

export function ConfirmDialog({ title, children, action, busyLabel, danger = false, onConfirm, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      busy={busy}
      onClose={onClose}
      footer={
        <>
          <button type="button" class="button ghost" disabled={busy} onClick={onClose}>
            {common.cancel}
          </button>
          <button
            type="button"
            class={danger ? "button danger" : "button"}
            aria-disabled={busy || undefined}
            onClick={() => {
              if (!busy) void confirm();
            }}
          >
            {busy ? busyLabel : action}
          </button>
        </>
      }
    >
      <div class="stack tight">
        {children}
        {problem && <Failure problem={problem} />}
      </div>
    </Dialog>
  );
}
