/** Above the grid: the unit, chosen once; patterns, whole weeks, copies. */
import { useState } from "preact/hooks";
import type { UnitId } from "../../../../functions/kernel/ids.ts";
import { weekday } from "../../format/calendar.ts";
import { clockTime, weekdayName } from "../../format/dates.ts";
import { lazy } from "../../lazy.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import type { Basket } from "../basket/basket.ts";
import { keysIn } from "../basket/selection.ts";
import type { Tool } from "../patterns/dialogProps.ts";
import { hasDays } from "../patterns/hasDays.ts";
import type { GridIndex, Unit } from "./gridIndex.ts";

/** The dialogs are fetched when a tool is about to be pressed, so that the grid itself stays light. */
const patterns = lazy(async () => (await import("../patterns/PatternDialogs.tsx")).PatternDialogs, null);

interface Props {
  readonly index: GridIndex;
  readonly unit: Unit;
  readonly onUnit: (unit: UnitId) => void;
  readonly basket: Basket;
}

export function Tools({ index, unit, onUnit, basket }: Props) {
  const [open, setOpen] = useState<Tool | null>(null);
  const { grid, weekdays } = index;
  const { units } = grid.activity;
  const only = weekdays.length === 1 ? grid.days.find(({ date }) => weekday(date) === weekdays[0]) : undefined;
  const canCopy = grid.children.length > 1 && hasDays(index, basket.selection);
  const own = keysIn(basket.selection, grid.activity.id);
  /** `more`: of the label, for ears alone where room is scarce. */
  const tool = (name: Tool, icon: IconName, label: string, { more = "", disabled = false } = {}) => (
    <button
      type="button"
      class="tool"
      aria-haspopup="dialog"
      disabled={disabled}
      onPointerEnter={patterns.preload}
      onClick={() => {
        setOpen(name);
      }}
    >
      <Icon name={icon} size={18} />{" "}
      <span>
        {label}
        {more !== "" && <span class="label-wide"> {more}</span>}
      </span>
    </button>
  );
  return (
    <div class="tools no-print">
      {units.length > 1 && (
        <Segmented
          legend={strings.unit}
          legendHidden
          value={unit.id}
          onChange={(value) => {
            const chosen = units.find(({ id }) => id === value);
            if (chosen) onUnit(chosen.id);
          }}
          options={units.map(({ id, name, from, to }) => ({
            value: id,
            label: name,
            hint: `${clockTime(from)} – ${clockTime(to)}`,
          }))}
        />
      )}
      <div class="tool-row" role="group" aria-label={strings.tools}>
        {tool("all", "repeat", only ? strings.every(weekdayName(only.date)) : strings.everyDay)}
        {tool("even", "repeat", strings.alternate)}
        {weekdays.length > 1 && tool("weeks", "calendar", strings.wholeWeeks)}
        {tool("repeat", "copy", strings.sameAsLast)}
        {grid.children.length > 1 && tool("copy", "family", strings.copy, { more: strings.copyTo, disabled: !canCopy })}
        {grid.prices && tool("prices", "euro", strings.prices)}
        {own.length > 0 && (
          <button
            type="button"
            class="tool"
            onClick={() => {
              basket.act({ kind: "drop", keys: own });
            }}
          >
            <Icon name="trash" size={18} /> {strings.clear}
          </button>
        )}
      </div>
      {open !== null && (
        <patterns.Page
          tool={open}
          index={index}
          unit={unit}
          basket={basket}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </div>
  );
}
