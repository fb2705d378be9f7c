/**
 * One card for each that waits. One of them is current: J and K or the arrows go to the next and the one before, A accepts, R
 * refuses. The keys act only while the focus is on a card, so that they disturb neither typing nor a screen reader's
 * own.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dayOf, longDay, longMoment } from "../../shared/format/dates.ts";
import { DateTile } from "../../shared/ui/DateTile.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { approvals as strings } from "../../strings/fr/approval.ts";
import { familyPath } from "../shell/paths.ts";
import { officeDocuments } from "../../strings/fr/document/document.ts";
import { ReviewDialog } from "../document/ReviewDialog.tsx";
import { aboutOf, decide, nameOf, sortOf, type Approval, type ApprovalOf, type Word } from "./decide.ts";
import { RefuseDialog } from "./RefuseDialog.tsx";

interface Props {
  readonly approvals: readonly Approval[];
  readonly onAnswered: (approval: Approval) => void;
  readonly onReload: () => Promise<void>;
}

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

export function ApprovalList({ approvals, onAnswered, onReload }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<{ readonly name: string; readonly problem: Problem } | null>(null);
  const [refusing, setRefusing] = useState<Approval | null>(null);
  const [reviewing, setReviewing] = useState<ApprovalOf<"document"> | null>(null);
  /** Where the focus goes once a card is gone. */
  const goOn = useRef<number | null>(null);
  const at = Math.min(current, approvals.length - 1);
  const focus = (index: number): void => {
    list.current?.querySelectorAll<HTMLElement>("[data-approval]")[index]?.focus();
  };

  useEffect(() => {
    if (goOn.current === null) return;
    focus(Math.min(goOn.current, approvals.length - 1));
    goOn.current = null;
  }, [approvals]);
  // The last one is gone: what says so is read next.
  useEffect(
    () => () => {
      queueMicrotask(() => {
        document.querySelector<HTMLElement>("[data-rest]")?.focus();
      });
    },
    [],
  );

  const answered = (one: Approval, word: string): void => {
    goOn.current = approvals.indexOf(one);
    toast(word);
    onAnswered(one);
  };
  const accept = async (one: Approval, until?: Word["until"]): Promise<void> => {
    const name = nameOf(one);
    if (busy.has(name)) return;
    setBusy(new Set([...busy, name]));
    setFailed(null);
    try {
      await decide(one, { decision: "accept", until });
      answered(one, strings.accepted(aboutOf(one), one.toCall));
    } catch (error) {
      setFailed({ name, problem: asProblem(error) });
    } finally {
      setBusy((before) => new Set([...before].filter((other) => other !== name)));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const onCard = event.target instanceof HTMLElement && event.target.dataset["approval"] !== undefined;
    const one = approvals[at];
    if (!onCard || !one || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step !== undefined) focus(Math.min(Math.max(at + step, 0), approvals.length - 1));
    else if (event.key === "a") void accept(one);
    else if (event.key === "r") setRefusing(one);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <ul class="plain approvals" ref={list} aria-label={strings.list} onKeyDown={onKeyDown}>
        {approvals.map((one, index) => {
          const name = nameOf(one);
          return (
            <Card
              key={name}
              approval={one}
              current={index === at}
              busy={busy.has(name)}
              problem={failed?.name === name ? failed.problem : null}
              onFocus={() => {
                setCurrent(index);
              }}
              onAccept={() => {
                void accept(one);
              }}
              onRefuse={() => {
                setRefusing(one);
              }}
              onReview={setReviewing}
              onReload={onReload}
            />
          );
        })}
      </ul>
      {reviewing && (
        <ReviewDialog
          waiting={reviewing}
          onClose={() => {
            setReviewing(null);
          }}
          onRefuse={() => {
            setReviewing(null);
            setRefusing(reviewing);
          }}
          onAccept={async (until) => {
            await decide(reviewing, { decision: "accept", until });
            setReviewing(null);
            answered(reviewing, strings.accepted(aboutOf(reviewing), reviewing.toCall));
          }}
        />
      )}
      {refusing && (
        <RefuseDialog
          approval={refusing}
          onClose={() => {
            setRefusing(null);
          }}
          onDone={() => {
            setRefusing(null);
            answered(refusing, strings.refused(aboutOf(refusing), refusing.toCall));
          }}
        />
      )}
    </>
  );
}

interface CardProps {
  readonly approval: Approval;
  readonly current: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onFocus: () => void;
  readonly onAccept: () => void;
  readonly onRefuse: () => void;
  readonly onReview: (approval: ApprovalOf<"document">) => void;
  readonly onReload: () => Promise<void>;
}

const tones = { booking: "", cancellation: " wait", change: " ok", document: " wait" } as const;

function Card({ approval, current, busy, problem, onFocus, onAccept, onRefuse, onReview, onReload }: CardProps) {
  const { familyCode, familyName, toCall, reason } = approval;
  const sort = sortOf(approval);
  const about = aboutOf(approval);
  return (
    <li
      class="card approval"
      data-approval
      tabIndex={current ? 0 : -1}
      onFocusCapture={onFocus}
      aria-label={`${strings.kinds[sort]} : ${about}`}
      aria-busy={busy}
    >
      <DateTile date={approval.kind === "document" ? dayOf(approval.at) : approval.date} />
      <div class="stack tight">
        <p class="row">
          <span class={`chip${tones[sort]}`}>{strings.kinds[sort]}</span>
          <span class="small muted">
            {approval.kind === "document"
              ? strings.sent(longMoment(approval.at))
              : strings.asked(longMoment(approval.at))}
          </span>
        </p>
        {approval.kind === "document" ? (
          <Documents approval={approval} onReview={onReview} />
        ) : (
          <Booking approval={approval} />
        )}
        {reason !== undefined && <blockquote class="said">« {reason} »</blockquote>}
        <p class="small">
          <a href={familyPath(familyCode)}>{strings.family(familyCode)}</a> · {familyName}
          {toCall && ` · ${strings.toCall}`}
        </p>
        {problem && (
          <Notice tone="no" title={problem.title} live>
            <p>{problem.detail}</p>
            {problem.is("changed") && (
              <button
                type="button"
                class="button ghost"
                onClick={() => {
                  void onReload();
                }}
              >
                {strings.reload}
              </button>
            )}
          </Notice>
        )}
      </div>
      <div class="approval-acts">
        <button
          type="button"
          class="button"
          aria-disabled={busy || undefined}
          aria-label={strings.of(strings.accept, about)}
          onClick={onAccept}
        >
          {busy ? strings.working : strings.accept}
        </button>
        <button
          type="button"
          class="button ghost"
          disabled={busy}
          aria-label={strings.of(strings.refuse, about)}
          onClick={onRefuse}
        >
          {strings.refuse}
        </button>
      </div>
    </li>
  );
}

function Booking({
  approval: { childName, date, unitName, activityName, siteName, to },
}: {
  readonly approval: ApprovalOf<"booking">;
}) {
  return (
    <>
      <h2>{childName}</h2>
      <p>
        {strings.now(longDay(date), unitName)}
        <br />
        <span class="muted small">
          {activityName}, {siteName}
        </span>
      </p>
      {to && (
        <p class="instead">
          <Icon name="repeat" size={18} />
          <b>{strings.instead(longDay(to.date), to.unitName)}</b>
        </p>
      )}
    </>
  );
}

function Documents({
  approval,
  onReview,
}: {
  readonly approval: ApprovalOf<"document">;
  readonly onReview: (approval: ApprovalOf<"document">) => void;
}) {
  const about = aboutOf(approval);
  return (
    <>
      <h2>{about}</h2>
      <p class="row">
        <button
          type="button"
          class="button ghost"
          onClick={() => {
            onReview(approval);
          }}
        >
          <Icon name="eye" /> {officeDocuments.see}
          <span class="visually-hidden"> : {about}</span>
        </button>
        <span class="small muted">{officeDocuments.files(approval.documents.length)}</span>
      </p>
    </>
  );
}
