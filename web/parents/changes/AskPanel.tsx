/** After the deadline: the cancellation is asked of the office, with a reason. What is typed survives a reload. */
import { useRef, useState } from "preact/hooks";
import type { BookingView } from "../../../functions/contract/bookings.ts";
import { dropDraft, keepDraft, readDraft } from "../../shared/drafts.ts";
import { describedBy, FieldError } from "../../shared/forms/Field.tsx";
import { asking as strings, changes } from "../../strings/fr/changes.ts";
import { keyOf } from "../booking/selection.ts";
import { askOffice } from "../requests.ts";
import { Panel, type PanelProps } from "./Panel.tsx";

/** As the contract has it. */
const shortest = 3;
const longest = 300;
const id = "motif";

export function AskPanel({ booking, onBack, onDone }: PanelProps & { readonly booking: BookingView }) {
  const draft = `demande.${keyOf(booking)}`;
  const [reason, setReason] = useState(() => readDraft(draft)["reason"] ?? "");
  const [error, setError] = useState<string | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Panel title={strings.title} back={changes.back} action={strings.confirm} onBack={onBack} done={() => strings.done}
      onSend={() => {
        if (reason.trim().length >= shortest) return askOffice(booking, reason.trim());
        setError(strings.tooShort);
        field.current?.focus();
        return null;
      }}
      onSettled={() => {
        dropDraft(draft);
        return onDone(true);
      }}>
      <p>{strings.note}</p>
      <div class={error === undefined ? "field" : "field wrong"}>
        <label for={id}>{strings.reason}</label>
        <p class="hint" id={`${id}-hint`}>{strings.hint}</p>
        <FieldError id={id} text={error} />
        <textarea id={id} ref={field} rows={3} maxLength={longest} value={reason} required aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(id, true, error !== undefined)} onInput={({ currentTarget: { value } }) => {
            setReason(value);
            setError(undefined);
            keepDraft(draft, { reason: value });
          }} />
      </div>
    </Panel>
  );
}
