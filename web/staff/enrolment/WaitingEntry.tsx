/** One enrolment that waits: who, in what, with which documents; accepted at once, put on hold or refused with a reason. */
import { useState } from "preact/hooks";
import type { WaitingEnrolment } from "../../../functions/enrolment/contract.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { enrolments as shared, officeEnrolments as strings } from "../../strings/fr/enrolment.ts";
import { familyTabPath } from "../shell/paths.ts";
import { HolderChip, isHeld, TakeButton } from "../ui/InHand.tsx";
import { answer, enrolmentsTab, take as takeInHand } from "./decide.ts";
import { ReasonDialog } from "./ReasonDialog.tsx";

interface Props {
  readonly enrolment: WaitingEnrolment;
  /** In its list (ui/useEntries.ts). */
  readonly tabIndex: 0 | -1;
  readonly onAnswered: () => void;
  /** The answer is taken back: it waits again. */
  readonly onUndone: () => Promise<void>;
  readonly onReload: () => Promise<void>;
}

export function WaitingEntry({ enrolment, tabIndex, onAnswered, onUndone, onReload }: Props) {
  const [doing, setDoing] = useState<"hold" | "refuse" | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { familyCode, familyName, childName, age, grade, activityName, siteName, from, to, askedAt } = enrolment;
  const { message, reason, lacking, toCall, status, holder } = enrolment;
  const held = isHeld(holder);
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
  const accept = (): Promise<void> =>
    act(() => answer(enrolment, { decision: "accept" }, { name: childName, onUndone }), onAnswered);
  return (
    <li
      class="card stack tight"
      data-entry
      tabIndex={tabIndex}
      aria-label={`${childName}, ${activityName}`}
      aria-busy={busy}
    >
      <p class="row between">
        <span class="chip">{strings.chip}</span>
        <HolderChip holder={holder} />
        <span class="small muted">{siteName}</span>
      </p>
      <h2>{activityName}</h2>
      <p>
        <b>{strings.child(childName, strings.age(age), grade)}</b>
        <br />
        <a href={familyTabPath(familyCode, enrolmentsTab)}>{strings.family(familyName, familyCode)}</a>
      </p>
      <p>
        {shared.fromTo(dateOnly(from), dateOnly(to))}
        <br />
        <span class="small muted">{strings.askedAt(datedMoment(askedAt))}</span>
      </p>
      {message !== undefined && <p>{strings.says(message)}</p>}
      {reason !== undefined && <p class="small">{strings.said(reason)}</p>}
      <p class="small">
        {lacking.length === 0
          ? strings.complete
          : strings.lacking(lacking.map(({ name, checking }) => (checking ? strings.checking(name) : name)).join(", "))}
      </p>
      {toCall && <p class="small">{strings.toCall}</p>}
      {problem && (
        <Notice tone="no" title={problem.title} live>
          <p>{problem.detail}</p>
          {problem.is("changed") && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                void onReload();
              }}
            >
              {strings.reload}
            </button>
          )}
        </Notice>
      )}
      <div class="row">
        <button
          data-hint="A"
          type="button"
          class="button"
          disabled={held}
          aria-disabled={busy || undefined}
          aria-label={strings.acceptOf(childName, activityName)}
          data-keys="a"
          onClick={() => {
            void accept();
          }}
        >
          {strings.accept}
        </button>
        {status === "asked" && (
          <button
            data-hint="M"
            type="button"
            class="button ghost"
            disabled={held}
            aria-label={strings.holdOf(childName, activityName)}
            data-keys="m"
            onClick={() => {
              setDoing("hold");
            }}
          >
            {strings.hold}
          </button>
        )}
        <button
          data-hint="R"
          type="button"
          class="button danger"
          disabled={held}
          aria-label={strings.refuseOf(childName, activityName)}
          data-keys="r"
          onClick={() => {
            setDoing("refuse");
          }}
        >
          {strings.refuse}
        </button>
        <TakeButton
          holder={holder}
          about={`${childName}, ${activityName}`}
          busy={busy}
          onTake={(taking) => void act(() => takeInHand(enrolment, taking), onReload)}
        />
      </div>
      {doing && (
        <ReasonDialog
          enrolment={enrolment}
          familyCode={familyCode}
          name={childName}
          what={doing}
          onUndone={onUndone}
          onDone={() => {
            setDoing(null);
            onAnswered();
            return Promise.resolve();
          }}
          onClose={() => {
            setDoing(null);
          }}
        />
      )}
    </li>
  );
}
