/**
 * « Confirmer mes fiches »: the pages to read, which of them are confirmed and by whom, and, once all are, the
 * confirmation of the whole. What was confirmed is the server's to know: one can stop and go on on another device.
 */
import { useState } from "preact/hooks";
import type { CertificationView, PageView } from "../../../functions/certification/contract/own.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { dateOnly, dayOf } from "../../shared/format/dates.ts";
import { listed } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { certification as strings } from "../../strings/fr/certification.ts";
import { shell } from "../../strings/fr/shell.ts";
import { certificationOf, gridBefore, nextToRead, stepHref } from "./steps.ts";

export function CertificationPage() {
  const { data, problem, reload } = useQuery(certificationOf, null);
  /** Certified a moment ago, here. */
  const [done, setDone] = useState(false);
  const begun = data?.pages.some(({ standing }) => standing !== "toRead") === true;
  return (
    <div class="stack reading">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? (
        data.due || begun ? (
          <Overview
            view={data}
            begun={begun}
            onChanged={reload}
            onDone={async () => {
              await reload();
              setDone(true);
            }}
          />
        ) : (
          <Certified view={data} live={done} />
        )
      ) : (
        !problem && <CardsSkeleton />
      )}
    </div>
  );
}

function Certified({ view: { last, pages }, live }: { readonly view: CertificationView; readonly live: boolean }) {
  const back = gridBefore();
  const [first] = pages;
  return (
    <>
      <Notice tone="ok" title={strings.done} live={live}>
        {last && <p>{strings.until(dateOnly(last.until))}</p>}
        {last && <p class="small">{strings.last(dateOnly(dayOf(last.at)), last.by)}</p>}
      </Notice>
      <div class="row">
        <a class="button" href={back ?? "/inscrire"}>
          {back === null ? strings.book : strings.back}
        </a>
        {first && (
          <a class="button ghost" href={stepHref(first)}>
            {strings.again}
          </a>
        )}
      </div>
    </>
  );
}

const tones = { toRead: "", confirmed: " ok", changed: " wait" } as const;

const Line = ({ page }: { readonly page: PageView }) => (
  <li class="row between">
    <a href={stepHref(page)}>{page.title}</a>
    <span class="row chips">
      {page.standing === "confirmed" && page.confirmed && (
        <span class="small muted">{strings.by(page.confirmed.by, dateOnly(dayOf(page.confirmed.at)))}</span>
      )}
      <span class={`chip${tones[page.standing]}`}>{strings.standings[page.standing]}</span>
    </span>
  </li>
);

interface OverviewProps {
  readonly view: CertificationView;
  readonly begun: boolean;
  readonly onChanged: () => Promise<void>;
  readonly onDone: () => Promise<void>;
}

function Overview({ view, begun, onChanged, onDone }: OverviewProps) {
  const { pages, activities, last, due } = view;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const next = nextToRead(view);
  const confirmed = pages.filter(({ standing }) => standing === "confirmed").length;
  const certify = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await sendOnce(["certify", pages.map(({ seen }) => seen)], (idempotencyKey) =>
        call("certification.certify", { body: { idempotencyKey }, repeatable: true }),
      );
      await onDone();
    } catch (error) {
      const found = asProblem(error);
      setProblem(found);
      setBusy(false);
      if (found.is("changed")) await onChanged();
    }
  };
  return (
    <>
      {due && activities.length > 0 && <p>{strings.asked(listed(activities))}</p>}
      {last && <p class="small muted">{strings.last(dateOnly(dayOf(last.at)), last.by)}</p>}
      {problem && (
        <Notice tone="no" title={problem.title} live>
          <p>{problem.detail}</p>
        </Notice>
      )}
      <section class="card stack tight certify" aria-labelledby="pages-a-confirmer">
        <h2 id="pages-a-confirmer">{strings.pages}</h2>
        <p class="small muted">{strings.progress(confirmed, pages.length)}</p>
        <progress max={pages.length} value={confirmed} aria-label={strings.progress(confirmed, pages.length)} />
        <ol class="plain stack tight">
          {pages.map((page) => (
            <Line key={page.title + (page.childId ?? "")} page={page} />
          ))}
        </ol>
        {next ? (
          <p>
            <a class="button" href={stepHref(next)}>
              {begun ? strings.goOn(next.title) : strings.begin}
            </a>
          </p>
        ) : (
          <>
            <p>{strings.summaryText}</p>
            <div>
              <button
                type="button"
                class="button"
                aria-disabled={busy || undefined}
                onClick={() => {
                  void certify();
                }}
              >
                {busy ? strings.confirming : strings.confirm}
              </button>
            </div>
          </>
        )}
      </section>
    </>
  );
}
