/** « Facturation »: a month is tried, looked at, then billed; the runs, and how far each is. */
import { useEffect, useState } from "preact/hooks";
import type { BillingOverview, RunView } from "../../../functions/billing/contract/office.ts";
import type { PlainMonth } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { longMoment, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised, listed } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { billing as strings } from "../../strings/fr/billing.ts";
import { MonthSelect } from "../ui/MonthSelect.tsx";
import { Claims } from "./Claims.tsx";
import { TrialResult } from "./TrialResult.tsx";
import { useTrial } from "./useTrial.ts";

const overviewOf = reading((_: null, signal) => call("billing.runs", { signal }));

/** While a run is under way, how often it is asked how far it is. */
const progressEvery = 3000;

export function BillingPage() {
  const { data, problem, reload } = useQuery(overviewOf, null);
  const underWay = data?.runs.some(({ state }) => state !== "done") ?? false;
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
        <p class="muted">{strings.intro}</p>
      </div>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? <Loaded data={data} reload={reload} /> : !problem && <CardsSkeleton cards={2} lines={3} />}
    </div>
  );
}

interface Props {
  readonly data: BillingOverview;
  readonly reload: () => Promise<void>;
}

function Loaded({ data, reload }: Props) {
  if (data.accounts.length === 0)
    return (
      <Notice tone="wait" title={strings.none}>
        <p>{strings.noneText}</p>
      </Notice>
    );
  return (
    <>
      {data.forgotten.length > 0 && (
        <Notice tone="no" title={strings.forgotten(listed(data.forgotten.map(monthWords)))}>
          <p>{strings.forgottenText}</p>
        </Notice>
      )}
      <Month data={data} reload={reload} />
      <Runs data={data} reload={reload} />
      <Claims months={data.runs.filter(({ state }) => state !== "stating").map(({ period }) => period)} />
    </>
  );
}

function Month({ data: { months, accounts, runs }, reload }: Props) {
  const [period, setPeriod] = useState<PlainMonth | undefined>(
    months.find((month) => !runs.some((run) => run.period === month)) ?? months[0],
  );
  const { trial, begin, stop } = useTrial();
  const [asking, setAsking] = useState(false);
  const billed = runs.some((run) => run.period === period);
  const shown = trial?.period === period ? trial : null;
  if (period === undefined) return null;
  return (
    <section class="card stack tight" aria-labelledby="essai">
      <h2 id="essai">{strings.try}</h2>
      <div class="row">
        <MonthSelect id="mois" label={strings.month} months={months} value={period} onMonth={setPeriod} />
      </div>
      <div class="row">
        <button
          type="button"
          class="button ghost"
          aria-disabled={shown?.state === "running" || undefined}
          onClick={() => {
            if (shown?.state !== "running") void begin(period);
          }}
        >
          {shown ? strings.tryAgain : strings.try}
        </button>
        {shown?.state === "running" && (
          <button type="button" class="button ghost" onClick={stop}>
            {strings.stop}
          </button>
        )}
        {shown?.state === "done" && !billed && (
          <button
            type="button"
            class="button"
            onClick={() => {
              setAsking(true);
            }}
          >
            {strings.start(monthWords(period))}
          </button>
        )}
      </div>
      {billed && <p class="muted">{strings.already}</p>}
      {shown && (
        <>
          <p role="status">
            {shown.state === "running"
              ? strings.trying(shown.families)
              : strings.tried(shown.families, monthWords(period))}
          </p>
          {shown.problem && <Failure problem={shown.problem} />}
          <TrialResult
            trial={shown}
            nameOf={(accountId) => accounts.find(({ id }) => id === accountId)?.name ?? accountId}
          />
        </>
      )}
      {asking && (
        <ConfirmDialog
          title={strings.startTitle(monthWords(period))}
          action={strings.start(monthWords(period))}
          busyLabel={strings.starting}
          onConfirm={async () => {
            await call("billing.start", { params: { period } });
            await reload();
            announce(strings.started);
            setAsking(false);
          }}
          onClose={() => {
            setAsking(false);
          }}
        >
          <p>{strings.startText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function Runs({ data: { runs }, reload }: Props) {
  return (
    <section class="card stack tight" aria-labelledby="facturations">
      <h2 id="facturations">{strings.runs}</h2>
      {runs.length === 0 ? (
        <p class="muted">{strings.noRun}</p>
      ) : (
        <ul class="plain closures">
          {runs.map((run) => (
            <li key={run.period}>
              <Run run={run} reload={reload} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface RunProps {
  readonly run: RunView;
  readonly reload: () => Promise<void>;
}

const partOf = ({ state, families, outOf, archived, invoices }: RunView): number | null => {
  const [done, all] = state === "stating" ? [families, outOf ?? 0] : [archived, invoices];
  return state === "done" || all === 0 ? null : Math.min(100, Math.round((done / all) * 100));
};

function Run({ run, reload }: RunProps) {
  const part = partOf(run);
  return (
    <>
      <p class="row">
        <b>{capitalised(monthWords(run.period))}</b>
        <span class={`chip ${run.stuck ? "no" : run.state === "done" ? "ok" : "wait"}`}>
          {run.stuck ? strings.stuck : strings.states[run.state]}
        </span>
      </p>
      {strings.figures(run.invoices, price(run.amount))}
      {run.waiting > 0 && ` · ${strings.waits(run.waiting)}`}
      {run.unpriced > 0 && ` · ${strings.unpricedRun(run.unpriced)}`}
      {(run.state === "stating" || run.invoices > 0) && (
        <>
          <br />
          {run.state === "stating" ? strings.families(run.families) : strings.archived(run.archived, run.invoices)}
          {run.byPost > 0 && ` · ${strings.byPost(run.byPost)}`}
        </>
      )}
      {part !== null && (
        <>
          <br />
          <progress max={100} value={part} aria-label={strings.progress(part)} />
        </>
      )}
      <br />
      <span class="small muted">{strings.by(run.startedBy, longMoment(run.startedAt))}</span>
      {run.stuck && (
        <p>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              void call("billing.start", { params: { period: run.period } }).then(reload);
            }}
          >
            {strings.resume}
          </button>
        </p>
      )}
    </>
  );
}
