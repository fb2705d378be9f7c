/** Why the office is asked: what is typed survives a reload, and too little is said beside the field. */
import { useRef, useState } from "preact/hooks";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { dropDraft, keepDraft, readDraft } from "../../../shared/drafts.ts";
import { describedBy, FieldError } from "../../../shared/forms/Field.tsx";
import { asking as strings } from "../../../strings/fr/booking/actions.ts";
import { keyOf } from "../../../shared/booking/basket/selection.ts";

/** As the contract has it. */
const shortest = 3;
const longest = 300;
const id = "motif";

/**
 * The field, and what it holds. `take`: the reason, or null once the field has said that it is missing. `forget`: it
 * was sent.
 */
export function useReason(booking: BookingView) {
  const draft = `demande.${keyOf(booking)}`;
  const [reason, setReason] = useState(() => readDraft(draft)["reason"] ?? "");
  const [error, setError] = useState<string | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const take = (): string | null => {
    const said = reason.trim();
    if (said.length >= shortest) return said;
    setError(strings.tooShort);
    field.current?.focus();
    return null;
  };
  const view = (
    <div class={error === undefined ? "field" : "field wrong"}>
      <label for={id}>{strings.reason}</label>
      <p class="hint" id={`${id}-hint`}>
        {strings.hint}
      </p>
      <FieldError id={id} text={error} />
      <textarea
        id={id}
        ref={field}
        rows={3}
        maxLength={longest}
        value={reason}
        required
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, true, error !== undefined)}
        onInput={({ currentTarget: { value } }) => {
          setReason(value);
          setError(undefined);
          keepDraft(draft, { reason: value });
        }}
      />
    </div>
  );
  return {
    view,
    take,
    forget: () => {
      dropDraft(draft);
    },
  };
}
