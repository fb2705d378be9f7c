/** Why staff book for a family: said once for the whole basket, kept with each booking and sent to the family. */
import { FieldError } from "../../shared/forms/Field.tsx";
import { createStore, useStore } from "../../shared/store.ts";
import { familyBookings } from "../../strings/fr/booking/office.ts";
import { reason as strings } from "../../strings/fr/ui.ts";
import { longest, missingReason } from "../ui/ReasonField.tsx";

const id = "motif-du-guichet";

export function createReason() {
  const said = createStore("");
  return {
    said: (): string => said.get().trim(),
    fault: (): string | null => missingReason(said.get()).reason ?? null,
    forget: () => {
      said.set("");
    },
    Field: ({ error }: { readonly error: string | null }) => (
      <div class={error === null ? "field" : "field wrong"}>
        <label for={id}>{strings.label}</label>
        <p class="hint" id={`${id}-aide`}>
          {familyBookings.reasonHint}
        </p>
        <FieldError id={id} text={error ?? undefined} />
        <input
          type="text"
          id={id}
          value={useStore(said)}
          autocomplete="off"
          maxLength={longest}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={`${id}-aide`}
          onInput={(event) => {
            said.set(event.currentTarget.value);
          }}
        />
      </div>
    ),
  };
}
