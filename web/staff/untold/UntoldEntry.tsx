/** One thing that a family was not told: what, why, whom to call; and the call, noted or taken back. */
import { useState } from "preact/hooks";
import type { UntoldView } from "../../../functions/untold/contract.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { datedMoment } from "../../shared/format/dates.ts";
import { phoneLink } from "../../shared/format/text.ts";
import { announce } from "../../shared/ui/announcements.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { untold as strings } from "../../strings/fr/untold.ts";
import { familyPath } from "../shell/paths.ts";

interface Props {
  readonly entry: UntoldView;
  readonly onChanged: (called: UntoldView["called"]) => void;
}

export function UntoldEntry({ entry, onChanged }: Props) {
  const { familyCode, familyName, mailId, about, why, adults, called } = entry;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const note = async (wanted: boolean): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await call("untold.setCalled", {
        body: { familyCode, mailId, called: wanted },
        repeatable: true,
      });
      announce(wanted ? strings.noted(familyName) : strings.undone(familyName));
      onChanged(answer.called);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <li class="row between" aria-busy={busy}>
      <div>
        <a href={familyPath(familyCode)}>
          <b>{strings.family(familyName, familyCode)}</b>
        </a>
        <br />
        {about}
        <br />
        <span class="small muted">{strings.why(why)}</span>
        {adults.length === 0 && <p class="small">{strings.noAdult}</p>}
        <ul class="plain">
          {adults.map(({ name, phone, told }) => (
            <li key={name}>
              {name} : {phone === undefined ? strings.noPhone : <a href={phoneLink(phone)}>{phone}</a>}
              {told && ` (${strings.told})`}
            </li>
          ))}
        </ul>
        {problem && (
          <Notice tone="no" title={problem.title} live>
            <p>{problem.detail}</p>
          </Notice>
        )}
      </div>
      {/* One button that changes its word: the focus stays on it. */}
      <div>
        {called && (
          <p class="small muted">
            <Icon name="check" size={16} /> {strings.called(called.by, datedMoment(called.at))}
          </p>
        )}
        <button
          type="button"
          class="button ghost"
          aria-disabled={busy || undefined}
          aria-label={called ? strings.undoOf(familyName) : strings.callOf(familyName, about)}
          onClick={() => {
            void note(!called);
          }}
        >
          {called ? strings.undo : strings.call}
        </button>
      </div>
    </li>
  );
}
