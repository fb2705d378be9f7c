/** Where one is signed in: each session can be closed, and all at once. */
import { useState } from "preact/hooks";
import type { AccessView } from "../../../functions/access/contract/own.ts";
import { access } from "../../strings/fr/access/own-access.ts";
import { call } from "../api/index.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { leaveWord } from "../flash.ts";
import { datedMoment } from "../format/dates.ts";
import { navigate } from "../router.ts";
import { sessionClosed } from "../session/session.ts";
import { CardHead } from "../ui/CardHead.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Failure } from "../ui/Failure.tsx";
import { toast } from "../ui/announcements.tsx";
import type { CardProps } from "./useAccess.ts";

const strings = access.sessions;
type Session = AccessView["sessions"][number];

export function SessionsCard({ access: { sessions }, onChanged, home }: CardProps & { readonly home: string }) {
  const [asking, setAsking] = useState(false);
  const everywhere = async (): Promise<void> => {
    await call("access.endAllSessions");
    leaveWord(strings.everywhereDone);
    sessionClosed();
    navigate(home);
  };
  return (
    <section class="card stack tight" aria-labelledby="sessions">
      <CardHead id="sessions" title={strings.title} text={strings.intro} />
      <ul class="plain lines">
        {sessions.map((session) => (
          <Line key={session.id} session={session} onChanged={onChanged} />
        ))}
      </ul>
      <p>
        <button
          type="button"
          class="button danger"
          onClick={() => {
            setAsking(true);
          }}
        >
          {strings.everywhere}
        </button>
      </p>
      {asking && (
        <ConfirmDialog
          title={strings.everywhere}
          action={strings.everywhere}
          busyLabel={strings.everywhereBusy}
          danger
          onConfirm={everywhere}
          onClose={() => {
            setAsking(false);
          }}
        >
          <p>{strings.everywhereText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function Line({ session, onChanged }: { readonly session: Session; readonly onChanged: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const since = datedMoment(session.openedAt);
  const close = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await call("access.endSession", { params: { sessionId: session.id } });
      toast(strings.closed);
      document.getElementById("sessions")?.focus();
      await onChanged();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <li class="line">
      <div>
        <p class="row">
          <b>{session.device}</b>
          {session.current && <span class="chip ok">{strings.current}</span>}
        </p>
        <p class="small muted">{access.origin(session.origin)}</p>
        <p class="small muted">{strings.since(since)}</p>
      </div>
      {!session.current && (
        <button
          type="button"
          class="button ghost"
          aria-label={strings.closeOf(session.device, since)}
          aria-disabled={busy || undefined}
          onClick={() => {
            if (!busy) void close();
          }}
        >
          {busy ? strings.closing : strings.close}
        </button>
      )}
      {problem && <Failure problem={problem} />}
    </li>
  );
}
