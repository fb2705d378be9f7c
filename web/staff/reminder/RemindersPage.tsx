/** « Rappels aux familles »: what will leave and when, what has left, how far a run is. */
import { useEffect, useState } from "preact/hooks";
import type { ReminderRun, RemindersView } from "../../../functions/reminder/contract.ts";
import { call } from "../../shared/api/index.ts";
import { longMoment } from "../../shared/format/dates.ts";
import { siteBeside } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { reminders as strings } from "../../strings/fr/reminder.ts";

const remindersOf = reading((_: null, signal) => call("reminder.list", { signal }));

/** While a run is under way, how often it is asked how far it is. */
const progressEvery = 2000;
/** Planned reminders shown at first. */
const few = 12;

type Planned = RemindersView["planned"][number];
const keyOf = ({ activityId, windowId, from, cause, audience, due }: Planned | ReminderRun): string =>
  [activityId, windowId, from, cause, audience, due].join(" ");

export function RemindersPage() {
  const { data, problem, reload } = useQuery(remindersOf, null);
  const underWay = data?.runs.some(({ state }) => state === "underWay") ?? false;
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => {
      void reload();
    }, progressEvery);
    return () => {
      clearInterval(timer);
    };
  }, [underWay, reload]);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        {data && <p class="muted">{strings.intro(data.mailsPerSecond)}</p>}
      </div>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? (
        <>
          <Runs runs={data.runs} />
          <PlannedOnes planned={data.planned} />
        </>
      ) : (
        !problem && <CardsSkeleton cards={2} lines={3} />
      )}
    </div>
  );
}

const whom = ({ cause, audience }: Pick<Planned, "cause" | "audience">): string =>
  `${strings.causes[cause]}, ${strings.audiences[audience]}`;
const about = ({ activityName, siteName }: Pick<Planned, "activityName" | "siteName">): string =>
  [activityName, siteBeside(activityName, siteName)].filter(Boolean).join(", ");

function PlannedOnes({ planned }: { readonly planned: readonly Planned[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? planned : planned.slice(0, few);
  return (
    <section class="card stack tight" aria-labelledby="prevus">
      <h2 id="prevus">{strings.planned}</h2>
      {planned.length === 0 ? (
        <p class="muted">{strings.nonePlanned}</p>
      ) : (
        <ul class="plain closures">
          {shown.map((one) => (
            <li key={keyOf(one)}>
              <b>{about(one)}</b>
              <br />
              {whom(one)}
              <br />
              <span class="small muted">
                {strings.due(longMoment(one.due))} · {strings.announces(longMoment(one.moment))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {shown.length < planned.length && (
        <div>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setAll(true);
            }}
          >
            {strings.more(planned.length - shown.length)}
          </button>
        </div>
      )}
    </section>
  );
}

const tones = { waiting: "wait", underWay: "wait", done: "ok", skipped: "off" } as const;

function Runs({ runs }: { readonly runs: readonly ReminderRun[] }) {
  return (
    <section class="card stack tight" aria-labelledby="envois">
      <h2 id="envois">{strings.runs}</h2>
      {runs.length === 0 ? (
        <p class="muted">{strings.noRun}</p>
      ) : (
        <ul class="plain closures">
          {runs.map((run) => (
            <li key={keyOf(run)}>
              <p class="row">
                <b>{about(run)}</b>
                <span class={`chip ${tones[run.state]}`}>{strings.states[run.state]}</span>
              </p>
              {whom(run)} · {strings.figures(run.mails, run.families)}
              <Progress run={run} />
              <br />
              <span class="small muted">
                {longMoment(run.startedAt)}
                {run.next !== undefined && ` · ${strings.next(longMoment(run.next))}`}
                {run.reason !== undefined && ` · ${run.reason}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Progress({ run: { state, families, outOf } }: { readonly run: ReminderRun }) {
  if (state !== "underWay" || outOf === undefined || outOf === 0) return null;
  const part = Math.min(100, Math.round((families / outOf) * 100));
  return <progress max={100} value={part} aria-label={strings.progress(part)} />;
}
