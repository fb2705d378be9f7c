/** One thing that waits for a word: what it is, and Accepter, Refuser or, of a document, a look at it first. */
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dayOf, longDay, longMoment } from "../../shared/format/dates.ts";
import { DateTile } from "../../shared/ui/DateTile.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { approvals as strings } from "../../strings/fr/approval.ts";
import { familyPath, staffChildRecordPath } from "../shell/paths.ts";
import { officeDocuments } from "../../strings/fr/document/document.ts";
import { ReviewDialog } from "../document/ReviewDialog.tsx";
import { HolderChip, isHeld, TakeButton } from "../ui/InHand.tsx";
import { aboutOf, decide, isElsewhere, sortOf, take, type Approval, type ApprovalOf } from "./decide.ts";
import { RefuseDialog } from "./RefuseDialog.tsx";

interface Props {
  readonly approval: Approval;
  /** In its list (ui/useEntries.ts). */
  readonly tabIndex: 0 | -1;
  readonly onAnswered: () => void;
  /** The answer is taken back: it waits again. */
  readonly onUndone: () => Promise<void>;
  readonly onReload: () => Promise<void>;
}

const tones = { booking: "", cancellation: " wait", change: " ok", document: " wait" } as const;

export function ApprovalEntry({ approval, tabIndex, onAnswered, onUndone, onReload }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState<"refuse" | "review" | null>(null);
  const { familyCode, familyName, toCall, reason, holder } = approval;
  const held = isHeld(holder);
  const sort = sortOf(approval);
  const about = aboutOf(approval);
  const answered = (): void => {
    setAsking(null);
    onAnswered();
  };
  /** `then`: what it leaves of the entry. */
  const act = async (what: () => Promise<void>, then: () => Promise<void> | void): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await what();
      await then();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <li
      class="card approval"
      data-entry
      tabIndex={tabIndex}
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
          <HolderChip holder={holder} />
        </p>
        {approval.kind === "document" ? (
          <Documents
            approval={approval}
            onReview={() => {
              setAsking("review");
            }}
          />
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
      {!isElsewhere(approval) && (
        <div class="approval-acts">
          <button
            data-hint="A"
            type="button"
            class="button"
            disabled={held}
            aria-disabled={busy || undefined}
            aria-label={strings.of(strings.accept, about)}
            data-keys="a"
            onClick={() => void act(() => decide(approval, { decision: "accept" }, onUndone), answered)}
          >
            {busy ? strings.working : strings.accept}
          </button>
          <button
            data-hint="R"
            type="button"
            class="button ghost"
            disabled={busy || held}
            aria-label={strings.of(strings.refuse, about)}
            data-keys="r"
            onClick={() => {
              setAsking("refuse");
            }}
          >
            {strings.refuse}
          </button>
          <TakeButton
            holder={holder}
            about={about}
            busy={busy}
            onTake={(taking) => void act(() => take(approval, taking), onReload)}
          />
        </div>
      )}
      {asking === "review" && approval.kind === "document" && (
        <ReviewDialog
          waiting={approval}
          onClose={() => {
            setAsking(null);
          }}
          onRefuse={() => {
            setAsking("refuse");
          }}
          onAccept={async (until) => {
            await decide(approval, { decision: "accept", until }, onUndone);
            answered();
          }}
        />
      )}
      {asking === "refuse" && (
        <RefuseDialog
          approval={approval}
          onClose={() => {
            setAsking(null);
          }}
          onUndone={onUndone}
          onDone={answered}
        />
      )}
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
  readonly onReview: () => void;
}) {
  const about = aboutOf(approval);
  const { ofHealth, familyCode, childId } = approval;
  if (ofHealth && childId !== undefined)
    return (
      <>
        <h2>{about}</h2>
        <p class="small muted">{strings.ofHealth}</p>
        <p>
          <a href={`${staffChildRecordPath(familyCode, childId)}#part-health`}>{strings.openFile(about)}</a>
        </p>
      </>
    );
  return (
    <>
      <h2>{about}</h2>
      <p class="row">
        <button type="button" class="button ghost" onClick={onReview}>
          <Icon name="eye" /> {officeDocuments.see}
          <span class="visually-hidden"> : {about}</span>
        </button>
        <span class="small muted">{officeDocuments.files(approval.documents.length)}</span>
      </p>
    </>
  );
}
