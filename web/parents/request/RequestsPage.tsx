/**
 * « Suivre mes demandes »: everything that passes between the family and the office in one list, with where it stands,
 * what was said, and what happens next.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { HistoryEntry } from "../../../functions/history/contract.ts";
import type { Instant, RequestId } from "../../../functions/kernel/ids.ts";
import type { RequestView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { takeWord } from "../../shared/flash.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { usePages } from "../../shared/usePages.ts";
import { familyFile, requests as strings, togetherDraft } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { useBookingsAhead } from "../booking/bookingsAhead.ts";
import { documentsOf } from "../document/documentsOf.ts";
import { enrolmentsOf } from "../enrolment/enrolmentsOf.ts";
import { documentsPath } from "../shell/paths.ts";
import { readTogether } from "./draft.ts";
import { DraftCard } from "./DraftCard.tsx";
import { exchangesIn, type Exchange } from "./exchanges.ts";
import { DocumentLine, EnrolmentLine, OfficeAct, WaitingBooking } from "./OtherLines.tsx";
import { RequestCard } from "./RequestCard.tsx";
import { requestsBefore } from "./requestsOf.ts";

async function historyBefore(before: Instant | undefined): Promise<{
  readonly items: readonly HistoryEntry[];
  readonly next: Instant | undefined;
}> {
  const page = await call("history.own", { query: before === undefined ? {} : { before } });
  return { items: page.entries, next: page.before };
}

function useExchanges() {
  const requests = usePages<RequestView, RequestId>(requestsBefore);
  const history = usePages<HistoryEntry, Instant>(historyBefore);
  const bookings = useBookingsAhead();
  const enrolled = useQuery(enrolmentsOf, null);
  const papers = useQuery(documentsOf, null);
  const pages = { requests, history };
  const ready =
    (requests.items !== null || requests.problem !== null) &&
    (history.items !== null || history.problem !== null) &&
    [bookings, enrolled, papers].every(({ data, problem }) => data !== null || problem !== null);
  const exchanges = exchangesIn({
    requests: { items: requests.items ?? [], next: requests.next },
    history: { items: history.items ?? [], next: history.next },
    bookings: bookings.data?.bookings ?? [],
    enrolments: enrolled.data?.children ?? [],
    documents: papers.data?.owners ?? [],
  });
  const { readOn } = exchanges;
  return {
    ...exchanges,
    ready,
    family: bookings.data?.children ?? [],
    failed: [
      ...[requests, history].map(({ problem, retry }) => ({ problem, retry })),
      ...[bookings, enrolled, papers].map(({ problem, reload }) => ({
        problem,
        retry: () => {
          void reload();
        },
      })),
    ],
    earlier: {
      more:
        readOn.length === 0
          ? null
          : () => {
              for (const list of readOn) pages[list].more?.();
            },
      loading: readOn.some((list) => pages[list].loading),
    },
    again: (): void => {
      void requests.reload();
    },
    put: (next: RequestView): void => {
      requests.change((all) => all.map((one) => (one.id === next.id ? next : one)));
    },
  };
}

export function RequestsPage() {
  const { yours, waiting, settled, ready, family, failed, earlier, put, again } = useExchanges();
  const [draft, setDraft] = useState(readTogether);
  const [withdrawing, setWithdrawing] = useState<RequestView | null>(null);
  /** What was done on the page before. */
  const [word, setWord] = useState<string | null>(null);
  useEffect(() => {
    setWord(takeWord());
  }, []);
  const lineOf = (exchange: Exchange) => {
    const { key } = exchange;
    switch (exchange.kind) {
      case "request":
        return (
          <RequestCard
            key={key}
            request={exchange.request}
            onChanged={put}
            onWithdraw={() => {
              setWithdrawing(exchange.request);
            }}
          />
        );
      case "booking":
        return <WaitingBooking key={key} exchange={exchange} family={family} />;
      case "act":
        return <OfficeAct key={key} exchange={exchange} />;
      case "enrolment":
        return <EnrolmentLine key={key} exchange={exchange} />;
      case "document":
        return <DocumentLine key={key} exchange={exchange} />;
    }
  };
  return (
    <div class="stack reading">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {word !== null && (
        <Notice tone="ok" live>
          <p>{word}</p>
        </Notice>
      )}
      {draft && (
        <DraftCard
          draft={draft}
          onOver={(sent) => {
            setDraft(null);
            toast(sent ? familyFile.sent : togetherDraft.dropped);
            if (sent) again();
          }}
        />
      )}
      {failed.map(({ problem, retry }, rank) => problem && <Failure key={rank} problem={problem} onRetry={retry} />)}
      {!ready && <CardsSkeleton cards={3} lines={3} />}
      {ready && (
        <>
          <Part id="demandes-a-vous" title={strings.yours} lines={yours.map(lineOf)} />
          <Part id="demandes-en-attente" title={strings.waiting} lines={waiting.map(lineOf)} />
          <Part id="demandes-repondues" title={strings.settled} lines={settled.map(lineOf)} />
          {[yours, waiting, settled].every(({ length }) => length === 0) &&
            failed.every(({ problem }) => problem === null) &&
            draft === null &&
            earlier.more === null && <p class="card muted">{strings.none}</p>}
          <More pages={earlier} label={strings.older} />
          <p class="muted small">
            {strings.acceptedPapers} <a href={documentsPath}>{strings.seeDocument}</a>
          </p>
        </>
      )}
      {withdrawing && (
        <ConfirmDialog
          title={strings.withdrawTitle}
          action={strings.withdraw}
          busyLabel={strings.withdrawing}
          danger
          onClose={() => {
            setWithdrawing(null);
          }}
          onConfirm={async () => {
            const { id: requestId, version } = withdrawing;
            const next = await sendOnce(["retirer-demande", requestId, version], (idempotencyKey) =>
              call("request.withdraw", {
                params: { requestId },
                body: { idempotencyKey, seen: version },
                repeatable: true,
              }),
            );
            setWithdrawing(null);
            put(next);
            toast(strings.withdrawn);
          }}
        >
          <p>{strings.withdrawText}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** One of the three parts of the list; nothing where nothing stands in it. */
function Part({
  id,
  title,
  lines,
}: {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ComponentChildren[];
}) {
  if (lines.length === 0) return null;
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="plain stack">{lines}</ul>
    </section>
  );
}
