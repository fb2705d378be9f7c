/** One field of a child's file: what is asked, what was answered, by whom and when, and the form that changes it. */
import type { ComponentChildren } from "preact";
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { readDraft } from "../drafts.ts";
import { datedMoment } from "../format/dates.ts";
import { EditCard, type Editing } from "../ui/EditCard.tsx";
import { draftName, type Said, type Sheet } from "./sheet.ts";

/** `Mme Martin, jeudi 26 novembre 2026 à 14 h 05`; nothing while nobody has answered. */
export function stampOf({ at, by, byOffice }: Said<unknown>): string | undefined {
  if (at === undefined || by === undefined) return undefined;
  return (byOffice ? strings.stampOffice : strings.stamp)(by, datedMoment(at));
}

interface Props {
  readonly field: ChildField;
  readonly said: Said<unknown>;
  readonly sheet: Sheet<never>;
  /** What was answered; drawn when something was. */
  readonly value: ComponentChildren;
  readonly children: (editing: Editing) => ComponentChildren;
}

export function FieldCard({ field, said, sheet, value, children }: Props) {
  const answered = said.value !== null;
  const stamp = stampOf(said);
  const draft = Object.keys(readDraft(draftName(sheet, field))).length > 0;
  return (
    <div id={field} class="child-field" tabIndex={-1}>
      <EditCard
        title={strings.fields[field]}
        level="h3"
        value={
          <>
            <p class="hint">{strings.questions[field]}</p>
            {answered ? value : <span class="chip wait">{strings.unanswered}</span>}
          </>
        }
        {...(stamp === undefined ? {} : { hint: stamp })}
        action={(answered ? strings.change : strings.answer)(strings.objects[field])}
        startsOpen={draft}
      >
        {children}
      </EditCard>
    </div>
  );
}
