/** Whether this adult receives reminders before booking periods: one button, at once. */
import { useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { reminderChoice as strings } from "../../strings/fr/reminder.ts";

const preferenceOf = reading((_: null, signal) => call("reminder.preference", { signal }));

export function RemindersCard() {
  const { data, problem, reload } = useQuery(preferenceOf, null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const choose = async (wanted: boolean): Promise<void> => {
    setBusy(true);
    setFailed(null);
    try {
      await call("reminder.setPreference", { body: { reminders: wanted }, repeatable: true });
      await reload();
      const word = wanted ? strings.started : strings.stopped;
      setDone(word);
      announce(word);
    } catch (error) {
      setFailed(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const what = (email: string | null, on: boolean): string =>
    email === null ? strings.noEmail : on ? strings.on(email) : strings.off;
  return (
    <section class="card stack tight" aria-labelledby="rappels">
      <div class="edit-head">
        <div>
          <h2 id="rappels">{strings.title}</h2>
          {data && <p class="edit-value">{what(data.email, data.reminders)}</p>}
        </div>
        {data && data.email !== null && (
          <button
            type="button"
            class="button ghost"
            aria-disabled={busy || undefined}
            onClick={() => {
              if (!busy) void choose(!data.reminders);
            }}
          >
            {busy ? strings.busy : data.reminders ? strings.stop : strings.start}
          </button>
        )}
      </div>
      {done !== null && (
        <Notice tone="ok">
          <p>{done}</p>
        </Notice>
      )}
      {failed ? (
        <Failure problem={failed} />
      ) : (
        problem && (
          <Failure
            problem={problem}
            onRetry={() => {
              void reload();
            }}
          />
        )
      )}
    </section>
  );
}
