/**
 * A part of the file under the hand of who changes it: its fields, the documents that the changes ask for, one button.
 * What is checked by the office says so before it is sent.
 */
import { useRef } from "preact/hooks";
import type { FieldView, RequestView, SectionView } from "../../../functions/request/contract/file.ts";
import type { DocumentId, RequestId } from "../../../functions/kernel/ids.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { isSaidAnew } from "../../shared/request/entering.ts";
import { FieldInput } from "../../shared/request/FieldInput.tsx";
import { draftName, useSectionForm, type SectionChange } from "../../shared/request/useSectionForm.ts";
import { familyFile as strings } from "../../strings/fr/request.ts";
import {
  attachedText,
  attachmentsField,
  missingIn,
  noteField,
  placeOf,
  readAttached,
  sentWith,
  type Attachment,
  type NeededKind,
} from "./attached.ts";
import type { DraftPart } from "./draft.ts";
import { NeededDocuments } from "./Attachments.tsx";

export interface Sending {
  readonly changes: readonly SectionChange[];
  readonly documents: readonly { readonly id: DocumentId; readonly childId?: Attachment["childId"] }[];
  readonly text?: string;
}

interface Props {
  readonly view: SectionView;
  /** A request that is corrected: the form begins with what it asks for. */
  readonly of?: RequestView;
  readonly sendLabel?: string;
  readonly onSend: (sending: Sending) => Promise<void>;
  /** What is checked may go together with other changes. */
  readonly together?: Together | undefined;
}

interface Together {
  /** Some wait already to be sent together: this one joins them. */
  readonly begun: boolean;
  /** What was put there of this part. */
  readonly part?: DraftPart | undefined;
  /** The request that they correct. */
  readonly own?: RequestId | undefined;
  readonly onAdd: (adding: Adding) => Promise<void>;
}
export interface Adding {
  readonly changes: readonly SectionChange[];
  readonly documents: readonly Attachment[];
  readonly text: string;
}

/** Kinds of documents that these changes ask for, each once. */
export const neededBy = (
  fields: readonly FieldView[],
  changes: readonly Pick<SectionChange, "field">[],
): readonly NeededKind[] => [
  ...new Map(
    fields
      .filter(({ id, change }) => change === "checked" && changes.some(({ field }) => field === id))
      .flatMap(({ documents }) => documents)
      .map((one) => [one.kind, one] as const),
  ).values(),
];

export function SectionEditor({ view, of, sendLabel, onSend, together }: Props) {
  const own = of?.id ?? together?.own;
  const waitsFor = (field: FieldView): boolean => field.waiting !== undefined && field.waiting.requestId !== own;
  const begun = of?.changes ?? together?.part?.changes ?? [];
  const asked = begun.map(({ field }) => field);
  /** What is typed joins the others, and is not sent. */
  const joins = useRef(false);
  /** That button, of the two: not every browser says which one submits. */
  const pressed = useRef(false);
  const isJoining = together?.begun === true || together?.part !== undefined;
  // A request that is corrected stays about what the office checks; a part that is new, about all of it.
  const fields = view.fields.filter(
    (field) =>
      field.change !== "office" &&
      field.kind !== "own" &&
      !waitsFor(field) &&
      (own === undefined || field.change === "checked" || asked.includes(field.id)),
  );
  const fixed = view.fields.filter((field) => !fields.includes(field) && field.kind !== "own");
  const begins = Object.fromEntries(begun.map(({ field, value }) => [field, value]));
  const requestId: RequestId | undefined = of?.id;
  const kinds = [...new Set(fields.flatMap(({ documents }) => documents.map(({ kind }) => kind)))];
  const { form, order, changes } = useSectionForm({
    name: draftName(view, requestId),
    view,
    fields,
    begins,
    more: {
      ...Object.fromEntries(kinds.map((kind) => [placeOf(kind), ""])),
      [attachmentsField]: attachedText(of?.documents ?? []),
      [noteField]: "",
    },
    check: (found, texts) => (joins.current ? {} : missingIn(texts, neededBy(fields, found))),
    send: async (found, texts) => {
      if (together && joins.current) {
        const text = (texts[noteField] ?? "").trim();
        await together.onAdd({ changes: found, documents: readAttached(texts[attachmentsField] ?? ""), text });
      } else await onSend({ changes: found, ...sentWith(texts, neededBy(fields, found)) });
    },
  });
  const needed = neededBy(fields, changes);
  // Where all of it is checked, the button says so before anything is typed.
  const isChecked =
    changes.length === 0
      ? fields.every(({ change }) => change === "checked")
      : fields.some(({ id, change }) => change === "checked" && changes.some(({ field }) => field === id));
  const mayJoin = together !== undefined && (isChecked || together.part !== undefined);
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        joins.current = mayJoin && (isJoining || pressed.current);
        pressed.current = false;
        form.onSubmit(event);
      }}
      noValidate
    >
      <ErrorSummary form={form} order={order} />
      {fields.map((field) => (
        <div key={field.id} class="stack tight">
          <FieldInput form={form} field={field} names={view.names} />
          {of === undefined && !isSaidAnew(view.section) && (
            <p class="small muted">{field.change === "checked" ? strings.checkedNote : strings.atOnceNote}</p>
          )}
        </div>
      ))}
      {fixed.length > 0 && of === undefined && (
        <dl class="facts">
          {fixed.map((field) => (
            <div key={field.id}>
              <dt>{field.label}</dt>
              <dd>
                {field.said ?? "–"}
                <p class="small muted">{field.waiting ? strings.waitingNote : strings.officeNote}</p>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {needed.length > 0 && !(mayJoin && isJoining) && (
        <section class="stack tight" aria-labelledby="a-joindre">
          <h2 id="a-joindre">{strings.documents}</h2>
          <p class="small muted">{strings.documentsHint}</p>
          <NeededDocuments form={form} needed={needed} childId={view.childId} />
        </section>
      )}
      {isChecked && !(mayJoin && isJoining) && (
        <Field
          form={form}
          field={noteField}
          label={strings.note}
          optional
          input={{ autocomplete: "off", maxLength: 1000 }}
        />
      )}
      <div class="row">
        <SubmitButton
          busy={form.busy}
          label={sendLabel ?? (mayJoin && isJoining ? strings.join : isChecked ? strings.sendChecked : strings.send)}
          busyLabel={strings.sending}
        />
        {mayJoin && !isJoining && changes.length > 0 && (
          <button
            type="submit"
            class="button ghost"
            aria-disabled={form.busy || undefined}
            onClick={() => {
              pressed.current = true;
            }}
          >
            {strings.changeMore}
          </button>
        )}
      </div>
      {mayJoin && <p class="small muted">{isJoining ? strings.joinNote : strings.changeMoreNote}</p>}
    </form>
  );
}
