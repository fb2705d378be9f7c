/** One field of a child's file: what is asked, what was answered, by whom and when, and the form that changes it. */
import type { ComponentChildren } from "preact";
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { hasDraft } from "../drafts.ts";
import { datedMoment } from "../format/dates.ts";
import { EditCard, type Editing } from "../ui/EditCard.tsx";
import { draftName, isOpenTo, type Said, type Sheet } from "./sheet.ts";

/** `Mme Martin, jeudi 26 novembre 2026 à 14 h 05`, and why when it is the office; nothing while nobody has answered. */
export function stampOf({ at, by, byOffice, reason }: Said<unknown>): string | undefined {
  if (at === undefined || by === undefined) return undefined;
  const said = (byOffice ? strings.stampOffice : strings.stamp)(by, datedMoment(at));
  return reason === undefined ? said : strings.stampWhy(said, reason);
}

/** Silence: a site waits for the answer, or does not need it. */
export const Unanswered = ({ required }: { readonly required: boolean }) => (
  <span class={`chip${required ? " wait" : ""}`}>{strings.unanswered}</span>
);

/** Under a field: how the family's change of it is written, where that is not at once; or what waits already. */
export function Note({ sheet, field }: { readonly sheet: Sheet<never>; readonly field: ChildField }) {
  const way = sheet.ways(field);
  if (!way || sheet.asksReason || way.change === "atOnce") return null;
  if (way.waiting !== undefined) return <>{way.waiting}</>;
  return <p class="small muted no-print">{way.change === "office" ? strings.officeNote : strings.checkedNote}</p>;
}

interface Props {
  readonly field: ChildField;
  readonly said: Said<unknown>;
  readonly sheet: Sheet<never>;
  /** What was answered; drawn when something was. */
  readonly value: ComponentChildren;
  readonly children: (editing: Editing) => ComponentChildren;
  /** Under what was answered. */
  readonly below?: ComponentChildren;
}

export function FieldCard({ field, said, sheet, value, children, below }: Props) {
  const way = sheet.ways(field);
  if (!way) return null;
  const answered = said.value !== null;
  const stamp = stampOf(said);
  const draft = hasDraft(draftName(sheet, field));
  return (
    <div id={field} class="child-field" tabIndex={-1}>
      <EditCard
        title={strings.fields[field]}
        level="h3"
        value={
          <>
            <p class="hint">{strings.questions[field]}</p>
            {answered ? value : <Unanswered required={way.required} />}
            <Note sheet={sheet} field={field} />
          </>
        }
        {...(stamp === undefined ? {} : { hint: stamp })}
        {...(isOpenTo(sheet, field)
          ? { action: (answered ? strings.change : strings.answer)(strings.objects[field]), startsOpen: draft }
          : {})}
        below={below}
      >
        {children}
      </EditCard>
    </div>
  );
}
