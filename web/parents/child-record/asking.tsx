/** Changes of a child's file that the office checks: sent as requests, with documents and a word (web/parents/request). */
import type { RecordChanges, RecordView } from "../../../functions/child-record/contract/record.ts";
import { recordFields, type ChildField, type RecordField } from "../../../functions/child-record/rules/fields.ts";
import { isFieldValue, type FieldValue } from "../../../functions/family/rules/field-values.ts";
import type { ChildId } from "../../../functions/kernel/ids.ts";
import type { SectionView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { Problem } from "../../shared/api/problem.ts";
import type { Asking, Values } from "../../shared/child-record/sheet.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { reading } from "../../shared/useQuery.ts";
import { childRecord as words } from "../../strings/fr/child-record.ts";
import { familyFile as strings } from "../../strings/fr/request.ts";
import { attachmentsField, missingIn, noteField, placeOf, sentWith } from "../request/attached.ts";
import { NeededDocuments } from "../request/Attachments.tsx";
import { requestsPath } from "../shell/paths.ts";

/** What requests know of the child's file: which documents its fields ask for, and what waits. */
export const askedPartOf = reading(async (childId: ChildId, signal) => {
  const { sections } = await call("request.file", { query: { section: "childRecord", childId }, signal });
  return sections[0] ?? null;
});

const fieldIn = (view: SectionView, field: ChildField) => view.fields.find(({ id }) => id === field);

/** In the place of the button, while a change waits. */
export function waitingIn(view: SectionView, field: ChildField) {
  const waiting = fieldIn(view, field)?.waiting;
  if (!waiting) return undefined;
  return (
    <p class="small">
      <span class="chip wait">{strings.waiting}</span> {strings.waitingFor(waiting.said)}{" "}
      <a href={`${requestsPath}#${waiting.requestId}`}>{words.waitingLink}</a>
    </p>
  );
}

/** One change as a request holds it, with what goes with it. */
export interface AskedChange extends ReturnType<typeof sentWith> {
  readonly field: RecordField;
  readonly seen: FieldValue;
  readonly value: FieldValue;
}

const valueOf = (value: unknown): FieldValue => {
  if (isFieldValue(value)) return value;
  throw new Error("A form says what no field can hold");
};

/** The server names a field of a request otherwise than one of the child's file. */
function named(thrown: unknown): unknown {
  if (!(thrown instanceof Problem)) return thrown;
  const { status, code, title, detail, errors, retryAfter, instance } = thrown;
  return new Problem({
    status,
    code,
    title,
    detail,
    retryAfter,
    instance,
    errors: errors.map(({ field, message }) => ({
      field: field.replace(/^values\.([^.]+)/u, "changes.$1.value"),
      message,
    })),
  });
}

interface Options {
  readonly view: SectionView;
  readonly record: RecordView;
  readonly begins?: Values;
  readonly send: (change: AskedChange) => Promise<void>;
}

export function askingOf({ view, record, begins, send }: Options): Asking<RecordChanges> {
  const needed = (field: ChildField) => fieldIn(view, field)?.documents ?? [];
  return {
    inputs: (field) => [...needed(field).map(({ kind }) => placeOf(kind)), attachmentsField, noteField],
    ...(begins ? { begins } : {}),
    check: (field, values) => missingIn(values, needed(field)),
    draw: (field, form) => (
      <>
        {needed(field).length > 0 && <p class="small muted">{strings.documentsHint}</p>}
        <NeededDocuments form={form} needed={needed(field)} childId={record.child.id} />
        <Field
          form={form}
          field={noteField}
          label={strings.note}
          optional
          input={{ autocomplete: "off", maxLength: 1000 }}
        />
      </>
    ),
    send: async (name, changes, values) => {
      const field = recordFields.find((one) => one === name);
      if (!field) throw new Error("Health is never asked for by a request");
      try {
        await send({
          field,
          seen: valueOf(record.fields[field].value),
          value: valueOf(changes[field]?.value ?? null),
          ...sentWith(values, needed(field)),
        });
      } catch (thrown) {
        throw named(thrown);
      }
    },
  };
}
