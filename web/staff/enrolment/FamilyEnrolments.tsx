/** A family's enrolments, a tab of its page, child by child: what stands, who did what and why; the office answers, enters and ends them. */
import { useState } from "preact/hooks";
import type { FamilyEnrolments, OfficeEnrolment } from "../../../functions/enrolment/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { enrolments as shared, officeEnrolments as strings } from "../../strings/fr/enrolment.ts";
import { HolderChip, isHeld, TakeButton } from "../ui/InHand.tsx";
import { answer, take } from "./decide.ts";
import { EndDialog } from "./EndDialog.tsx";
import { EnterDialog } from "./EnterDialog.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { ActList } from "../ui/ActList.tsx";

const enrolmentsOf = reading((familyCode: FamilyCode, signal) =>
  call("enrolment.ofFamily", { params: { familyCode }, signal }),
);

export function FamilyEnrolments({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(enrolmentsOf, code);
  return (
    <div class="stack reading">
      <Title text={strings.familyTitle} />
      {problem && !data && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {!data && !problem && <CardsSkeleton cards={2} lines={3} />}
      {data?.children.map((child) => (
        <Child key={child.id} code={code} child={child} onChanged={reload} />
      ))}
    </div>
  );
}

interface ChildProps {
  readonly code: FamilyCode;
  readonly child: FamilyEnrolments["children"][number];
  readonly onChanged: () => Promise<void>;
}

function Child({ code, child, onChanged }: ChildProps) {
  const [entering, setEntering] = useState(false);
  const { id, firstName, enrolments, offers, elsewhere } = child;
  const heading = `inscriptions-${id}`;
  return (
    <section class="card stack tight" aria-labelledby={heading}>
      <div class="row between">
        <h2 id={heading}>{firstName}</h2>
        {offers.length > 0 && (
          <button
            type="button"
            class="button ghost"
            aria-label={strings.enterOf(firstName)}
            onClick={() => {
              setEntering(true);
            }}
          >
            {strings.enter}
          </button>
        )}
      </div>
      {elsewhere.map(({ activityName, from, to }) => (
        <p class="small muted" key={`${activityName} ${from}`}>
          {shared.elsewhere(activityName, dateOnly(from), dateOnly(to))}
        </p>
      ))}
      {enrolments.length === 0 && <p class="muted">{strings.noEnrolment}</p>}
      <ul class="plain closures">
        {enrolments.map((enrolment) => (
          <Line key={enrolment.id} code={code} enrolment={enrolment} name={firstName} onChanged={onChanged} />
        ))}
      </ul>
      {entering && (
        <EnterDialog
          code={code}
          child={child}
          onDone={async () => {
            setEntering(false);
            await onChanged();
          }}
          onClose={() => {
            setEntering(false);
          }}
        />
      )}
    </section>
  );
}

const tones = { asked: " wait", onHold: " wait", accepted: " ok", refused: " no", withdrawn: "", ended: "" } as const;

interface LineProps {
  readonly code: FamilyCode;
  readonly enrolment: OfficeEnrolment;
  readonly name: string;
  readonly onChanged: () => Promise<void>;
}

function Line({ code, enrolment, name, onChanged }: LineProps) {
  const [doing, setDoing] = useState<"hold" | "refuse" | "end" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { activityName, from, to, status, reason, message, endsFrom, acts, holder } = enrolment;
  const held = isHeld(holder);
  const waits = status === "asked" || status === "onHold";
  const done = async (): Promise<void> => {
    setDoing(null);
    await onChanged();
  };
  const close = (): void => {
    setDoing(null);
  };
  const named = { ...enrolment, familyCode: code };
  const act = async (what: () => Promise<void>): Promise<void> => {
    setProblem(null);
    try {
      await what();
      await onChanged();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <b>{activityName}</b>
          <br />
          {shared.fromTo(dateOnly(from), dateOnly(to))}
          {endsFrom !== undefined &&
            `, ${shared.statuses.ended.toLocaleLowerCase("fr")} ${strings.endsFrom(dateOnly(endsFrom))}`}
        </div>
        <span class="row">
          <HolderChip holder={holder} />
          <span class={`chip${tones[status]}`}>{shared.statuses[status]}</span>
        </span>
      </div>
      {message !== undefined && <p class="small">{strings.says(message)}</p>}
      {reason !== undefined && <p class="small">{strings.said(reason)}</p>}
      {problem && (
        <Notice tone="no" title={problem.title} live>
          <p>{problem.detail}</p>
        </Notice>
      )}
      <div class="row">
        {waits && (
          <>
            <button
              type="button"
              class="button"
              disabled={held}
              aria-label={strings.acceptOf(name, activityName)}
              onClick={() => void act(() => answer(named, { decision: "accept" }, { name, onUndone: onChanged }))}
            >
              {strings.accept}
            </button>
            <button
              type="button"
              class="button ghost"
              disabled={held}
              aria-label={strings.holdOf(name, activityName)}
              onClick={() => {
                setDoing("hold");
              }}
            >
              {strings.hold}
            </button>
            <button
              type="button"
              class="button danger"
              disabled={held}
              aria-label={strings.refuseOf(name, activityName)}
              onClick={() => {
                setDoing("refuse");
              }}
            >
              {strings.refuse}
            </button>
            <TakeButton
              holder={holder}
              about={`${name}, ${activityName}`}
              busy={false}
              onTake={(taking) => void act(() => take(named, taking))}
            />
          </>
        )}
        {status === "accepted" && (
          <button
            type="button"
            class="button danger"
            aria-label={strings.endOf(name, activityName)}
            onClick={() => {
              setDoing("end");
            }}
          >
            {strings.end}
          </button>
        )}
      </div>
      <ActList
        title={strings.acts(acts.length)}
        acts={acts.map(({ what, at, by, reason: why, from: first }) => ({
          at,
          by: by ?? strings.byFamily,
          words: strings.what[what] + (first === undefined ? "" : ` ${strings.endsFrom(dateOnly(first))}`),
          reason: why,
        }))}
      />
      {(doing === "hold" || doing === "refuse") && (
        <ReasonDialog
          enrolment={enrolment}
          familyCode={code}
          name={name}
          what={doing}
          onDone={done}
          onUndone={onChanged}
          onClose={close}
        />
      )}
      {doing === "end" && <EndDialog code={code} enrolment={enrolment} name={name} onDone={done} onClose={close} />}
    </li>
  );
}
