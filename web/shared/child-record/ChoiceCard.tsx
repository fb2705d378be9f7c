/** A field of a child's file that is one answer of a few. */
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { Select } from "../forms/Select.tsx";
import { FieldCard } from "./FieldCard.tsx";
import { FieldForm } from "./FieldForm.tsx";
import { typed, type Said, type Sent, type Sheet } from "./sheet.ts";

interface Props<A extends string, Changes> {
  readonly field: ChildField;
  readonly said: Said<A>;
  readonly sheet: Sheet<Changes>;
  /** Each answer in words, in the order of the list. */
  readonly options: Readonly<Record<A, string>>;
  readonly change: (sent: Sent<A> & { readonly value: A }) => Changes;
}

export function ChoiceCard<A extends string, Changes>({ field, said, sheet, options, change }: Props<A, Changes>) {
  const isAnswer = (value: string): value is A => Object.hasOwn(options, value);
  const answers = Object.keys(options).filter(isAnswer);
  return (
    <FieldCard field={field} said={said} sheet={sheet} value={said.value !== null && options[said.value]}>
      {(editing) => (
        <FieldForm
          sheet={sheet}
          field={field}
          initial={{ answer: said.value ?? "" }}
          check={(values) => (isAnswer(typed(values, "answer")) ? {} : { answer: strings.pickFirst })}
          changesOf={(values) => {
            const answer = typed(values, "answer");
            // What is no answer has been refused by `check`.
            if (!isAnswer(answer)) throw new Error("No answer was chosen");
            return change({ seen: said.version, value: answer });
          }}
          serverFields={{ [`changes.${field}.value`]: "answer" }}
          draw={(form) => (
            <Select
              form={form}
              field="answer"
              label={strings.choice}
              options={[
                ...(said.value === null ? [{ value: "", label: strings.pick }] : []),
                ...answers.map((value) => ({ value, label: options[value] })),
              ]}
            />
          )}
          onDone={editing.finish}
          onCancel={editing.cancel}
        />
      )}
    </FieldCard>
  );
}
