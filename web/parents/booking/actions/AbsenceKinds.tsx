/** « Quelle absence ? », in words that ask nobody to accuse themselves. */
import { absences as strings } from "../../../strings/fr/booking/actions.ts";
import { declared } from "./possibleActions.ts";
import type { DeclaredAbsence } from "./sendActions.ts";

export function AbsenceKinds({
  kind,
  onKind,
}: {
  readonly kind: DeclaredAbsence;
  readonly onKind: (kind: DeclaredAbsence) => void;
}) {
  return (
    <fieldset>
      <legend class="field-label">{strings.kind}</legend>
      {declared.map((one) => (
        <label class="tick" key={one}>
          <input
            type="radio"
            name="absence"
            value={one}
            checked={kind === one}
            onChange={() => {
              onKind(one);
            }}
          />
          <span>
            {strings.kinds[one]}
            <small class="muted choice-hint">{strings.hints[one]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
