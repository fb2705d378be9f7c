/** Which children are called: a group, and those of it who are expected, here, gone or absent. */
import { Icon } from "../../shared/ui/Icon.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { attendance as strings } from "../../strings/fr/attendance.ts";
import type { UnitChoice } from "./AddChildDialog.tsx";
import { everybody, groupOf, type Group, type Presence } from "./runs.ts";

const shownKinds = ["all", "expected", "here", "gone", "absent"] as const;
export type Shown = "all" | Presence;

interface Props {
  readonly units: readonly UnitChoice[];
  readonly group: Group;
  readonly onGroup: (group: Group) => void;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly counts: Readonly<Record<Shown, number>>;
  /** Absent: nothing is noted any more. */
  readonly onAdd?: (() => void) | undefined;
}

export function RollCallTools({ units, group, onGroup, shown, onShown, counts, onAdd }: Props) {
  return (
    <div class="roll-call-tools no-print">
      {units.length > 1 && (
        <div class="field">
          <label for="groupe">{strings.group}</label>
          <select
            id="groupe"
            value={group}
            onChange={(event) => {
              onGroup(event.currentTarget.value);
            }}
          >
            <option value={everybody}>{strings.everybody}</option>
            {units.map((unit) => (
              <option key={groupOf(unit)} value={groupOf(unit)}>
                {unit.label}
              </option>
            ))}
          </select>
        </div>
      )}
      <Segmented
        legend={strings.filter}
        legendHidden
        value={shown}
        onChange={onShown}
        options={shownKinds.map((kind) => ({
          value: kind,
          label: kind === "all" ? strings.all(counts.all) : strings.filtered(kind, counts[kind]),
        }))}
      />
      {onAdd && (
        <button type="button" class="button ghost" aria-haspopup="dialog" onClick={onAdd}>
          <Icon name="person" /> {strings.add}
        </button>
      )}
    </div>
  );
}
