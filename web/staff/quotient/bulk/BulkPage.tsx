/** « Quotients en nombre »: a file is chosen, what it would change is shown line by line, then it is entered. */
import { useState } from "preact/hooks";
import { readId } from "../../../../functions/kernel/ids.ts";
import { statedOrigins } from "../../../../functions/quotient/rules/quotient.ts";
import { serverNow } from "../../../shared/clock.ts";
import { ErrorSummary } from "../../../shared/forms/ErrorSummary.tsx";
import { describedBy, FieldError } from "../../../shared/forms/Field.tsx";
import { Select } from "../../../shared/forms/Select.tsx";
import { SubmitButton } from "../../../shared/forms/SubmitButton.tsx";
import { useForm, type Form } from "../../../shared/forms/useForm.ts";
import { dayOf, monthWords } from "../../../shared/format/dates.ts";
import { capitalised } from "../../../shared/format/text.ts";
import { monthOf } from "../../../shared/format/calendar.ts";
import { Title } from "../../../shared/shell/PageHead.tsx";
import { bulkQuotients as strings } from "../../../strings/fr/quotient/bulk.ts";
import { quotient as shared } from "../../../strings/fr/quotient/quotient.ts";
import { monthsUpTo } from "../months.ts";
import { Preview } from "./Preview.tsx";
import { useBulk } from "./useBulk.ts";

export function BulkPage() {
  const acts = useBulk();
  const [file, setFile] = useState<File | null>(null);
  const month = readId("PlainMonth", monthOf(dayOf(serverNow())));
  const form = useForm({
    name: "quotients-en-nombre",
    initial: { file: "", month: month ?? "", origin: statedOrigins[0] },
    kept: ["month", "origin"],
    keptAfterSending: true,
    check: () => (file ? {} : { file: strings.fileMissing }),
    submit: async (values) => {
      const of = readId("PlainMonth", values.month);
      const origin = statedOrigins.find((one) => one === values.origin);
      if (file && of && origin) await acts.read({ file, month: of, origin });
    },
  });
  const { step } = acts.bulk;
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {step === "nothing" || step === "reading" ? (
        <section class="card" aria-label={strings.fileTitle}>
          <form onSubmit={form.onSubmit} noValidate>
            <ErrorSummary form={form} order={["file", "month", "origin"]} />
            <FileField form={form} field="file" onChosen={setFile} />
            {month && (
              <Select
                form={form}
                field="month"
                label={strings.month}
                options={monthsUpTo(month).map((one) => ({ value: one, label: capitalised(monthWords(one)) }))}
              />
            )}
            <Select
              form={form}
              field="origin"
              label={strings.origin}
              options={statedOrigins.map((one) => ({ value: one, label: shared.origins[one] }))}
            />
            <p class="small muted">{strings.unlessSaid}</p>
            <SubmitButton busy={form.busy} label={strings.read} busyLabel={strings.reading} />
          </form>
          <details>
            <summary>{strings.help}</summary>
            <ul>
              {strings.helpLines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        </section>
      ) : (
        <Preview acts={acts} fileName={file?.name ?? ""} />
      )}
    </div>
  );
}

interface FileFieldProps<F extends string> {
  readonly form: Form<F>;
  readonly field: F;
  readonly onChosen: (file: File | null) => void;
}

function FileField<F extends string>({ form, field, onChosen }: FileFieldProps<F>) {
  const id = form.idOf(field);
  const error = form.errors[field];
  return (
    <div class={error === undefined ? "field" : "field wrong"}>
      <label for={id}>{strings.file}</label>
      <p class="hint" id={`${id}-hint`}>
        {strings.fileHint}
      </p>
      <FieldError id={id} text={error} />
      <input
        type="file"
        id={id}
        accept=".csv,.txt,text/csv,text/plain"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, true, error !== undefined)}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.files?.[0] ?? null;
          onChosen(chosen);
          form.set(field, chosen?.name ?? "");
        }}
      />
    </div>
  );
}
