/** Above the grid: the unit, chosen once; patterns, copy, undo. */
import { useState } from "preact/hooks";
import type { UnitId } from "../../../functions/domain/ids.ts";
import { weekday } from "../../shared/format/calendar.ts";
import { clockTime, weekdayName } from "../../shared/format/dates.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { announce } from "../../shared/ui/live.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { booking as strings } from "../../strings/fr/booking.ts";
import { CopyDialog } from "./CopyDialog.tsx";
import type { GridIndex, Unit } from "./grid.ts";
import { PatternDialog } from "./PatternDialog.tsx";
import { withDays, type Weeks } from "./patterns.ts";
import type { Basket } from "./useBasket.ts";

interface Props {
  readonly index: GridIndex;
  readonly unit: Unit;
  readonly onUnit: (unit: UnitId) => void;
  readonly basket: Basket;
}

export function Tools({ index, unit, onUnit, basket }: Props) {
  const [open, setOpen] = useState<Weeks | "copy" | null>(null);
  const { grid, weekdays } = index;
  const { units } = grid.activity;
  const close = (): void => { setOpen(null); };
  const only = weekdays.length === 1 ? grid.days.find(({ date }) => weekday(date) === weekdays[0]) : undefined;
  const canCopy = grid.children.length > 1 && withDays(index, basket.selection).size > 0;
  return (
    <div class="tools no-print">
      {units.length > 1 && (
        <Segmented legend={strings.unit} legendHidden value={unit.id} onChange={(value) => {
          const chosen = units.find(({ id }) => id === value);
          if (chosen) onUnit(chosen.id);
        }} options={units.map(({ id, name, from, to }) => ({ value: id, label: name, hint: `${clockTime(from)} – ${clockTime(to)}` }))} />
      )}
      <div class="tool-row" role="group" aria-label={strings.tools}>
        <button type="button" class="tool" aria-haspopup="dialog" onClick={() => { setOpen("all"); }}>
          <Icon name="repeat" size={18} /> {only ? strings.every(weekdayName(only.date)) : strings.everyDay}
        </button>
        <button type="button" class="tool" aria-haspopup="dialog" onClick={() => { setOpen("even"); }}><Icon name="repeat" size={18} /> {strings.alternate}</button>
        {grid.children.length > 1 && (
          <button type="button" class="tool" aria-haspopup="dialog" disabled={!canCopy} onClick={() => { setOpen("copy"); }}><Icon name="copy" size={18} /> {strings.copy}</button>
        )}
        <button type="button" class="tool" disabled={!basket.canUndo} onClick={() => {
          basket.act({ kind: "undo" });
          announce(strings.saidUndone);
        }}><Icon name="undo" size={18} /> {strings.undo}</button>
        {basket.selection.size > 0 && (
          <button type="button" class="tool" onClick={() => { basket.act({ kind: "clear" }); }}><Icon name="trash" size={18} /> {strings.clear}</button>
        )}
      </div>
      {open === "copy" && <CopyDialog index={index} basket={basket} onClose={close} />}
      {open !== null && open !== "copy" && <PatternDialog index={index} unit={unit} weeks={open} basket={basket} onClose={close} />}
    </div>
  );
}
