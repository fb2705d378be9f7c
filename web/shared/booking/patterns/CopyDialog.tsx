/** « Comme Léa »: the same days and units for a brother or a sister. */
import { useState } from "preact/hooks";
import type { ChildId } from "../../../../functions/kernel/ids.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { patterns as strings } from "../../../strings/fr/booking/patterns.ts";
import { Checks } from "./Checks.tsx";
import { FillDialog } from "./FillDialog.tsx";
import type { DialogProps } from "./dialogProps.ts";
import { copyCells, withDays } from "./patterns.ts";

export function CopyDialog(props: DialogProps) {
  const { index, basket } = props;
  const { children } = index.grid;
  const models = withDays(index, basket.selection);
  const sources = children.filter(({ id }) => models.has(id));
  // Whose days were just chosen is most likely meant.
  const [fullest] = [...sources].sort((one, other) => (models.get(other.id) ?? 0) - (models.get(one.id) ?? 0));
  const [from, setFrom] = useState<ChildId | null>(fullest?.id ?? null);
  const siblings = children.filter(({ id }) => id !== from);
  const [to, setTo] = useState<readonly ChildId[]>(siblings.map(({ id }) => id));
  const receivers = to.filter((id) => id !== from);
  if (from === null) return null;
  return (
    <FillDialog title={strings.copyTitle} wanted={copyCells(index, basket.selection, from, receivers)} {...props}>
      <Segmented
        legend={strings.copyFrom}
        value={from}
        onChange={(next) => {
          setFrom(next);
          setTo(children.map(({ id }) => id).filter((id) => id !== next));
        }}
        options={sources.map(({ id, firstName }) => ({ value: id, label: firstName }))}
      />
      <Checks
        legend={strings.copyTo}
        options={siblings.map(({ id, firstName }) => ({ value: id, label: firstName }))}
        chosen={receivers}
        onChange={setTo}
      />
    </FillDialog>
  );
}
