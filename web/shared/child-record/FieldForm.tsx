/**
 * The form of one field of a child's file. What is typed survives a reload; when somebody else has changed the field
 * meanwhile, their value is read behind the form, which keeps what was typed: sent again, it is meant.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import { childRecord as strings, staffChildRecord } from "../../strings/fr/child-record.ts";
import { reason as reasonStrings } from "../../strings/fr/ui.ts";
import { asProblem } from "../api/problem.ts";
import { dropDraft } from "../drafts.ts";
import { ErrorSummary } from "../forms/ErrorSummary.tsx";
import { Field } from "../forms/Field.tsx";
import { useForm, type Errors, type Form } from "../forms/useForm.ts";
import { EditActions } from "../ui/EditCard.tsx";
import { draftName, type Sheet, type Values } from "./sheet.ts";

interface Props<Changes> {
  readonly sheet: Sheet<Changes>;
  readonly field: ChildField;
  /** Tells several forms of one field apart. */
  readonly part?: string;
  readonly initial: Values;
  readonly check?: (values: Values) => Errors<string>;
  readonly changesOf: (values: Values) => Changes;
  /** The server's names of what stands in this form. */
  readonly serverFields?: Readonly<Record<string, string>>;
  readonly draw: (form: Form<string>) => ComponentChildren;
  /** Said in a word. */
  readonly onDone: (word: string) => void;
  readonly onCancel: () => void;
}

/** As the contract has it. */
const shortestReason = 3;

export function FieldForm<Changes>({
  sheet,
  field,
  part,
  initial,
  check,
  changesOf,
  serverFields,
  draw,
  onDone,
  onCancel,
}: Props<Changes>) {
  const asking = !sheet.asksReason && sheet.ways(field)?.change === "checked" ? sheet.asking : undefined;
  const more = asking?.inputs(field) ?? [];
  const order = [...Object.keys(initial), ...more, ...(sheet.asksReason ? ["reason"] : [])];
  const form = useForm<string>({
    name: draftName(sheet, field, part),
    initial: {
      ...initial,
      ...Object.fromEntries(more.map((name) => [name, asking?.begins?.[name] ?? ""])),
      ...(sheet.asksReason ? { reason: "" } : {}),
    },
    kept: order,
    check: (values) => ({
      ...check?.(values),
      ...asking?.check(field, values),
      ...(sheet.asksReason && (values["reason"] ?? "").trim().length < shortestReason
        ? { reason: reasonStrings.missing }
        : {}),
    }),
    submit: async (values) => {
      try {
        if (asking) await asking.send(field, changesOf(values), values);
        else await sheet.send(changesOf(values), (values["reason"] ?? "").trim());
      } catch (thrown) {
        if (asProblem(thrown).is("changed")) await sheet.reload();
        throw thrown;
      }
      onDone(asking ? strings.sent : strings.saved);
    },
    ...(serverFields ? { serverFields } : {}),
  });
  const cancel = (): void => {
    dropDraft(form.name);
    onCancel();
  };
  const element = useRef<HTMLFormElement>(null);
  // The hand goes on in the form, whatever stands first in it.
  useEffect(() => {
    const first =
      element.current?.querySelector<HTMLElement>("input, select") ?? element.current?.querySelector("button");
    first?.focus();
  }, []);
  return (
    <form onSubmit={form.onSubmit} noValidate ref={element}>
      <ErrorSummary form={form} order={order} />
      {draw(form)}
      {asking?.draw(field, form)}
      {sheet.asksReason && (
        <Field
          form={form}
          field="reason"
          label={reasonStrings.label}
          hint={staffChildRecord.reasonHint}
          input={{ autocomplete: "off", maxLength: 300 }}
        />
      )}
      <EditActions
        busy={form.busy}
        label={asking ? strings.send : strings.save}
        busyLabel={strings.saving}
        onCancel={cancel}
      />
    </form>
  );
}
