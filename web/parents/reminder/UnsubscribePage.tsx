/**
 * « Rappels par e-mail »: where a reminder's link leads. Opening it changes nothing, because mail scanners open every
 * link; pressing the button does, without signing in. The token leaves the address bar at once.
 */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { accessPath } from "../../shared/shell/paths.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { unsubscribe as strings } from "../../strings/fr/reminder.ts";

function takeToken(): string {
  const token = window.location.hash.slice(1);
  if (token !== "") history.replaceState(null, "", window.location.pathname);
  return token;
}

export function UnsubscribePage() {
  const [token] = useState(takeToken);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stop = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { detail } = await call("reminder.unsubscribe", {
        params: { token },
        body: { "List-Unsubscribe": "One-Click" },
        repeatable: true,
      });
      setDone(detail);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack">
      <PageHead title={strings.title} />
      <section class="card stack tight prose">
        {token === "" ? (
          <Notice tone="no" title={strings.incomplete}>
            <p>{strings.incompleteText}</p>
          </Notice>
        ) : done === null ? (
          <>
            <p>
              <b>{strings.ask}</b>
            </p>
            <p>{strings.note}</p>
            {problem && (
              <Notice tone="no" title={problem.title} live>
                <p>{problem.detail}</p>
              </Notice>
            )}
            <div>
              <button
                type="button"
                class="button"
                aria-disabled={busy || undefined}
                onClick={() => {
                  if (!busy) void stop();
                }}
              >
                {busy ? strings.busy : strings.confirm}
              </button>
            </div>
          </>
        ) : (
          <Notice tone="ok" title={strings.done} live>
            <p>{done}</p>
          </Notice>
        )}
        <p>
          <a href={accessPath}>{strings.access}</a>
        </p>
      </section>
    </div>
  );
}
