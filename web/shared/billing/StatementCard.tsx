/** One month of one account: its sum, its state, its PDF in one tap, and its lines when they are asked for. */
import { useState } from "preact/hooks";
import type { DetailView, LineView, StatementView } from "../../../functions/billing/contract/views.ts";
import { invoices as strings } from "../../strings/fr/billing.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { dateOnly, fullDay, monthWords } from "../format/dates.ts";
import { price } from "../format/euros.ts";
import { capitalised, listed } from "../format/text.ts";
import { Failure } from "../ui/Failure.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

interface Props {
  readonly statement: StatementView;
  /** Absent: who looks may read its sum, and no more. */
  readonly open?: {
    readonly detail: (statement: StatementView) => Promise<DetailView>;
    readonly pdf: (statement: StatementView) => Promise<{ readonly url: string }>;
  };
}

export function StatementCard({ statement, open }: Props) {
  const { period, accountId, accountName, total, own, carried, state } = statement;
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = `facture-${period}-${accountId}`;
  const openPdf = async (): Promise<void> => {
    setProblem(null);
    try {
      if (open) window.location.assign((await open.pdf(statement)).url);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <article class="card stack tight" aria-labelledby={key}>
      <div class="invoice-head">
        <h2 id={key}>{capitalised(monthWords(period))}</h2>
        <b class="amount">{price(state.kind === "issued" ? total : own)}</b>
        <p class="muted">{accountName}</p>
      </div>
      {state.kind === "issued" ? (
        <>
          <p>
            {strings.due(dateOnly(state.dueOn))}
            <br />
            <span class="small muted">
              {strings.number(state.number)} · {strings.reference(state.reference)}
            </span>
          </p>
          {carried.length > 0 && <p class="small">{strings.carries(listed(carried.map(monthWords)))}</p>}
        </>
      ) : (
        <p>
          <span class={`chip ${state.kind === "waits" ? "wait" : "off"}`}>
            {state.kind === "waits" ? strings.states.waits : strings.states.carried(state.by)}
          </span>
        </p>
      )}
      {state.kind === "issued" && open && (
        <div class="row no-print">
          {state.archived ? (
            <button
              type="button"
              class="button ghost"
              aria-label={strings.pdfOf(state.number)}
              onClick={() => {
                void openPdf();
              }}
            >
              <Icon name="document" /> {strings.pdf}
            </button>
          ) : (
            <span class="small muted">{strings.preparing}</span>
          )}
        </div>
      )}
      {problem && <Failure problem={problem} />}
      {open ? <Lines statement={statement} read={open.detail} /> : <p class="small muted">{strings.closed}</p>}
    </article>
  );
}

interface LinesProps {
  readonly statement: StatementView;
  readonly read: (statement: StatementView) => Promise<DetailView>;
}

function Lines({ statement, read }: LinesProps) {
  const [detail, setDetail] = useState<DetailView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async (): Promise<void> => {
    setProblem(null);
    try {
      setDetail(await read(statement));
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && !detail) void load();
      }}
    >
      <summary>
        {strings.detail}
        <span class="visually-hidden">
          {" "}
          {statement.accountName}, {monthWords(statement.period)}
        </span>
      </summary>
      {detail ? (
        <div class="stack tight">
          <dl class="invoice-lines">
            {detail.lines.map((line, rank) => (
              <Line key={rank} line={line} />
            ))}
          </dl>
          <Ways detail={detail} />
        </div>
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void load();
          }}
        />
      ) : (
        <Skeleton lines={3} />
      )}
    </details>
  );
}

const whyOf = ({ quantity, corrects, reasons }: LineView): string =>
  corrects && quantity < 0
    ? strings.takenBack(monthWords(corrects))
    : [...(corrects ? [strings.corrected(monthWords(corrects))] : []), ...reasons].join(" ; ");

const Line = ({ line }: { readonly line: LineView }) => (
  <div>
    <dt>
      {capitalised(fullDay(line.date))} · {line.firstName}
    </dt>
    <dd>
      <b>{price(line.amount)}</b>
      <span>
        {line.activityName}, {line.unitName}
      </span>
      <span class="muted">{strings.times(line.quantity, price(line.unitPrice))}</span>
      <span class="small muted">{capitalised(whyOf(line))}</span>
    </dd>
  </div>
);

function Ways({ detail: { statement, ways, payfip, contest } }: { readonly detail: DetailView }) {
  const { state } = statement;
  if (state.kind !== "issued") return null;
  return (
    <>
      <h3>{strings.how}</h3>
      <ul>
        {payfip !== undefined && <li>{strings.payfip(payfip, state.reference)}</li>}
        {ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <h3>{strings.contest}</h3>
      <p class="small">{contest}</p>
    </>
  );
}
