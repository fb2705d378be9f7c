/** The documents on screen, and until when they hold: accepted there, or refused from there. */
import type { WaitingDocuments } from "../../../functions/document/contract/waiting.ts";
import { readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { officeDocuments as strings } from "../../strings/fr/document/document.ts";
import { working } from "../../strings/fr/ui.ts";
import { aboutOf } from "./about.ts";
import { Preview } from "./Preview.tsx";

interface Props {
  readonly waiting: WaitingDocuments;
  /** `until`: another day than the town's rule gives; absent: as it gives. */
  readonly onAccept: (until: PlainDate | undefined) => Promise<void>;
  readonly onRefuse: () => void;
  readonly onClose: () => void;
}

export function ReviewDialog({ waiting, onAccept, onRefuse, onClose }: Props) {
  const { familyCode, childId, documents, until, hint } = waiting;
  const form = useForm({
    name: "justificatif",
    initial: { until: until ?? "" },
    check: () => ({}),
    submit: async (values) => {
      const day = readId("PlainDate", values.until);
      await onAccept(day === null || day === until ? undefined : day);
    },
  });
  return (
    <Dialog title={aboutOf(waiting)} kind="wide" busy={form.busy} onClose={onClose}>
      <div class="stack tight">
        {hint !== undefined && <p class="small muted">{hint}</p>}
        <Preview familyCode={familyCode} childId={childId} documents={documents} />
        <p class="small muted">{strings.viewed}</p>
        <form onSubmit={form.onSubmit} noValidate>
          <ErrorSummary form={form} order={["until"]} />
          <Field
            form={form}
            field="until"
            input={{ type: "date" }}
            label={strings.until}
            optional
            hint={until === undefined ? strings.untilNone : strings.untilHint(dateOnly(until))}
          />
          <div class="row dialog-acts">
            <button type="button" class="button danger" disabled={form.busy} onClick={onRefuse}>
              {strings.refuse}
            </button>
            <button type="submit" class="button" aria-disabled={form.busy || undefined}>
              {form.busy ? working : strings.accept}
            </button>
          </div>
        </form>
      </div>
    </Dialog>
  );
}
