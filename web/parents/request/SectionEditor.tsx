/**
 * A part of the file under the hand of who changes it: its fields, the documents that the changes ask for, one button.
 * What is checked by the office says so before it is sent.
 */
import type { FieldView, RequestView, SectionView } from "../../../functions/request/contract/file.ts";
import type { DocumentId, RequestId } from "../../../functions/kernel/ids.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { entersSomebody } from "../../shared/request/entering.ts";
import { FieldInput } from "../../shared/request/FieldInput.tsx";
import { draftName, useSectionForm, type SectionChange } from "../../shared/request/useSectionForm.ts";
import { familyFile as strings } from "../../strings/fr/request.ts";
import {
  attachedText,
  attachmentsField,
  missingIn,
  noteField,
  placeOf,
  sentWith,
  type Attachment,
  type NeededKind,
} from "./attached.ts";
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
}

/** Kinds of documents that these changes ask for, each once. */
const neededBy = (fields: readonly FieldView[], changes: readonly SectionChange[]): readonly NeededKind[] => [
  ...new Map(
    fields
      .filter(({ id, change }) => change === "checked" && changes.some(({ field }) => field === id))
      .flatMap(({ documents }) => documents)
      .map((one) => [one.kind, one] as const),
  ).values(),
];

export function SectionEditor({ view, of, sendLabel, onSend }: Props) {
  const waitsFor = (field: FieldView): boolean => field.waiting !== undefined && field.waiting.requestId !== of?.id;
  const asked = of?.changes.map(({ field }) => field);
  // A request that is corrected stays about what the office checks; a part that is new, about all of it.
  const fields = view.fields.filter(
    (field) =>
      field.change !== "office" &&
      field.kind !== "own" &&
      !waitsFor(field) &&
      (of === undefined || field.change === "checked" || asked?.includes(field.id) === true),
  );
  const fixed = view.fields.filter((field) => !fields.includes(field) && field.kind !== "own");
  const begins = Object.fromEntries((of?.changes ?? []).map(({ field, value }) => [field, value]));
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
    check: (found, texts) => {
      return missingIn(texts, neededBy(fields, found));
    },
    send: async (found, texts) => {
      await onSend({ changes: found, ...sentWith(texts, neededBy(fields, found)) });
    },
  });
  const needed = neededBy(fields, changes);
  // Where all of it is checked, the button says so before anything is typed.
  const isChecked =
    changes.length === 0
      ? fields.every(({ change }) => change === "checked")
      : fields.some(({ id, change }) => change === "checked" && changes.some(({ field }) => field === id));
  return (
    <form class="card stack" onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={order} />
      {fields.map((field) => (
        <div key={field.id} class="stack tight">
          <FieldInput form={form} field={field} names={view.names} />
          {of === undefined && !entersSomebody(view.section) && (
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
      {needed.length > 0 && (
        <section class="stack tight" aria-labelledby="a-joindre">
          <h2 id="a-joindre">{strings.documents}</h2>
          <p class="small muted">{strings.documentsHint}</p>
          <NeededDocuments form={form} needed={needed} childId={view.childId} />
        </section>
      )}
      {isChecked && (
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
          label={sendLabel ?? (isChecked ? strings.sendChecked : strings.send)}
          busyLabel={strings.sending}
        />
      </div>
    </form>
  );
}
