/** « Mon quotient familial »: what counts today, where it comes from, until when, and what to do when nothing does. */
import type { QuotientValueView, QuotientView } from "../../../functions/quotient/contract/months.ts";
import type { SectionView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, monthWords } from "../../shared/format/dates.ts";
import { euros } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { quotient as strings } from "../../strings/fr/quotient/quotient.ts";
import { shell } from "../../strings/fr/shell.ts";
import { quotientPapersPath, requestsPath, simulatorPath } from "../shell/paths.ts";
import { OwnCircumstances, ownSituation } from "../price/OwnCircumstances.tsx";
import { BackToStep, withStep } from "../shell/BackToStep.tsx";
import { SourceCard } from "./SourceCard.tsx";

const ownQuotient = reading((_: null, signal) => call("quotient.own", { signal }));
const ownSource = reading((_: null, signal) => call("quotient.source", { signal }));
/** Its figures, as they can be sent to the office, or wait there. */
const ownPapers = reading((_: null, signal) =>
  call("request.file", { query: { section: "quotientPapers" as const }, signal }),
);

export function QuotientPage() {
  const { data, problem, reload } = useQuery(ownQuotient, null);
  const source = useQuery(ownSource, null);
  const situation = useQuery(ownSituation, null);
  const sending = useQuery(ownPapers, null);
  const papers = sending.data?.sections[0];
  /** What of the rest could not be read: said in one place, and asked for again together. */
  const unread = [source, situation, sending].filter((part) => part.problem && !part.data);
  const unreadProblem = unread[0]?.problem;
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      <BackToStep />
      {data ? (
        <>
          <Today view={data} />
          {papers && <Waiting view={papers} />}
          {source.data && (
            <SourceCard
              source={source.data}
              onChanged={async () => {
                await Promise.all([source.reload(), reload()]);
              }}
            />
          )}
          {situation.data && <OwnCircumstances circumstances={situation.data.circumstances} />}
          {unreadProblem && (
            <Failure
              problem={unreadProblem}
              onRetry={() => {
                for (const part of unread) void part.reload();
              }}
            />
          )}
          <HowTo kind={data.kind} papers={papers} />
          {data.values.length > 0 && <Months view={data} />}
        </>
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={1} lines={3} />
      )}
    </div>
  );
}

function Today({ view: { standing } }: { readonly view: QuotientView }) {
  switch (standing.state) {
    case "valid":
    case "ending":
      return (
        <>
          {standing.state === "ending" && (
            <Notice tone="wait" title={strings.endingTitle(dateOnly(standing.coveredUntil))}>
              <p>{strings.endingText}</p>
            </Notice>
          )}
          <InForce value={standing.inForce} coveredUntil={standing.coveredUntil} />
        </>
      );
    case "ended":
      return (
        <Notice tone="no" title={strings.endedTitle(dateOnly(standing.last.until))}>
          <p>{strings.endedText}</p>
        </Notice>
      );
    case "none":
      return (
        <Notice tone="wait" title={strings.noneTitle}>
          <p>{strings.noneText}</p>
          {standing.next && <p>{strings.nextFrom(euros(standing.next.value), dateOnly(standing.next.from))}</p>}
        </Notice>
      );
  }
}

interface InForceProps {
  readonly value: QuotientValueView;
  readonly coveredUntil: QuotientValueView["until"];
}

const InForce = ({ value: { value, month, origin, until }, coveredUntil }: InForceProps) => (
  <section class="card stack tight" aria-labelledby="quotient-du-jour">
    <h2 id="quotient-du-jour">{strings.counts}</h2>
    <p class="amount">{euros(value)}</p>
    <p>{strings.ofMonth(monthWords(month), strings.origins[origin])}</p>
    <p class="muted">
      {strings.until(dateOnly(until))}
      {coveredUntil > until && ` ${strings.followed(dateOnly(coveredUntil))}`}
    </p>
    {value === 0 && <p>{strings.zero}</p>}
  </section>
);

interface HowToProps extends Pick<QuotientView, "kind"> {
  /** Undefined: not known yet, or not to be known. */
  readonly papers: SectionView | undefined;
}

interface PapersProps {
  readonly view: SectionView;
}

/** The way to send figures and papers: none while some wait, nor where the town does not take them here. */
const Sending = ({ view: { fields } }: PapersProps) =>
  fields.some(({ waiting, change }) => waiting || change === "office") ? null : (
    <a class="button" href={quotientPapersPath}>
      {strings.send}
    </a>
  );

const HowTo = ({ kind, papers }: HowToProps) => (
  <section class="card stack tight no-print" aria-labelledby="quotient-comment">
    <h2 id="quotient-comment">{strings.how}</h2>
    <p class="muted">{strings.howText[kind]}</p>
    <div class="row">
      {papers && <Sending view={papers} />}
      <a class="button ghost" href={withStep("/contact")}>
        {strings.reach}
      </a>
      <a class="button ghost" href={simulatorPath}>
        {shell.pages.simulator}
      </a>
    </div>
  </section>
);

/** What waits for the office, where something does. */
function Waiting({ view: { fields } }: PapersProps) {
  const waiting = fields.find((field) => field.waiting)?.waiting;
  return (
    waiting && (
      <Notice tone="wait" title={strings.waitingTitle}>
        <p>{strings.waitingText}</p>
        <a href={`${requestsPath}#${waiting.requestId}`}>{strings.seeRequest}</a>
      </Notice>
    )
  );
}

function Months({ view: { kind, values } }: { readonly view: QuotientView }) {
  return (
    <section class="card stack tight" aria-labelledby="quotient-mois">
      <h2 id="quotient-mois">{strings.before}</h2>
      <ul class="plain stack tight">
        {values.map((one) => (
          <li key={`${one.kind} ${one.month}`}>
            <b>{capitalised(monthWords(one.month))}</b> : {euros(one.value)}
            <br />
            <span class="small muted">
              {strings.origins[one.origin]}, {strings.fromTo(dateOnly(one.from), dateOnly(one.until))}
            </span>
            {one.kind !== kind && (
              <>
                <br />
                <span class="small">{strings.otherKind(strings.kinds[one.kind])}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
