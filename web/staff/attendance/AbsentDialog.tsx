/** Why the children chosen are absent. */
import { useState } from "preact/hooks";
import type { MarkView } from "../../../functions/attendance/contract/views.ts";
import { common } from "../../strings/fr/common.ts";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";

type AbsenceKind = NonNullable<MarkView["absent"]>;

interface Props {
  readonly children: number;
  readonly onNote: (kind: AbsenceKind) => void;
  readonly onClose: () => void;
}

export function AbsentDialog({ children, onNote, onClose }: Props) {
  const [kind, setKind] = useState<AbsenceKind>("unannounced");
  return (
    <Dialog
      title={strings.absentTitle(children)}
      onClose={onClose}
      footer={
        <>
          <button type="button" class="button ghost" onClick={onClose}>
            {common.cancel}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              onNote(kind);
            }}
          >
            {strings.noteAbsent}
          </button>
        </>
      }
    >
      <fieldset class="stack tight">
        <legend class="field-label">{strings.absentKind}</legend>
        <p class="small muted">{strings.absentHint}</p>
        <div>
          {strings.kinds.map(([value, label]) => (
            <label class="tick" key={value}>
              <input
                type="radio"
                name="motif-absence"
                checked={kind === value}
                onChange={() => {
                  setKind(value);
                }}
              />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </Dialog>
  );
}
