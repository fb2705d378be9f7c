/** One month of one account: its sum, its state, its PDF in one tap, and its lines when they are asked for. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { DetailView, LineView, StatementView } from "../../../functions/billing/contract/views.ts";
import { attendedWords, invoices as strings } from "../../strings/fr/billing.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { serverNow } from "../clock.ts";
import { dateOnly, datedMoment, dayOf, fullDay, monthWords } from "../format/dates.ts";
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
  /** What else can be done with its lines. */
  readonly more?: ((detail: DetailView) => ComponentChildren) | undefined;
  /** The page on which it is paid; absent: who looks does not pay. */
  readonly payAt?: (statement: StatementView) => string;
}

/** Names a month's statement, or one of its credit notes. */
export const nameOfStatement = ({ period, accountId, note }: StatementView): string =>
  `${period}-${accountId}${note === undefined ? "" : `-${note}`}`;
export const noteQuery = ({ note }: StatementView) => (note === undefined ? {} : { note: String(note) });

type Issued = Extract<StatementView["state"], { readonly kind: "issued" }>;

const tones = { due: "wait", awaited: "wait", debited: "wait", part: "wait", paid: "ok" } as const;

/** What has become of it: paid, awaited, to pay, and whether the last attempt failed. */
const PaymentState = ({ state }: { readonly state: Issued }) => {
  const { payment, due, dueOn, awaitedSince, debitedOn, failed, writtenOff, plan, dunned, exempt } = state;
  const today = dayOf(serverNow());
  return (
    <p>
      <span class={`chip ${tones[payment]}`}>{strings.payment[payment]}</span>
      {payment === "part" && <> {strings.left(price(due))}</>}
      {payment === "awaited" && awaitedSince !== undefined && (
        <span class="small muted"> {strings.awaitedSince(datedMoment(awaitedSince))}</span>
      )}
      {payment === "debited" && debitedOn !== undefined && <> {strings.debitedOn(price(due), dateOnly(debitedOn))}</>}
      {payment !== "paid" && payment !== "debited" && (
        <>
          <br />
          {plan
            ? strings.plan(listed(plan.map((one) => strings.instalment(price(one.amount), dateOnly(one.on)))))
            : strings.due(dateOnly(dueOn))}
        </>
      )}
      {dunned && payment !== "paid" && (
        <>
          <br />
          {strings.dunned(dunned.times, datedMoment(dunned.lastAt))}
        </>
      )}
      {exempt && payment !== "paid" && (exempt.until ?? today) >= today && (
        <>
          <br />
          {exempt.until === undefined ? strings.exempt : strings.exemptUntil(dateOnly(exempt.until))}
        </>
      )}
      {writtenOff !== undefined && writtenOff > 0 && (
        <>
          <br />
          {strings.writtenOff(price(writtenOff))}
        </>
      )}
      {failed && payment !== "paid" && (
        <>
          <br />
          <span class="small">{strings.failed[failed.how](datedMoment(failed.at))}</span>
        </>
      )}
    </p>
  );
};

export function StatementCard({ statement, open, more, payAt }: Props) {
  const { period, accountName, total, own, carried, state, note, given } = statement;
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = `facture-${nameOfStatement(statement)}`;
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
        <h2 id={key}>
          {note === undefined ? capitalised(monthWords(period)) : strings.creditNote(monthWords(period))}
        </h2>
        <b class="amount">{price(state.kind === "issued" ? total : own)}</b>
        <p class="muted">{accountName}</p>
      </div>
      {state.kind === "issued" ? (
        <>
          <PaymentState state={state} />
          <p class="small muted">
            {strings.number(state.number)} · {strings.reference(state.reference)}
          </p>
          {carried.length > 0 && <p class="small">{strings.carries(listed(carried.map(monthWords)))}</p>}
        </>
      ) : (
        <p>
          <span class={`chip ${state.kind === "waits" && own !== 0 ? "wait" : "off"}`}>
            {state.kind === "carried"
              ? strings.states.carried(state.by)
              : own === 0
                ? strings.states.nothing
                : strings.states.waits}
          </span>
        </p>
      )}
      {state.kind === "issued" && (open ?? payAt) && (
        <div class="row no-print">
          {payAt && (state.payment === "due" || state.payment === "part") && (
            <a class="button" href={payAt(statement)} aria-label={strings.payOf(state.number)}>
              {strings.pay}
            </a>
          )}
          {!open ? null : state.archived ? (
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
      {given && <p class="small">{strings.given(given.reason)}</p>}
      {given && open && (
        <div class="row no-print">
          <button
            type="button"
            class="button ghost"
            aria-label={strings.pdfOfNote(monthWords(period))}
            onClick={() => {
              void openPdf();
            }}
          >
            <Icon name="document" /> {strings.pdf}
          </button>
        </div>
      )}
      {problem && <Failure problem={problem} />}
      {open ? (
        <Lines statement={statement} read={open.detail} more={more} />
      ) : (
        <p class="small muted">{strings.closed}</p>
      )}
    </article>
  );
}

interface LinesProps {
  readonly statement: StatementView;
  readonly read: (statement: StatementView) => Promise<DetailView>;
  readonly more: Props["more"];
}

function Lines({ statement, read, more }: LinesProps) {
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
          <ul class="invoice-lines">
            {detail.lines.map((line, rank) => (
              <Line key={rank} line={line} />
            ))}
          </ul>
          {more?.(detail)}
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

/** What a line rests on: the booking, what was noted that day, the unit, its price, and why. */
function factsOf({
  what,
  attended,
  activityName,
  unitName,
  quantity,
  unitPrice,
  whole,
  corrects,
  reasons,
}: LineView): readonly (readonly [string, string])[] {
  const { facts } = strings;
  const takenBack = corrects && quantity < 0;
  return [
    [facts.booking, what === "unbooked" ? facts.unbooked : facts.booked],
    [facts.attendance, attended ? attendedWords(attended) : facts.notNoted],
    [facts.unit, `${activityName}, ${unitName}`],
    [
      facts.price,
      strings.times(quantity, price(unitPrice)) + (whole === undefined ? "" : facts.insteadOf(price(whole))),
    ],
    ...(corrects
      ? [
          [
            facts.corrects,
            takenBack ? strings.takenBack(monthWords(corrects)) : strings.corrected(monthWords(corrects)),
          ] as const,
        ]
      : []),
    ...reasons.map((reason, rank) => [rank === 0 ? facts.why : "", capitalised(reason)] as const),
  ];
}

const Line = ({ line }: { readonly line: LineView }) => (
  <li>
    <details>
      <summary>
        <span>
          <b>
            {capitalised(fullDay(line.date))} · {line.firstName}
          </b>
          <span class="muted">
            {line.activityName}, {line.unitName}
          </span>
        </span>
        <b class="line-amount">{price(line.amount)}</b>
      </summary>
      <dl>
        {factsOf(line).map(([name, said], rank) => (
          <div key={rank}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </details>
  </li>
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
