/**
 * « Suivre mes demandes »: everything that was asked of the office or changed in the file, with where it stands, what was
 * said, what happens next; bookings that wait for its word, and enrolments for the year, stand with it.
 */
import { useEffect, useState } from "preact/hooks";
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../functions/family/contract.ts";
import type { RequestView } from "../../../functions/request/contract/file.ts";
import type { RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { hasDraft } from "../../shared/drafts.ts";
import { takeWord } from "../../shared/flash.ts";
import { datedMoment, fullDay } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { More } from "../../shared/ui/More.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { entersSomebody } from "../../shared/request/entering.ts";
import { useQuery } from "../../shared/useQuery.ts";
import { usePages } from "../../shared/usePages.ts";
import { requests as strings } from "../../strings/fr/request.ts";
import { shell } from "../../strings/fr/shell.ts";
import { enrolmentsOf } from "../enrolment/enrolmentsOf.ts";
import { useBookingsAhead } from "../booking/bookingsAhead.ts";
import { inOrder, keyOfBooking } from "../booking/order.ts";
import { changesPath, correctChildPath, correctPath } from "../shell/paths.ts";
import { answerDraft, AnswerForm } from "./AnswerForm.tsx";
import { Enrolments, shownEnrolments } from "./Enrolments.tsx";
import { requestsBefore } from "./requestsOf.ts";

const tones = {
  sent: " wait",
  takenInHand: " wait",
  moreAsked: " no",
  accepted: " ok",
  refused: " no",
  withdrawn: " off",
  done: " ok",
} as const;

export function RequestsPage() {
  const pages = usePages<RequestView, RequestId>(requestsBefore);
  const bookings = useBookingsAhead();
  const enrolled = useQuery(enrolmentsOf, null);
  const [withdrawing, setWithdrawing] = useState<RequestView | null>(null);
  /** What was done on the page before. */
  const [word, setWord] = useState<string | null>(null);
  useEffect(() => {
    setWord(takeWord());
  }, []);
  const { items, problem } = pages;
  const waiting = inOrder(
    (bookings.data?.bookings ?? []).filter(({ status, asked, past }) => !past && (status === "pending" || asked)),
  );
  const enrolments = enrolled.data ? shownEnrolments(enrolled.data) : [];
  const put = (next: RequestView): void => {
    pages.change((all) => all.map((one) => (one.id === next.id ? next : one)));
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
      {bookings.problem && (
        <Failure
          problem={bookings.problem}
          onRetry={() => {
            void bookings.reload();
          }}
        />
      )}
      {waiting.length > 0 && <WaitingBookings bookings={waiting} family={bookings.data?.children ?? []} />}
      {enrolled.problem && (
        <Failure
          problem={enrolled.problem}
          onRetry={() => {
            void enrolled.reload();
          }}
        />
      )}
      {enrolments.length > 0 && <Enrolments enrolments={enrolments} />}
      {problem && <Failure problem={problem} onRetry={pages.retry} />}
      {!items && !problem && <CardsSkeleton cards={3} lines={3} />}
      {items?.length === 0 && waiting.length === 0 && enrolments.length === 0 && (
        <p class="card muted">{strings.none}</p>
      )}
      {items && items.length > 0 && (
        <section class="stack" aria-labelledby="demandes-fiche">
          <h2 id="demandes-fiche">{strings.fileRequests}</h2>
          <ul class="plain stack">
            {items.map((one) => (
              <Request
                key={one.id}
                request={one}
                onChanged={put}
                onWithdraw={() => {
                  setWithdrawing(one);
                }}
              />
            ))}
          </ul>
        </section>
      )}
      <More pages={pages} label={strings.older} />
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

export const titleOf = ({ title, whose }: Pick<RequestView, "title" | "whose">): string =>
  whose === undefined ? title : strings.ofTitle(title, whose);

/** Bookings that wait, and what is asked about others after their deadline. */
function WaitingBookings({
  bookings,
  family,
}: {
  readonly bookings: readonly BookingView[];
  readonly family: readonly ChildView[];
}) {
  return (
    <section class="stack tight" aria-labelledby="demandes-reservations">
      <h2 id="demandes-reservations">{strings.bookings}</h2>
      <ul class="plain stack tight">
        {bookings.map((booking) => (
          <li class="card stack tight" key={keyOfBooking(booking)}>
            <div class="row between">
              <h3>{capitalised(fullDay(booking.date))}</h3>
              <span class="chip wait">
                {booking.asked?.what === "change"
                  ? strings.changeState
                  : booking.asked
                    ? strings.cancelState
                    : strings.bookingState}
              </span>
            </div>
            <p>
              {family.find(({ id }) => id === booking.childId)?.firstName}, {booking.activityName}, {booking.unitName}
            </p>
          </li>
        ))}
      </ul>
      <p class="small muted">{strings.bookingNext}</p>
      <p>
        <a href={changesPath}>{strings.seeBookings}</a>
      </p>
    </section>
  );
}

interface Props {
  readonly request: RequestView;
  readonly onChanged: (next: RequestView) => void;
  readonly onWithdraw: () => void;
}

function Request({ request, onChanged, onWithdraw }: Props) {
  const { id, state, sentAt, changes, documents, acts } = request;
  const [answering, setAnswering] = useState(() => hasDraft(answerDraft(id)));
  const open = state === "sent" || state === "takenInHand" || state === "moreAsked";
  const title = titleOf(request);
  const last = acts.findLast(({ what, text }) => text !== undefined && (what === "refused" || what === "moreAsked"));
  return (
    <li class="card stack tight" id={id}>
      <div class="row between">
        <h3>{title}</h3>
        <span class={`chip${tones[state]}`}>{strings.states[state]}</span>
      </div>
      <p class="small muted">
        {state === "done" ? strings.doneOn(datedMoment(sentAt)) : strings.sentOn(datedMoment(sentAt))}
      </p>
      <dl class="facts">
        {changes.map(({ field, label, before, after }) => (
          <Fact key={field} name={label} said={after} none={strings.nothing}>
            {!entersSomebody(request.section) && (
              <p class="small muted">
                {strings.before} : {before ?? strings.nothing}
              </p>
            )}
          </Fact>
        ))}
      </dl>
      {documents.length > 0 && (
        <p class="small">{strings.documents([...new Set(documents.map(({ kindName }) => kindName))])}</p>
      )}
      {last && (state === "refused" || state === "moreAsked") && (
        <Notice tone={state === "refused" ? "no" : "wait"} title={strings.states[state]}>
          <p>« {last.text} »</p>
        </Notice>
      )}
      <p>{strings.next[state]}</p>
      {acts.length > 1 && (
        <details>
          <summary>{strings.thread}</summary>
          <ol class="plain">
            {acts.map(({ what, at, who, text }, rank) => (
              <li key={`${at} ${rank}`} class="small">
                {strings.acts[what]} · <span class="muted">{strings.who(who, datedMoment(at))}</span>
                {text !== undefined && (
                  <>
                    <br />« {text} »
                  </>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
      {(open || state === "refused") && (
        <div class="row">
          {open && !answering && (
            <button
              type="button"
              class={state === "moreAsked" ? "button" : "button ghost"}
              aria-label={strings.actOf(strings.answer, title)}
              onClick={() => {
                setAnswering(true);
              }}
            >
              {strings.answer}
            </button>
          )}
          <a
            class={state === "refused" ? "button" : "button ghost"}
            href={
              request.section === "childRecord" && request.childId !== undefined
                ? correctChildPath(request.childId, id)
                : correctPath(id)
            }
            aria-label={strings.actOf(state === "refused" ? strings.mend : strings.correct, title)}
          >
            {state === "refused" ? strings.mend : strings.correct}
          </a>
          {open && (
            <button
              type="button"
              class="text-button"
              aria-label={strings.actOf(strings.withdraw, title)}
              onClick={onWithdraw}
            >
              {strings.withdraw}
            </button>
          )}
        </div>
      )}
      {answering && (
        <AnswerForm
          request={request}
          onClose={() => {
            setAnswering(false);
          }}
          onAnswered={(next) => {
            setAnswering(false);
            toast(strings.answered);
            onChanged(next);
          }}
        />
      )}
    </li>
  );
}
