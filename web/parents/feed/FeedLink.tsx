/** Whether there is a link, since when, and what can be done about it. */
import { useState } from "preact/hooks";
import type { FeedView } from "../../../functions/feed/contract.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { feed as strings } from "../../strings/fr/feed.ts";

interface Props extends FeedView {
  /** Its address is not on the page. */
  readonly hidden: boolean;
  readonly onMake: () => Promise<void>;
  readonly onRevoke: () => Promise<void>;
}

export function FeedLink({ madeAt, hidden, onMake, onRevoke }: Props) {
  const [asking, setAsking] = useState<"replace" | "revoke" | null>(null);
  const close = (): void => {
    setAsking(null);
  };
  if (madeAt === null) return <FirstLink onMake={onMake} />;
  return (
    <section class="card stack tight">
      <p>
        <b>{strings.since(datedMoment(madeAt))}</b>
      </p>
      {hidden && <p class="small muted">{strings.hidden}</p>}
      <p class="row">
        <button
          type="button"
          class="button ghost"
          aria-haspopup="dialog"
          onClick={() => {
            setAsking("replace");
          }}
        >
          {strings.replace}
        </button>
        <button
          type="button"
          class="button danger"
          aria-haspopup="dialog"
          onClick={() => {
            setAsking("revoke");
          }}
        >
          {strings.revoke}
        </button>
      </p>
      {asking === "replace" && (
        <ConfirmDialog
          title={strings.replace}
          action={strings.replace}
          busyLabel={strings.replacing}
          onClose={close}
          onConfirm={async () => {
            await onMake();
            close();
          }}
        >
          <p>{strings.replaceText}</p>
        </ConfirmDialog>
      )}
      {asking === "revoke" && (
        <ConfirmDialog
          title={strings.revoke}
          action={strings.revoke}
          busyLabel={strings.revoking}
          danger
          onClose={close}
          onConfirm={async () => {
            await onRevoke();
            close();
          }}
        >
          <p>{strings.revokeText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function FirstLink({ onMake }: Pick<Props, "onMake">) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await onMake();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <section class="card stack tight">
      <p>{strings.none}</p>
      {problem && <Failure problem={problem} />}
      <p>
        <button
          type="button"
          class="button"
          aria-disabled={busy || undefined}
          onClick={() => {
            if (!busy) void make();
          }}
        >
          {busy ? strings.making : strings.make}
        </button>
      </p>
    </section>
  );
}
