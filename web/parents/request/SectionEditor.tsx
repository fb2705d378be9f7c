/**
 * A part of the file under the hand of who changes it: its fields, the documents that the changes ask for, one button.
 * What is checked by the office says so before it is sent.
 */
import type { FieldView, RequestView, SectionView } from "../../../functions/request/contract.ts";
import type { DocumentId, RequestId } from "../../../functions/kernel/ids.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { FieldInput } from "../../shared/request/FieldInput.tsx";
import { draftName, useSectionForm, type SectionChange } from "../../shared/request/useSectionForm.ts";
import { familyFile as strings } from "../../strings/fr/request.ts";
import { Attachments, type Attachment, type NeededKind } from "./Attachments.tsx";

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

/** The draft's text of what is attached. */
const attachmentsField = "documents";
const noteField = "text";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What a draft says is attached: another version of the page may have written something else. */
function readAttached(text: string): readonly Attachment[] {
  if (text === "") return [];
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((one: unknown): readonly Attachment[] => {
    if (!isRecord(one) || typeof one["id"] !== "string" || typeof one["name"] !== "string") return [];
    const id = readId("DocumentId", one["id"]);
    const childId = typeof one["childId"] === "string" ? readId("ChildId", one["childId"]) : null;
    return id ? [{ id, name: one["name"], ...(childId ? { childId } : {}) }] : [];
  });
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

const kindIn = (id: DocumentId): string => id.split(".")[0] ?? "";
const placeOf = (kind: string): string => `${attachmentsField}.${kind}`;

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
  const known: readonly Attachment[] = (of?.documents ?? []).map(({ id, childId, kindName }) => ({
    id,
    name: kindName,
    ...(childId === undefined ? {} : { childId }),
  }));
  const requestId: RequestId | undefined = of?.id;
  const kinds = [...new Set(fields.flatMap(({ documents }) => documents.map(({ kind }) => kind)))];
  const { form, order, changes } = useSectionForm({
    name: draftName(view, requestId),
    view,
    fields,
    begins,
    more: {
      ...Object.fromEntries(kinds.map((kind) => [placeOf(kind), ""])),
      [attachmentsField]: known.length > 0 ? JSON.stringify(known) : "",
      [noteField]: "",
    },
    check: (found, texts) => {
      const attached = readAttached(texts[attachmentsField] ?? "");
      return Object.fromEntries(
        neededBy(fields, found)
          .filter(({ kind }) => !attached.some(({ id }) => kindIn(id) === kind))
          .map(({ kind, name }) => [placeOf(kind), strings.missingDocument(name)]),
      );
    },
    send: async (found, texts) => {
      const needed = neededBy(fields, found).map(({ kind }) => kind.toString());
      const documents = readAttached(texts[attachmentsField] ?? "")
        .filter(({ id }) => needed.includes(kindIn(id)))
        .map(({ id, childId }) => ({ id, ...(childId === undefined ? {} : { childId }) }));
      const text = (texts[noteField] ?? "").trim();
      await onSend({ changes: found, documents, ...(text === "" ? {} : { text }) });
    },
  });
  const attached = readAttached(form.values[attachmentsField] ?? "");
  const attach = (all: readonly Attachment[]): void => {
    form.set(attachmentsField, all.length === 0 ? "" : JSON.stringify(all));
  };
  const needed = neededBy(fields, changes);
  const isChecked = fields.some(({ id, change }) => change === "checked" && changes.some(({ field }) => field === id));
  return (
    <form class="card stack" onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={order} />
      {fields.map((field) => (
        <div key={field.id} class="stack tight">
          <FieldInput form={form} field={field} names={view.names} />
          {of === undefined && view.section !== "newChild" && (
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
          {needed.map((kind) => (
            <Attachments
              key={kind.kind}
              kind={kind}
              childId={view.childId}
              id={form.idOf(placeOf(kind.kind))}
              error={form.errors[placeOf(kind.kind)]}
              attached={attached.filter(({ id }) => kindIn(id) === kind.kind.toString())}
              onAdd={(one) => {
                attach([...attached.filter(({ id }) => id !== one.id), one]);
              }}
              onRemove={(id) => {
                attach(attached.filter((one) => one.id !== id));
              }}
            />
          ))}
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
